"""Members in addresses and forms, without the platform's number of the person."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

from knowledge.store.roster_rows import Member

LENGTH = 20
"""Characters of a reference: 80 bits, no two members of a team share one."""


def member_reference(secret: bytes, team: str, person: str) -> str:
    """How pages name a member.

    Args:
        secret: Of this installation.
        team: Id of the team.
        person: Opaque id; it cannot be found back from the reference.
    """
    return hmac.new(secret, f"houvast.desk.member\0{team}\0{person}".encode(), sha256).hexdigest()[:LENGTH]


def member_with(reference: str, secret: bytes, members: Iterable[Member]) -> Member | None:
    """The member that a reference names, if any."""
    return next((m for m in members if member_reference(secret, m.team_id, m.person) == reference), None)
