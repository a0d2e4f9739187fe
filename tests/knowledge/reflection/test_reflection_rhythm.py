"""When the question of the week comes: days, hours, holidays, changes of the clock, and a bot that was off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reflection.model import Prompt, Rhythm, Week, prompt_of
from knowledge.reflection.rhythm import ZONE, due, is_working_day, moment_in, next_moment

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
RHYTHMS = st.builds(Rhythm, st.integers(1, 5), st.integers(8, 17), st.just(True), st.just(LONG_AGO))
MOMENTS = st.integers(0, 16 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def rhythm(weekday: int = 3, hour: int = 9, *, is_on: bool = True, changed_at: datetime = LONG_AGO) -> Rhythm:
    return Rhythm(weekday, hour, is_on, changed_at)


def here(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)


def test_it_comes_on_its_day_from_its_hour() -> None:
    assert due(rhythm(), here(2026, 11, 25, 8, 59)) is None
    assert due(rhythm(), here(2026, 11, 25, 9, 0)) == Week(2026, 48)
    assert due(rhythm(), here(2026, 11, 25, 23, 59)) == Week(2026, 48)


def test_a_bot_that_was_off_makes_up_for_nothing() -> None:
    assert due(rhythm(), here(2026, 11, 26, 0, 0)) is None
    assert due(rhythm(), here(2026, 11, 27, 12, 0)) is None


def test_summer_and_winter_have_the_same_hour_here() -> None:
    summer, winter = Week.of(date(2026, 10, 19)), Week.of(date(2026, 10, 26))
    before, after = moment_in(rhythm(1), summer), moment_in(rhythm(1), winter)
    assert (before.astimezone(UTC).hour, after.astimezone(UTC).hour) == (7, 8)
    assert (before.hour, after.hour) == (9, 9)
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(days=7, hours=1)


def test_a_holiday_moves_it_to_the_next_working_day_of_the_week() -> None:
    easter = Week.of(date(2026, 4, 6))
    assert moment_in(rhythm(1), easter) == here(2026, 4, 7, 9)
    assert due(rhythm(1), here(2026, 4, 6, 10)) is None
    assert due(rhythm(1), here(2026, 4, 7, 10)) == easter


def test_a_week_without_a_working_day_left_is_skipped() -> None:
    christmas = Week.of(date(2026, 12, 25))  # a Friday
    assert moment_in(rhythm(5), christmas) is None
    assert next_moment(rhythm(5), here(2026, 12, 21, 8), None) == here(2027, 1, 8, 9)  # 1 January is a Friday too


def test_what_was_set_later_is_not_made_up_for() -> None:
    changed = rhythm(changed_at=here(2026, 11, 25, 15).astimezone(UTC))
    assert due(changed, here(2026, 11, 25, 16)) is None
    assert due(changed, here(2026, 12, 2, 9)) == Week(2026, 49)


def test_off_is_off() -> None:
    assert due(rhythm(is_on=False), here(2026, 11, 25, 9)) is None
    assert next_moment(rhythm(is_on=False), here(2026, 11, 25, 9), None) is None


def test_the_next_moment_is_not_in_a_week_that_had_its_question() -> None:
    monday = here(2026, 11, 23, 8)
    assert next_moment(rhythm(), monday, None) == here(2026, 11, 25, 9)
    assert next_moment(rhythm(), monday, Week(2026, 48)) == here(2026, 12, 2, 9)
    assert next_moment(rhythm(), here(2026, 11, 25, 9), None) == here(2026, 12, 2, 9)


@given(RHYTHMS, MOMENTS)
def test_the_next_moment_is_a_working_hour_on_which_it_is_due(chosen: Rhythm, now: datetime) -> None:
    moment = next_moment(chosen, now, None)
    assert moment > now
    assert is_working_day(moment.date())
    assert moment.hour == chosen.hour
    assert due(chosen, moment) == Week.of(moment.date())
    assert moment - now < timedelta(days=22)


@given(RHYTHMS, MOMENTS, st.integers(0, 6 * 24))
def test_it_is_due_on_one_day_of_a_week_at_most(chosen: Rhythm, now: datetime, hours: int) -> None:
    later = now + timedelta(hours=hours)
    one, other = due(chosen, now), due(chosen, later)
    if one is not None and one == other:
        assert now.astimezone(ZONE).date() == later.astimezone(ZONE).date()


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_weeks_are_counted_without_a_gap(day: date) -> None:
    week = Week.of(day)
    assert Week.read(week.written) == week
    assert week.next.index == week.index + 1
    assert week < week.next
    assert (week.written < week.next.written) is True


@pytest.mark.parametrize("written", ["2026-47", "2026-W7", "week", ""])
def test_what_is_no_week_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no week"):
        Week.read(written)


@pytest.mark.parametrize(("weekday", "hour"), [(0, 9), (6, 9), (1, 7), (1, 18)])
def test_no_rhythm_in_the_weekend_or_at_night(weekday: int, hour: int) -> None:
    with pytest.raises(ValueError, match="give day 1 to 5"):
        Rhythm(weekday, hour, True, LONG_AGO)


def test_subjects_and_references_are_read_back() -> None:
    assert prompt_of("reflection:17") == 17
    assert [prompt_of(other) for other in ("consultation:17", "reflection:", "reflection:x", "17")] == [None] * 4
    assert Prompt.read("goal", "doel/2").ref == "doel/2"
    with pytest.raises(ValueError, match="refers to no question"):
        Prompt.read("goal", "doel")
