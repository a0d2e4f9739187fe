"""Who is in a team, as what, and with which expertise."""

import re
from collections.abc import Collection
from datetime import datetime

from knowledge.roster.errors import LastTeamLead, MemberNotFound
from knowledge.roster.permissions import Action
from knowledge.roster.roles import Role
from knowledge.store import consultations_expiry
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.roster_rows import Member
from knowledge.store.roster_sql import (
    MEMBERS,
    find_member,
    member_row,
    one_line,
    require,
    require_grant,
    role_in,
    subject_of,
)
from knowledge.store.values import to_json

LABEL_LIMIT = 80
"""Longest name of a person or organisation, in characters."""

_EXPERTISE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Members:
    """The members of teams. A person may be in several; each membership has its own role and profile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def member(self, team_id: str, person: str) -> Member | None:
        """Somebody's membership of a team, None when they are not in it."""
        return self._database.read(lambda sql: find_member(sql, team_id, person))

    def memberships(self, person: str) -> list[Member]:
        """Somebody's memberships of teams at work, by name of the team."""
        where = "WHERE m.person = ? AND t.archived_at IS NULL ORDER BY t.name_key"
        return self._members(where, [person])

    def members(self, team_id: str) -> list[Member]:
        """Everybody in a team, by name."""
        return self._members("WHERE m.team = ? ORDER BY m.display_name COLLATE NOCASE, m.person", [team_id])

    def experts(self, team_id: str) -> list[Member]:
        """Members who told what they know about, by name: each answer names them, and most of a team told nothing."""
        where = "WHERE m.team = ? AND m.expertise != '[]' ORDER BY m.display_name COLLATE NOCASE, m.person"
        return self._members(where, [team_id])

    def with_expertise(self, team_id: str, keys: Collection[str]) -> list[Member]:
        """Members who have at least one of these expertises: who has most of them first, then by name."""
        matches = "(SELECT COUNT(*) FROM json_each(m.expertise) WHERE value IN (SELECT value FROM json_each(?)))"
        wanted = to_json(sorted(set(keys)))
        where = f"WHERE m.team = ? AND {matches} > 0 ORDER BY {matches} DESC, m.display_name COLLATE NOCASE, m.person"
        return self._members(where, [team_id, wanted, wanted])

    def role(self, team_id: str, person: str) -> Role | None:
        """The role somebody acts with in a team, for `may`; an admin of any team is admin here too."""
        return self._database.read(lambda sql: role_in(sql, team_id, person))

    def set_role(self, team_id: str, person: str, role: Role, now: datetime, *, actor: str) -> Member:
        """Gives a member another role.

        Raises:
            TeamNotFound: If there is no such team at work.
            NotPermitted: If the actor may not, or an admin is concerned and the actor is none.
            MemberNotFound: If the person is not in the team.
            LastTeamLead: If the team would lose its last lead and the actor is no admin.
        """

        def work(sql: Sql) -> Member:
            require(sql, team_id, actor, Action.SET_ROLE)
            before = find_member(sql, team_id, person)
            if before is None:
                raise MemberNotFound(team_id)
            if before.role is role:
                return before
            require_grant(sql, team_id, actor, before.role, role)
            _keep_a_lead(sql, before, actor)
            sql.execute("UPDATE team_member SET role = ? WHERE team = ? AND person = ?", [role.value, team_id, person])
            details = {"team": team_id, "from": before.role.value, "to": role.value}
            record(sql, actor, "set_role", subject_of(sql, person), now, details)
            return _known(sql, team_id, person)

        return self._database.write(work)

    def set_profile(
        self,
        team_id: str,
        person: str,
        *,
        name: str | None = None,
        organisation: str | None = None,
        expertise: Collection[str] | None = None,
    ) -> Member:
        """Changes what a member tells about themselves; `None` leaves a part as it is.

        Args:
            team_id: The team.
            person: The member; only ever call this for the person themselves.
            name: Cut at `LABEL_LIMIT`; made one line.
            organisation: Likewise; may be empty.
            expertise: Ids that replace the earlier ones; the caller knows which exist.

        Raises:
            MemberNotFound: If the person is not in the team.
            ValueError: If an expertise is no id.
        """
        wrong = [key for key in expertise or () if not _EXPERTISE.fullmatch(key)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no id of an expertise; take one from expertise.yml.")
        values = {
            "display_name": None if name is None else one_line(name, LABEL_LIMIT),
            "organisation": None if organisation is None else one_line(organisation, LABEL_LIMIT),
            "expertise": None if expertise is None else to_json(sorted(set(expertise))),
            "team": team_id,
            "person": person,
        }

        def work(sql: Sql) -> Member:
            sql.execute(
                """
                UPDATE team_member SET
                    display_name = COALESCE(:display_name, display_name),
                    organisation = COALESCE(:organisation, organisation),
                    expertise = COALESCE(:expertise, expertise)
                WHERE team = :team AND person = :person
                """,
                values,
            )
            return _known(sql, team_id, person)

        return self._database.write(work)

    def remove(self, team_id: str, person: str, now: datetime, *, actor: str) -> bool:
        """Takes somebody out of a team; leaving is removing oneself.

        Invitations that they made do not work any more, since they may not invite any more. Consultations that
        they have open are withdrawn.

        Returns:
            False when the person was no member.

        Raises:
            TeamNotFound: If there is no such team at work.
            NotPermitted: If the actor may not, or an admin is concerned and the actor is none.
            LastTeamLead: If the team would lose its last lead and the actor is no admin.
        """

        def work(sql: Sql) -> bool:
            before = find_member(sql, team_id, person)
            if actor != person:
                require(sql, team_id, actor, Action.REMOVE_MEMBER)
            if before is None:
                return False
            if actor == person:
                require(sql, team_id, actor, Action.LEAVE_TEAM)
            require_grant(sql, team_id, actor, before.role)
            _keep_a_lead(sql, before, actor)
            sql.execute("DELETE FROM team_member WHERE team = ? AND person = ?", [team_id, person])
            consultations_expiry.let_leave(sql, team_id, person, now)
            details = {"team": team_id, "role": before.role.value}
            record(sql, actor, "remove_member", subject_of(sql, person), now, details)
            return True

        return self._database.write(work)

    def _members(self, where: str, values: list[str]) -> list[Member]:
        return self._database.read(lambda sql: list(map(member_row, sql.query(f"{MEMBERS} {where}", values))))


def _known(sql: Sql, team: str, person: str) -> Member:
    found = find_member(sql, team, person)
    if found is None:
        raise MemberNotFound(team)
    return found


def _keep_a_lead(sql: Sql, leaving: Member, actor: str) -> None:
    """Refuses to take the last team lead from a team; an admin may, and can appoint another."""
    if leaving.role is not Role.TEAM_LEAD or role_in(sql, leaving.team_id, actor) is Role.ADMIN:
        return
    leads = sql.execute(
        "SELECT COUNT(*) FROM team_member WHERE team = ? AND role = 'team_lead'", [leaving.team_id]
    ).fetchone()[0]
    if leads < 2:
        raise LastTeamLead(leaving.team_id)
