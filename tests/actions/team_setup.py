"""A team to test with: invented people, and what the tests of teams share."""

from collections.abc import Sequence
from datetime import UTC, datetime

from knowledge.roster.roles import Role
from knowledge.store import OPERATOR, RosterStore

NOW = datetime.now(UTC)
LEAD, MILA, SAM = "test:1", "test:2", "test:3"


def join(
    roster: RosterStore,
    team: str,
    person: str,
    name: str,
    role: Role = Role.PROFESSIONAL,
    expertise: Sequence[str] = (),
) -> None:
    """Let somebody into a team."""
    roster.redeem(roster.invite(team, role, NOW, actor=OPERATOR), person, name, NOW)
    roster.set_profile(team, person, expertise=expertise)


def labels(reply) -> dict[str, str]:
    """Payloads of all buttons of a reply, by label."""
    return {button.label: button.payload for message in reply.messages for button in message.buttons}
