"""Counts per week and entry are those of counting row by row, and come from an index alone."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from knowledge.store import Database, QuestionStore
from knowledge.store.usage import DECISIONS, UsageStore, WeekCount

SLUG = "mdo-voorbereiden"
START = datetime(2026, 2, 25, 22, 0, tzinfo=UTC)
"""A Wednesday: the first week is not whole."""


@pytest.fixture
def logged(database: Database, version_id: int) -> list[tuple[datetime, str, str | None]]:
    """Four weeks, with moments at the edges of weeks, of two teams and of people without a team."""
    questions, rows = QuestionStore(database), []
    edges = [datetime(2026, 3, 2, tzinfo=UTC) + timedelta(weeks=n, microseconds=m) for n in range(3) for m in (-1, 0)]
    moments = [START - timedelta(hours=1), START, *edges, *(START + timedelta(hours=7 * n) for n in range(90))]
    for number, at in enumerate(moments):
        decision, team = DECISIONS[number % len(DECISIONS)], (None, "noord", "zuid")[number % 3]
        slug, version = (SLUG, version_id) if decision == "answer" else (None, None)
        questions.log(decision, at, slug=slug, version_id=version, team=team)
        rows.append((at, decision, team))
    return rows


@pytest.mark.parametrize("teams", [None, ["noord"], ["noord", "zuid"], ["west"], []])
def test_weeks_and_entries_are_counted(
    database: Database, logged: list[tuple[datetime, str, str | None]], teams: list[str] | None
) -> None:
    until = max(at for at, _, _ in logged)
    counted = [(at, what) for at, what, team in logged if at >= START and (teams is None or team in teams)]
    weeks = Counter((at.date() - timedelta(days=at.weekday()), what) for at, what in counted)
    store = UsageStore(database)
    assert store.weeks(START, until, teams) == [WeekCount(*key, times) for key, times in sorted(weeks.items())]
    answers = sum(what == "answer" for _, what in counted)
    assert store.entries(START, teams) == ({SLUG: answers} if answers else {})


def test_a_moment_with_a_zone_of_its_own(database: Database, logged: object) -> None:
    zoned = START.astimezone()
    assert UsageStore(database).weeks(zoned, zoned) == UsageStore(database).weeks(START, START)


def test_the_log_knows_these_decisions(database: Database) -> None:
    rule = database.read(lambda sql: sql.table("question_log").schema)
    assert all(f"'{decision}'" in rule for decision in DECISIONS)


def test_no_row_is_looked_at(database: Database) -> None:
    """Of 100,000 rows only the index is read."""
    plans = []

    def note(statement: str) -> None:
        if statement.lstrip().startswith("SELECT") and "question_log" in statement:
            plans.append(statement)

    def explained() -> list[str]:
        found = []
        for statement in plans:
            rows = database.read(lambda sql, one=statement: sql.execute(f"EXPLAIN QUERY PLAN {one}").fetchall())
            found += [row[3] for row in rows if "question_log" in row[3]]
        return found

    database.read(lambda sql: sql.conn.set_trace_callback(note))
    UsageStore(database).weeks(START, START, ["noord"])
    UsageStore(database).entries(START, ["noord"])
    database.read(lambda sql: sql.conn.set_trace_callback(None))
    uses = explained()
    assert len(uses) == 2
    assert all("COVERING INDEX" in use for use in uses), uses
