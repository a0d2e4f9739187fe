"""Who is signed in at the desk: sessions that end by themselves."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action, may
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.desk_links import SECRET_BYTES, has_desk, hashed, take_link
from knowledge.store.roster_sql import role_in
from knowledge.store.values import to_text, to_time

TOUCH_SECONDS = 60
"""A session that was used less than this many seconds ago is not written again."""


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts.

    Attributes:
        idle: Without use, after which it ends.
        longest: After signing in, after which it ends however much it is used.
    """

    idle: timedelta = timedelta(hours=2)
    longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class DeskSession:
    """Somebody who is signed in.

    Attributes:
        reference: Short name of the session, for lists; it opens nothing.
        person: Opaque id, or `OPERATOR` for who signed in from the shell as admin.
        created_at: When they signed in.
        used_at: When it was last used, to about `TOUCH_SECONDS`.
        expires_at: When it ends at the latest.
    """

    reference: str
    person: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime


class DeskSessionStore:
    """Sessions of the desk; only a hash of each is kept."""

    def __init__(self, database: Database, limits: SessionLimits | None = None) -> None:
        self._database = database
        self._limits = limits or SessionLimits()

    def spend(self, token: str, now: datetime, *, instead_of: str = "") -> str | None:
        """Signs somebody in with a token, which then works no more: of two that come at once, one gets in.

        Args:
            token: From the link.
            now: When.
            instead_of: Id of the session this browser had; it ends, so that no id lives on after signing in.

        Returns:
            The id of a new session, for the cookie; told once and not stored. None when the token is unknown,
            too old or spent, or its owner lost the role: which of these is not told.
        """
        session = secrets.token_urlsafe(SECRET_BYTES)

        def work(sql: Sql) -> str | None:
            person = take_link(sql, token, now)
            if person is None:
                return None
            sql.execute("DELETE FROM desk_session WHERE id_hash = ?", [hashed(instead_of)])
            sql.execute(
                """
                INSERT INTO desk_session (id_hash, reference, person, created_at, used_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    hashed(session),
                    secrets.token_hex(4),
                    person,
                    to_text(now),
                    to_text(now),
                    to_text(now + self._limits.longest),
                ],
            )
            record(sql, person, "desk_sign_in", "desk:", now)
            return session

        return self._database.write(work)

    def use(self, session: str, now: datetime) -> DeskSession | None:
        """The session with this id, noting that it was used; None when it ended or never was.

        A session of somebody without a role with a desk ends here.
        """
        key = hashed(session)

        def query(sql: Sql) -> DeskSession | None:
            row = next(iter(sql.query("SELECT * FROM desk_session WHERE id_hash = ?", [key])), None)
            return None if row is None else _session_row(row)

        def allowed(sql: Sql) -> bool:
            return found is not None and self._lives(found, now) and has_desk(sql, found.person)

        found = self._database.read(query)
        if found is None:
            return None
        if not self._database.read(allowed):
            self._database.write(lambda sql: sql.execute("DELETE FROM desk_session WHERE id_hash = ?", [key]))
            return None
        if now - found.used_at >= timedelta(seconds=TOUCH_SECONDS):
            self._database.write(
                lambda sql: sql.execute("UPDATE desk_session SET used_at = ? WHERE id_hash = ?", [to_text(now), key])
            )
        return found

    def end(self, session: str) -> bool:
        """Signs out; False when there was no such session."""
        return self._database.write(
            lambda sql: bool(sql.execute("DELETE FROM desk_session WHERE id_hash = ?", [hashed(session)]).rowcount)
        )

    def sessions(self, now: datetime, person: str | None = None) -> list[DeskSession]:
        """Sessions that live, the last used first; of one person if given."""

        def query(sql: Sql) -> list[DeskSession]:
            rows = sql.query(
                """
                SELECT * FROM desk_session WHERE :person IS NULL OR person = :person
                ORDER BY used_at DESC, reference
                """,
                {"person": person},
            )
            return [found for found in map(_session_row, rows) if self._lives(found, now)]

        return self._database.read(query)

    def revoke(self, now: datetime, *, actor: str, reference: str | None = None, person: str | None = None) -> int:
        """Ends sessions; audited when there were any.

        Args:
            now: When.
            actor: Who does it: the person themselves, or somebody who manages the installation.
            reference: One session; None takes all.
            person: Sessions of one person; None takes those of everybody.

        Returns:
            How many ended.

        Raises:
            NotPermitted: If the actor ends sessions of others without managing the installation.
        """

        def work(sql: Sql) -> int:
            if person != actor and not may(role_in(sql, None, actor), Action.MANAGE_INSTALLATION):
                raise NotPermitted(Action.MANAGE_INSTALLATION)
            ended = sql.execute(
                """
                DELETE FROM desk_session
                WHERE (:reference IS NULL OR reference = :reference) AND (:person IS NULL OR person = :person)
                """,
                {"reference": reference, "person": person},
            ).rowcount
            if ended:
                record(sql, actor, "desk_revoke", "desk:", now, {"count": ended})
            return int(ended)

        return self._database.write(work)

    def _lives(self, session: DeskSession, now: datetime) -> bool:
        return now < session.expires_at and now - session.used_at < self._limits.idle


def expire(sql: Sql, now: str) -> dict[str, int]:
    """Removes links and sessions that ended, given the present as stored text; runs inside a write of the caller."""
    statement = "DELETE FROM {} WHERE expires_at <= ?"
    return {name: sql.execute(statement.format(name), [now]).rowcount for name in ("desk_link", "desk_session")}


def _session_row(row: dict[str, Any]) -> DeskSession:
    return DeskSession(
        reference=row["reference"],
        person=row["person"],
        created_at=to_time(row["created_at"]),
        used_at=to_time(row["used_at"]),
        expires_at=to_time(row["expires_at"]),
    )
