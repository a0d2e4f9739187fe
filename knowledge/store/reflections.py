"""Reflection of all teams: goal, rhythm, prompts that were given, and what was learned."""

from datetime import date, datetime, timedelta

from knowledge.reflection.model import Given, Note, Prompt, Rhythm, Week
from knowledge.roster.permissions import Action
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.questions import QuestionStore
from knowledge.store.reflections_sql import NOTES, given_row, note_row, rhythm_row
from knowledge.store.roster_sql import find_team, require
from knowledge.store.teams import Teams
from knowledge.store.values import to_text

SAME_NOTE_DAYS = 1
"""The same words at the same prompt within this many days are one note, told twice after a crash."""


class ReflectionStore:
    """Everything about reflection in one object. No person is kept with any of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def goal(self, team_id: str) -> str | None:
        """What a team wants to bring to zero, in its own words; None until it chose.

        Raises:
            TeamNotFound: There is no such team.
        """
        return self._database.read(lambda sql: find_team(sql, team_id).zero_goal)

    def set_goal(self, team_id: str, goal: str | None, now: datetime, *, actor: str) -> str | None:
        """States or clears the goal; audited. Arguments and errors as in `Teams.set_zero_goal`."""
        return Teams(self._database).set_zero_goal(team_id, goal, now, actor=actor).zero_goal

    def rhythm(self, team_id: str) -> Rhythm | None:
        """When a team gets its prompt; None until a lead chose."""

        def query(sql: Sql) -> Rhythm | None:
            rows = sql.query("SELECT * FROM reflection_rhythm WHERE team = ?", [team_id])
            return next(map(rhythm_row, rows), None)

        return self._database.read(query)

    def set_rhythm(self, team_id: str, weekday: int, hour: int, is_on: bool, now: datetime, *, actor: str) -> Rhythm:  # noqa: FBT001 - a state
        """Sets when a team gets its prompt, from now on; audited.

        Raises:
            ValueError: If the day or the hour is none in which a prompt may come.
            NotPermitted: If the actor may not edit the team.
            TeamNotFound: If there is no such team at work.
        """
        rhythm = Rhythm(weekday, hour, is_on, now)

        def work(sql: Sql) -> Rhythm:
            require(sql, team_id, actor, Action.EDIT_TEAM)
            sql.execute(
                """
                INSERT INTO reflection_rhythm (team, weekday, hour, is_on, changed_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (team) DO UPDATE SET weekday = excluded.weekday, hour = excluded.hour,
                    is_on = excluded.is_on, changed_at = excluded.changed_at
                """,
                [team_id, weekday, hour, int(is_on), to_text(now)],
            )
            record(sql, actor, "set_reflection_rhythm", f"team:{team_id}", now)
            return rhythm

        return self._database.write(work)

    def rhythms(self) -> dict[str, Rhythm]:
        """Rhythms that are on, by id of the team; teams at work only."""

        def query(sql: Sql) -> dict[str, Rhythm]:
            found = sql.query(
                """
                SELECT r.* FROM reflection_rhythm AS r JOIN team AS t ON t.id = r.team
                WHERE r.is_on = 1 AND t.archived_at IS NULL ORDER BY r.team
                """
            )
            return {row["team"]: rhythm_row(row) for row in found}

        return self._database.read(query)

    def given_weekly(self, team_id: str) -> Week | None:
        """The latest week in which a team had the prompt of the week."""

        def query(sql: Sql) -> Week | None:
            found = sql.execute(
                "SELECT MAX(week) FROM reflection_prompt WHERE team = ? AND number = 0", [team_id]
            ).fetchone()[0]
            return None if found is None else Week.read(found)

        return self._database.read(query)

    def last(self, team_id: str) -> Prompt | None:
        """What a team was given last."""

        def query(sql: Sql) -> Prompt | None:
            rows = sql.query("SELECT * FROM reflection_prompt WHERE team = ? ORDER BY id DESC LIMIT 1", [team_id])
            return next((given_row(row).prompt for row in rows), None)

        return self._database.read(query)

    def read_lately(self, team_id: str, since: datetime) -> list[str]:
        """Slugs of the entries that a team read since a moment, in no telling order."""
        return sorted(QuestionStore(self._database).asked_per_entry(since, team_id))

    def next_number(self, team_id: str, week: Week) -> int:
        """The number of the next prompt that is asked for in a week, at least 1."""

        def query(sql: Sql) -> int:
            found = sql.execute(
                "SELECT MAX(number) FROM reflection_prompt WHERE team = ? AND week = ?", [team_id, week.written]
            ).fetchone()[0]
            return int(found or 0) + 1

        return self._database.read(query)

    def known(self, key: str) -> Given | None:
        """The prompt that a message asked for before; None when it did not."""

        def query(sql: Sql) -> Given | None:
            return next(map(given_row, sql.query("SELECT * FROM reflection_prompt WHERE key = ?", [key])), None)

        return self._database.read(query)

    def give(
        self, team_id: str, week: Week, number: int, prompt: Prompt, now: datetime, key: str | None = None
    ) -> Given | None:
        """Notes that a team is given a prompt.

        Args:
            team_id: The team.
            week: In which week.
            number: 0 for the prompt of the week.
            prompt: The question.
            now: When.
            key: Unique per message that asked for it.

        Returns:
            The prompt with its id; None when this number was given in this week, or the key is known.
        """

        def work(sql: Sql) -> Given | None:
            made = sql.execute(
                """
                INSERT INTO reflection_prompt (key, team, week, number, kind, ref, given_at)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id
                """,
                [key, team_id, week.written, number, prompt.kind.value, prompt.ref, to_text(now)],
            ).fetchone()
            return None if made is None else Given(made[0], team_id, week, number, prompt)

        return self._database.write(work)

    def prompt(self, prompt_id: int) -> Given | None:
        """A prompt that was given; None when it is not known (any more)."""

        def query(sql: Sql) -> Given | None:
            return next(map(given_row, sql.query("SELECT * FROM reflection_prompt WHERE id = ?", [prompt_id])), None)

        return self._database.read(query)

    def note(self, team_id: str, text: str, day: date, prompt_id: int | None = None) -> int:
        """Keeps what a team learned.

        Args:
            team_id: The team.
            text: Redacted.
            day: Today, where the team is.
            prompt_id: The prompt it answers.

        Returns:
            The id of the note; that of the note with the same words, when it was told just before.
        """

        def work(sql: Sql) -> int:
            since = (day - timedelta(days=SAME_NOTE_DAYS)).isoformat()
            same = sql.execute(
                "SELECT id FROM reflection_note WHERE team = ? AND prompt IS ? AND text = ? AND day >= ?",
                [team_id, prompt_id, text, since],
            ).fetchone()
            made = (
                same
                or sql.execute(
                    "INSERT INTO reflection_note (team, prompt, text, day) VALUES (?, ?, ?, ?) RETURNING id",
                    [team_id, prompt_id, text, day.isoformat()],
                ).fetchone()
            )
            return int(made[0])

        return self._database.write(work)

    def notes(self, team_id: str) -> list[Note]:
        """What a team learned, newest first."""

        def query(sql: Sql) -> list[Note]:
            return list(map(note_row, sql.query(f"{NOTES} WHERE n.team = ? ORDER BY n.id DESC", [team_id])))

        return self._database.read(query)

    def remove_note(self, team_id: str, note_id: int, now: datetime, *, actor: str) -> bool:
        """Takes a note away for good; audited without its text.

        Returns:
            False when the team has no such note (any more).

        Raises:
            NotPermitted: If the actor may not edit the team.
            TeamNotFound: If there is no such team at work.
        """

        def work(sql: Sql) -> bool:
            require(sql, team_id, actor, Action.EDIT_TEAM)
            gone = sql.execute("DELETE FROM reflection_note WHERE id = ? AND team = ?", [note_id, team_id]).rowcount
            if gone:
                record(sql, actor, "remove_reflection_note", f"team:{team_id}", now)
            return gone > 0

        return self._database.write(work)
