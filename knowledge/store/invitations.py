"""Invitations: a code that lets somebody into a team, kept as a hash only."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from knowledge.roster.errors import InvitationExpired, InvitationUnknown
from knowledge.roster.permissions import Action, may
from knowledge.roster.roles import Role
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.members import LABEL_LIMIT
from knowledge.store.pseudonyms import person_of, pseudonym_of
from knowledge.store.roster_rows import Invitation, Member
from knowledge.store.roster_sql import find_member, one_line, require, require_grant, role_in, subject_of
from knowledge.store.values import to_text, to_time

# 128 random bits, so a fast hash without salt is enough: nobody can try them all.
_CODE_BYTES = 16


class Invitations:
    """Makes and redeems invitations.

    An invitation is as good as who made it: it ends when that person may not invite any more.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def invite(self, team_id: str, role: Role, now: datetime, *, actor: str, valid_days: int = 7, uses: int = 1) -> str:
        """Makes an invitation and returns its code, which is told once and not stored.

        Args:
            team_id: The team.
            role: What whoever redeems it becomes.
            now: When.
            actor: Who invites.
            valid_days: For how many days it works, at least 1.
            uses: How many people may redeem it, at least 1.

        Returns:
            22 characters of `[A-Za-z0-9_-]`.

        Raises:
            TeamNotFound: If there is no such team at work.
            NotPermitted: If the actor may not invite, or not for this role.
            ValueError: If `valid_days` or `uses` is below 1.
        """
        if valid_days < 1 or uses < 1:
            raise ValueError(f"valid_days is {valid_days} and uses is {uses}; both must be at least 1.")
        code = secrets.token_urlsafe(_CODE_BYTES)

        def work(sql: Sql) -> None:
            require(sql, team_id, actor, Action.INVITE)
            require_grant(sql, team_id, actor, role)
            expires = to_text(now + timedelta(days=valid_days))
            sql.execute(
                """
                INSERT INTO invitation (code_hash, team, role, created_by, expires_at, uses_left)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [_hash(code), team_id, role.value, pseudonym_of(sql, actor), expires, uses],
            )
            details = {"role": role.value, "expires_at": expires, "uses": uses}
            record(sql, actor, "invite", f"team:{team_id}", now, details)

        self._database.write(work)
        return code

    def redeem(self, code: str, person: str, name: str, now: datetime) -> Member:
        """Lets somebody into a team, or raises the role they have there.

        Who has that role or a higher one already gets their membership back and uses nothing up, so redeeming
        twice is harmless. Nobody loses a role: a trainer who redeems a code for team leads stays a trainer,
        until a lead changes that.

        Args:
            code: As it was told; white space around it is ignored.
            person: The channel's opaque id.
            name: How colleagues will see them; cut at `LABEL_LIMIT`. Not used for who is a member already.
            now: When.

        Raises:
            InvitationUnknown: If there is no such code.
            InvitationExpired: If it is too old, used up, or its maker may not invite any more.
        """

        def work(sql: Sql) -> Member:
            row = next(iter(sql.query("SELECT * FROM invitation WHERE code_hash = ?", [_hash(code.strip())])), None)
            if row is None:
                raise InvitationUnknown
            team, role = row["team"], Role(row["role"])
            before = find_member(sql, team, person)
            if before is not None and (before.role is role or not role.at_least(before.role)):
                return before
            if not _works(sql, row, now):
                raise InvitationExpired
            sql.execute("UPDATE invitation SET uses_left = uses_left - 1 WHERE code_hash = ?", [row["code_hash"]])
            sql.execute(
                """
                INSERT INTO team_member (team, person, role, display_name, joined_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (team, person) DO UPDATE SET role = excluded.role
                """,
                [team, person, role.value, one_line(name, LABEL_LIMIT), to_text(now)],
            )
            if role is not Role.PROFESSIONAL:
                record(sql, person, "join", subject_of(sql, person), now, {"team": team, "role": role.value})
            joined = find_member(sql, team, person)
            assert joined is not None  # noqa: S101 - written above, in the same transaction
            return joined

        return self._database.write(work)

    def invitations(self, team_id: str, now: datetime) -> list[Invitation]:
        """Invitations of a team that work, the first to expire first."""

        def query(sql: Sql) -> list[Invitation]:
            rows = sql.query("SELECT * FROM invitation WHERE team = ? ORDER BY expires_at, code_hash", [team_id])
            return [_invitation_row(row) for row in rows if _works(sql, row, now)]

        return self._database.read(query)

    def withdraw_invitations(self, team_id: str, now: datetime, *, actor: str) -> int:
        """Ends all invitations of a team that still work; returns how many.

        Raises:
            TeamNotFound: If there is no such team at work.
            NotPermitted: If the actor may not invite.
        """

        def work(sql: Sql) -> int:
            require(sql, team_id, actor, Action.INVITE)
            rows = list(sql.query("SELECT * FROM invitation WHERE team = ?", [team_id]))
            open_ = [row["code_hash"] for row in rows if _works(sql, row, now)]
            for code_hash in open_:
                sql.execute("DELETE FROM invitation WHERE code_hash = ?", [code_hash])
            if open_:
                record(sql, actor, "withdraw_invitations", f"team:{team_id}", now, {"count": len(open_)})
            return len(open_)

        return self._database.write(work)


def _hash(code: str) -> str:
    return sha256(code.encode("utf-8")).hexdigest()


def _works(sql: Sql, row: dict[str, Any], now: datetime) -> bool:
    if row["uses_left"] < 1 or to_time(row["expires_at"]) <= now:
        return False
    maker = person_of(sql, row["created_by"])
    role = None if maker is None else role_in(sql, row["team"], maker)
    return may(role, Action.INVITE) and (row["role"] != Role.ADMIN or role is Role.ADMIN)


def _invitation_row(row: dict[str, Any]) -> Invitation:
    return Invitation(
        team_id=row["team"], role=Role(row["role"]), expires_at=to_time(row["expires_at"]), uses_left=row["uses_left"]
    )
