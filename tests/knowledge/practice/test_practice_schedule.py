"""When an item comes again: golden sequences with the parameters of the pinned release, without fuzz."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.practice.model import LEECH_LAPSES, Card, Grade, Review
from knowledge.practice.schedule import LONGEST_DAYS, Schedule

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def days(schedule: Schedule, grades: list[int]) -> tuple[list[int], Card]:
    """Days between, when every item is answered at the moment it is due."""
    at, card, found = START, None, []
    for grade in grades:
        card = schedule.after(card, Review("item", 1, Grade(grade), at))
        found.append((card.due - at).days)
        at = card.due
    assert card is not None
    return found, card


@pytest.mark.parametrize(
    ("grades", "expected", "stability", "difficulty", "lapses"),
    [
        ([3, 3, 3, 3, 3, 3], [2, 11, 46, 163, 365, 365], 1172.4, 2.07, 0),
        ([1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1], 0.0154, 9.9643, 5),
        ([3, 3, 1, 3, 3, 3], [2, 11, 2, 5, 12, 28], 27.88, 7.3558, 1),
        ([4, 4, 4], [8, 66, 365], None, 1.0, 0),
        ([2, 2, 2, 2, 2, 2], [1, 3, 7, 12, 18, 25], 25.3987, 9.3316, 0),
        (
            [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3],
            [2, 11, 46, 163, 365, 365, 8, 1, 2, 4, 7, 13, 21],
            21.3961,
            9.0558,
            2,
        ),
    ],
)
def test_golden_intervals(
    grades: list[int], expected: list[int], stability: float | None, difficulty: float, lapses: int
) -> None:
    found, card = days(Schedule(), grades)
    assert found == expected
    if stability is not None:
        assert card.stability == pytest.approx(stability, rel=1e-2)
    assert card.difficulty == pytest.approx(difficulty, rel=1e-2)
    assert card.lapses == lapses


def test_the_library_is_the_one_that_was_pinned() -> None:
    """Its own documented sequence, with its own steps: an update that changes the algorithm is seen here."""
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    card, found, at = fsrs.Card(card_id=0, due=START), [], START
    for grade in [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3]:
        card, _ = scheduler.review_card(card, fsrs.Rating(grade), at)
        found.append((card.due - at).days)
        at = card.due
    assert found == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_a_lower_retention_asks_less_often() -> None:
    assert days(Schedule(retention=0.8), [3, 3])[0] == [8, 75]
    with pytest.raises(ValueError, match="retention"):
        Schedule(retention=0.5)
    with pytest.raises(ValueError, match="parameters"):
        Schedule(parameters=[1.0])


def test_moments_have_a_zone_and_go_forward() -> None:
    schedule = Schedule()
    with pytest.raises(ValueError, match="time zone"):
        schedule.after(None, Review("item", 1, Grade.GOOD, datetime(2026, 11, 23, 9)))  # noqa: DTZ001 - the point
    here = START.astimezone(timezone(timedelta(hours=1)))
    card = schedule.after(None, Review("item", 1, Grade.GOOD, here))
    assert card.last_review == START
    assert card.due.tzinfo is UTC
    with pytest.raises(ValueError, match="lies before"):
        schedule.after(card, Review("item", 1, Grade.GOOD, START - timedelta(seconds=1)))


def test_an_item_with_another_text_has_no_lapses() -> None:
    _, card = days(Schedule(), [1] * (LEECH_LAPSES + 1))
    assert card.is_leech(1)
    assert not card.is_leech(2)
    after = Schedule().after(card, Review("item", 2, Grade.GOOD, card.due))
    assert after.lapses == 0


def test_practice_loads_no_torch() -> None:
    code = "import sys, knowledge.practice.schedule; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.lists(st.tuples(st.sampled_from(Grade), st.floats(0, 400)), min_size=1, max_size=12))
def test_any_history_gives_a_day_ahead_and_replays_the_same(history: list[tuple[Grade, float]]) -> None:
    schedule, card, log, at = Schedule(), None, [], START
    for grade, wait in history:
        at += timedelta(days=wait)
        log.append(Review("item", 1, grade, at))
        card = schedule.after(card, log[-1])
        assert timedelta(days=1) <= card.due - at <= timedelta(days=LONGEST_DAYS)
        assert 1 <= card.difficulty <= 10
        assert 0 < schedule.recall(card, card.due) <= 1
    assert schedule.replay(log) == card
