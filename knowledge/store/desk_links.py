"""Links with which somebody signs in at the desk: they work once, and for minutes."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action, may
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import OPERATOR
from knowledge.store.roster_sql import role_in
from knowledge.store.values import to_text, to_time

LINK_MINUTES = 10
"""How long a link works, in minutes: long enough to walk to a computer, short for who finds it later."""

SECRET_BYTES = 32
"""Random bytes of a token or a session id: 256 bits nobody can try, so a fast hash without salt is enough."""


class DeskLinkStore:
    """One-time links; only a hash of each is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offer_link(self, person: str, now: datetime) -> str:
        """Makes a link for somebody and ends their earlier ones.

        Args:
            person: Opaque id, or `OPERATOR`.
            now: When.

        Returns:
            The token, 43 characters of `[A-Za-z0-9_-]`; told once and not stored.

        Raises:
            NotPermitted: If the person has no role with a desk.
        """
        token = secrets.token_urlsafe(SECRET_BYTES)

        def work(sql: Sql) -> None:
            if not has_desk(sql, person):
                raise NotPermitted(Action.USE_DESK)
            sql.execute("DELETE FROM desk_link WHERE person = ?", [person])
            expires = to_text(now + timedelta(minutes=LINK_MINUTES))
            sql.execute(
                "INSERT INTO desk_link (token_hash, person, created_at, expires_at) VALUES (?, ?, ?, ?)",
                [hashed(token), person, to_text(now), expires],
            )

        self._database.write(work)
        return token

    def works(self, token: str, now: datetime) -> bool:
        """Whether a token could be spent now; looking spends nothing."""

        def query(sql: Sql) -> bool:
            found = sql.execute(
                "SELECT 1 FROM desk_link WHERE token_hash = ? AND expires_at > ?", [hashed(token), to_text(now)]
            )
            return found.fetchone() is not None

        return self._database.read(query)


def take_link(sql: Sql, token: str, now: datetime) -> str | None:
    """Spends a token inside the caller's write, and returns whose it was.

    None when it is unknown, too old or spent, or when its owner lost the role. Taking the row away is what spends
    it, so of two that come at once one gets it. Only hashes are compared: time tells nothing of the token.
    """
    row = sql.execute(
        "DELETE FROM desk_link WHERE token_hash = ? RETURNING person, expires_at", [hashed(token)]
    ).fetchone()
    if row is None or to_time(row[1]) <= now or not has_desk(sql, row[0]):
        return None
    return str(row[0])


def has_desk(sql: Sql, person: str) -> bool:
    """Whether any role of somebody, in a team at work, comes with a desk; the operator's does."""
    if person == OPERATOR:
        return True
    rows = sql.execute(
        """
        SELECT DISTINCT m.team FROM team_member AS m JOIN team AS t ON t.id = m.team
        WHERE m.person = ? AND t.archived_at IS NULL
        """,
        [person],
    )
    return any(may(role_in(sql, team, person), Action.USE_DESK) for (team,) in rows.fetchall())


def hashed(secret: str) -> str:
    """What is kept of a token or a session id."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
