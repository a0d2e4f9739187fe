"""What the parts of the roster share; each function runs inside a read or write of the caller."""

import unicodedata
from typing import Any

from knowledge.roster.errors import NotPermitted, TeamNotFound
from knowledge.roster.permissions import Action, may
from knowledge.roster.roles import Role
from knowledge.store.connection import Sql
from knowledge.store.pseudonyms import OPERATOR, pseudonym_of
from knowledge.store.roster_rows import Member, Team
from knowledge.store.values import to_optional_time, to_strings, to_time

MEMBERS = "SELECT m.*, t.name AS team_name FROM team_member AS m JOIN team AS t ON t.id = m.team"
"""Rows for `member_row`; to be followed by a WHERE."""


def one_line(text: str, limit: int) -> str:
    """A name as typed, fit to be shown among other text.

    White space becomes single spaces. Control and format characters go (Unicode category C): among them are
    those that turn the direction of the text after them.

    Args:
        text: As typed.
        limit: Longest result, in code points.
    """
    shown = "".join(sign for sign in text if sign.isspace() or not unicodedata.category(sign).startswith("C"))
    return " ".join(shown.split())[:limit].strip()


def find_team(sql: Sql, team: str) -> Team:
    """A team, archived or not.

    Raises:
        TeamNotFound: If there is no such team.
    """
    for row in sql.query("SELECT * FROM team WHERE id = ?", [team]):
        return team_row(row)
    raise TeamNotFound(team)


def find_member(sql: Sql, team: str, person: str) -> Member | None:
    """Somebody's membership, None when they are not in the team."""
    rows = sql.query(f"{MEMBERS} WHERE m.team = ? AND m.person = ?", [team, person])
    return next(map(member_row, rows), None)


def role_in(sql: Sql, team: str | None, person: str) -> Role | None:
    """The role somebody acts with in a team; an admin of any team, and the operator, is admin everywhere."""
    if person == OPERATOR:
        return Role.ADMIN
    found = sql.execute(
        """
        SELECT m.role FROM team_member AS m JOIN team AS t ON t.id = m.team
        WHERE m.person = ? AND t.archived_at IS NULL AND (m.team = ? OR m.role = 'admin')
        """,
        [person, team],
    )
    roles = {Role(role) for (role,) in found.fetchall()}
    return Role.ADMIN if Role.ADMIN in roles else next(iter(roles), None)


def require(sql: Sql, team: str | None, actor: str, action: Action) -> None:
    """Checks that the actor may do this in a team that is at work; `None` asks for a right over all teams.

    Raises:
        TeamNotFound: If there is no such team, or it was archived.
        NotPermitted: If the role of the actor does not allow it.
    """
    if team is not None and find_team(sql, team).archived_at is not None:
        raise TeamNotFound(team)
    if not may(role_in(sql, team, actor), action):
        raise NotPermitted(action)


def require_grant(sql: Sql, team: str, actor: str, *roles: Role) -> None:
    """Checks that the actor may give or take these roles: only an admin deals with admins.

    Raises:
        NotPermitted: If not.
    """
    if Role.ADMIN in roles and role_in(sql, team, actor) is not Role.ADMIN:
        raise NotPermitted(Action.MANAGE_INSTALLATION)


def subject_of(sql: Sql, person: str) -> str:
    """How the audit log names a person that something was done to."""
    return f"member:{pseudonym_of(sql, person)}"


def team_row(row: dict[str, Any]) -> Team:
    """A row of `team`."""
    return Team(
        team_id=row["id"],
        name=row["name"],
        created_at=to_time(row["created_at"]),
        zero_goal=row["zero_goal"],
        remind_after_hours=row["remind_after_hours"],
        archived_at=to_optional_time(row["archived_at"]),
    )


def member_row(row: dict[str, Any]) -> Member:
    """A row of `MEMBERS`."""
    return Member(
        team_id=row["team"],
        team_name=row["team_name"],
        person=row["person"],
        role=Role(row["role"]),
        name=row["display_name"],
        organisation=row["organisation"],
        expertise=to_strings(row["expertise"]),
        joined_at=to_time(row["joined_at"]),
    )
