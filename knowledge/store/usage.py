"""How much is asked and how it is answered, in counts over the log that holds no text and no person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_json, to_text

_WHERE = "asked_at >= :since AND (:everybody OR team IN (SELECT value FROM json_each(:teams)))"


@dataclass(frozen=True, slots=True)
class WeekCount:
    """How often a decision was taken in a week.

    Attributes:
        monday: First day of the week, in UTC; the log keeps the hour only.
        decision: As in the log.
        count: How often.
    """

    monday: date
    decision: str
    count: int


class UsageStore:
    """Counts for the page *Gebruik*. What is too small to show is for the page to decide."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def weeks(self, since: datetime, teams: Collection[str] | None = None) -> list[WeekCount]:
        """Decisions per week, the oldest first; weeks without any are not in it.

        Args:
            since: From when.
            teams: Questions of these teams only; None takes all, also of people without a team.
        """

        def query(sql: Sql) -> list[WeekCount]:
            # 'weekday 0' goes on to Sunday, six days back is Monday (https://www.sqlite.org/lang_datefunc.html).
            found = sql.execute(
                f"""
                SELECT date(asked_at, 'weekday 0', '-6 days') AS monday, decision, COUNT(*) FROM question_log
                WHERE {_WHERE} GROUP BY monday, decision ORDER BY monday, decision
                """,  # noqa: S608 - a constant
                _values(since, teams),
            )
            return [WeekCount(date.fromisoformat(monday), name, count) for monday, name, count in found.fetchall()]

        return self._database.read(query)

    def entries(self, since: datetime, teams: Collection[str] | None = None) -> dict[str, int]:
        """How often each entry was the answer; arguments as in `weeks`."""

        def query(sql: Sql) -> dict[str, int]:
            found = sql.execute(
                f"""
                SELECT slug, COUNT(*) FROM question_log
                WHERE {_WHERE} AND slug IS NOT NULL AND decision = 'answer' GROUP BY slug ORDER BY slug
                """,  # noqa: S608
                _values(since, teams),
            )
            return dict(found.fetchall())

        return self._database.read(query)


def _values(since: datetime, teams: Collection[str] | None) -> dict[str, object]:
    return {"since": to_text(since), "everybody": teams is None, "teams": to_json(sorted(teams or ()))}
