"""Teams: made by an admin, named and set up by their lead."""

import secrets
import unicodedata
from datetime import datetime

from knowledge.roster.errors import TeamExists, TeamNameRefused, TeamNotFound
from knowledge.roster.permissions import Action
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.roster_rows import Team
from knowledge.store.roster_sql import find_team, one_line, require, team_row
from knowledge.store.values import to_text

NAME_LIMIT = 60
"""Longest name of a team, in characters; it has to fit on a button and in a line of a list."""

GOAL_LIMIT = 300
"""Longest goal of a team, in characters."""


class Teams:
    """The teams of this installation. What is done to a team is audited in the same write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create_team(self, name: str, now: datetime, *, actor: str) -> Team:
        """Makes a team without members.

        Raises:
            NotPermitted: If the actor is no admin.
            TeamNameRefused: If the name is empty or too long.
            TeamExists: If a team has this name, in capitals or not.
        """

        def work(sql: Sql) -> Team:
            require(sql, None, actor, Action.MANAGE_INSTALLATION)
            shown, key = _free_name(sql, name, None)
            team_id = secrets.token_hex(4)
            sql.execute(
                "INSERT INTO team (id, name, name_key, created_at) VALUES (?, ?, ?, ?)",
                [team_id, shown, key, to_text(now)],
            )
            record(sql, actor, "create_team", f"team:{team_id}", now)
            return find_team(sql, team_id)

        return self._database.write(work)

    def teams(self) -> list[Team]:
        """Teams at work, by name."""

        def query(sql: Sql) -> list[Team]:
            return list(map(team_row, sql.query("SELECT * FROM team WHERE archived_at IS NULL ORDER BY name_key")))

        return self._database.read(query)

    def team(self, team_id: str) -> Team:
        """One team, archived or not.

        Raises:
            TeamNotFound: If there is no such team.
        """
        return self._database.read(lambda sql: find_team(sql, team_id))

    def team_named(self, name: str) -> Team:
        """The team at work with this name, in capitals or not.

        Raises:
            TeamNotFound: If there is none.
        """

        def query(sql: Sql) -> Team:
            for row in sql.query("SELECT * FROM team WHERE name_key = ?", [_key(one_line(name, NAME_LIMIT))]):
                return team_row(row)
            raise TeamNotFound(name)

        return self._database.read(query)

    def rename(self, team_id: str, name: str, now: datetime, *, actor: str) -> Team:
        """Gives a team another name. Errors as in `create_team`, and `TeamNotFound`."""

        def work(sql: Sql) -> Team:
            require(sql, team_id, actor, Action.EDIT_TEAM)
            shown, key = _free_name(sql, name, team_id)
            sql.execute("UPDATE team SET name = ?, name_key = ? WHERE id = ?", [shown, key, team_id])
            record(sql, actor, "rename_team", f"team:{team_id}", now)
            return find_team(sql, team_id)

        return self._database.write(work)

    def set_zero_goal(self, team_id: str, goal: str | None, now: datetime, *, actor: str) -> Team:
        """Writes down what the team wants to bring to zero; None or nothing removes it.

        Args:
            team_id: The team.
            goal: In the team's own words, redacted; cut at `GOAL_LIMIT`.
            now: When.
            actor: Who.

        Raises:
            NotPermitted: If the actor may not edit the team.
            TeamNotFound: If there is no such team at work.
        """
        value = one_line(goal or "", GOAL_LIMIT) or None
        return self._set(team_id, "zero_goal", value, now, actor)

    def set_reminder(self, team_id: str, hours: int, now: datetime, *, actor: str) -> Team:
        """Sets after how many hours without an answer a consultation is brought up again.

        Raises:
            ValueError: If it is not 1 to 720 hours (30 days).
            NotPermitted: If the actor may not edit the team.
            TeamNotFound: If there is no such team at work.
        """
        if not 1 <= hours <= 720:
            raise ValueError(f"{hours} hours is not 1 to 720.")
        return self._set(team_id, "remind_after_hours", hours, now, actor)

    def archive(self, team_id: str, now: datetime, *, actor: str) -> bool:
        """Puts a team away: its name is free again, its groups are unlinked, its invitations end.

        Members stay on record, so that what they did keeps its place, but act no more in this team.

        Returns:
            False when it was archived already.

        Raises:
            NotPermitted: If the actor is no admin.
            TeamNotFound: If there is no such team.
        """

        def work(sql: Sql) -> bool:
            require(sql, None, actor, Action.MANAGE_INSTALLATION)
            if find_team(sql, team_id).archived_at is not None:
                return False
            at = to_text(now)
            # No name that somebody types has a line break, so this key is in nobody's way.
            sql.execute(
                "UPDATE team SET archived_at = ?, name_key = ? WHERE id = ?", [at, f"archived\n{team_id}", team_id]
            )
            sql.execute("DELETE FROM invitation WHERE team = ?", [team_id])
            sql.execute(
                "UPDATE team_chat SET team = NULL, linked_at = NULL, unlinked_at = ? WHERE team = ?", [at, team_id]
            )
            record(sql, actor, "archive_team", f"team:{team_id}", now)
            return True

        return self._database.write(work)

    def _set(self, team_id: str, column: str, value: str | int | None, now: datetime, actor: str) -> Team:
        def work(sql: Sql) -> Team:
            require(sql, team_id, actor, Action.EDIT_TEAM)
            sql.execute(f"UPDATE team SET {column} = ? WHERE id = ?", [value, team_id])  # noqa: S608 - a constant
            record(sql, actor, f"set_{column}", f"team:{team_id}", now)
            return find_team(sql, team_id)

        return self._database.write(work)


def _key(name: str) -> str:
    """What two names that look the same have in common."""
    return unicodedata.normalize("NFKC", name).casefold()


def _free_name(sql: Sql, name: str, own: str | None) -> tuple[str, str]:
    """The name as shown and as compared, if no other team has it."""
    shown = one_line(name, NAME_LIMIT + 1)
    if not 1 <= len(shown) <= NAME_LIMIT:
        raise TeamNameRefused(NAME_LIMIT)
    taken = sql.execute("SELECT id FROM team WHERE name_key = ?", [_key(shown)]).fetchone()
    if taken is not None and taken[0] != own:
        raise TeamExists(shown)
    return shown, _key(shown)
