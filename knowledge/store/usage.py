"""How much is asked and how it is answered, in counts over the log that holds no text and no person."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_json, to_text

DECISIONS = ("answer", "clarify", "abstain", "danger", "danger_check", "smalltalk")
"""All that the log knows."""
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

    def weeks(self, since: datetime, until: datetime, teams: Collection[str] | None = None) -> list[WeekCount]:
        """Decisions per week, the oldest first; weeks without any are not in it.

        Args:
            since: From when.
            until: The last week that counts is the one of this moment.
            teams: Questions of these teams only; None takes all, also of people without a team.
        """
        weeks = to_json([[*pair] for pair in _weeks(since, until)])

        def query(sql: Sql) -> list[WeekCount]:
            # One count per week and decision, each over a run of the index, is 20 times faster than grouping.
            found = sql.execute(
                """
                SELECT w.value ->> 0, d.value, (
                    SELECT COUNT(*) FROM question_log
                    WHERE decision = d.value AND asked_at >= w.value ->> 1 AND asked_at < w.value ->> 2
                    AND (:everybody OR team IN (SELECT value FROM json_each(:teams)))
                ) AS times
                FROM json_each(:weeks) AS w, json_each(:decisions) AS d
                ORDER BY w.key, d.value
                """,
                _values(since, teams) | {"weeks": weeks, "decisions": to_json(DECISIONS)},
            )
            rows = found.fetchall()
            return [WeekCount(date.fromisoformat(monday), name, count) for monday, name, count in rows if count]

        return self._database.read(query)

    def entries(self, since: datetime, teams: Collection[str] | None = None) -> dict[str, int]:
        """How often each entry was the answer; arguments as in `weeks`."""

        def query(sql: Sql) -> dict[str, int]:
            # Named, for with `decision = 'answer'` SQLite takes another one and looks at each row for its slug.
            found = sql.execute(
                f"""
                SELECT slug, COUNT(*) FROM question_log INDEXED BY question_log_by_slug
                WHERE {_WHERE} AND slug IS NOT NULL AND decision = 'answer' GROUP BY slug ORDER BY slug
                """,  # noqa: S608
                _values(since, teams),
            )
            return dict(found.fetchall())

        return self._database.read(query)


def _weeks(since: datetime, until: datetime) -> Iterator[tuple[str, str, str]]:
    """The weeks that a time touches: the Monday, the first moment that counts and the first that does not, in UTC."""
    first, last = since.astimezone(UTC), until.astimezone(UTC)
    monday = datetime.combine(first.date() - timedelta(days=first.weekday()), time.min, UTC)
    while monday <= last:
        after = monday + timedelta(weeks=1)
        yield monday.date().isoformat(), to_text(max(monday, first)), to_text(after)
        monday = after


def _values(since: datetime, teams: Collection[str] | None) -> dict[str, object]:
    return {"since": to_text(since), "everybody": teams is None, "teams": to_json(sorted(teams or ()))}
