"""What is practised on a day, and when it comes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.model import Mark, Status
from knowledge.practice.day import is_due, next_offer, today
from knowledge.practice.model import Card, Grade, Plan, Review
from knowledge.practice.progress import WEEKS, progress
from knowledge.practice.schedule import Schedule
from knowledge.quiz.model import Item, Kind

MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
"""Half past nine in Amsterdam."""


def item(name: str, theme: str = "top-3", case: str | None = None, step: int = 0) -> Item:
    options = ("a", "b")
    status = Status.PUBLISHED
    return Item(name, Kind.CHOICE, "?", options, (0,), "!", theme, "kaart", Mark(()), status, (), case, step)


def card(name: str, due: datetime, interval: int = 10) -> Card:
    return Card(name, 1, 5.0, 5.0, due, due - timedelta(days=interval))


@pytest.mark.parametrize(
    ("plan", "now", "offered", "due"),
    [
        (Plan(9), MONDAY, None, True),
        (Plan(10), MONDAY, None, False),
        (Plan(9), MONDAY, date(2026, 11, 23), False),
        (Plan(9), MONDAY, date(2026, 11, 20), True),
        (Plan(9, frozenset({2})), MONDAY, None, False),
        (Plan(9, paused_until=date(2026, 11, 24)), MONDAY, None, False),
        (Plan(9, paused_until=date(2026, 11, 23)), MONDAY, None, True),
        (Plan(7), MONDAY + timedelta(hours=13), None, True),
        # Summer: seven o'clock in Amsterdam is five in UTC.
        (Plan(7), datetime(2026, 7, 6, 5, tzinfo=UTC), None, True),
        (Plan(7), datetime(2026, 7, 6, 4, 59, tzinfo=UTC), None, False),
    ],
)
def test_practice_comes_once_on_its_day_from_its_hour(
    plan: Plan, now: datetime, offered: date | None, due: bool
) -> None:
    assert is_due(plan, now, offered) is due


def test_the_next_moment_passes_over_days_off_and_pauses() -> None:
    assert next_offer(Plan(9), MONDAY, None) == MONDAY
    assert next_offer(Plan(9), MONDAY, date(2026, 11, 23)).isoformat() == "2026-11-24T09:00:00+01:00"
    assert next_offer(Plan(9, frozenset({1})), MONDAY, date(2026, 11, 23)).date() == date(2026, 11, 30)
    assert next_offer(Plan(9, paused_until=date(2027, 1, 2)), MONDAY, None).date() == date(2027, 1, 4)


@pytest.mark.parametrize(
    "wrong", [{"hour": 6}, {"days": frozenset()}, {"days": frozenset({8})}, {"new_a_day": 7}, {"items_a_day": 31}]
)
def test_a_plan_that_cannot_be_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="give"):
        Plan(**wrong)


def test_what_is_due_goes_first_and_new_items_fill_the_rest() -> None:
    items = [item(name) for name in "abcdefgh"]
    cards = [
        card("a", MONDAY - timedelta(days=1)),
        card("b", MONDAY - timedelta(days=9)),
        card("c", MONDAY + timedelta(hours=3)),
    ]
    found = today(Plan(9, new_a_day=2, items_a_day=4), cards, items, MONDAY)
    assert found.due == ("b", "a", "c")
    assert len(found.fresh) == 1
    assert found.names[:3] == found.due


def test_what_was_done_today_counts_for_the_limits() -> None:
    items = [item(name) for name in "abcdef"]
    plan = Plan(9, new_a_day=2, items_a_day=4)
    found = today(plan, [], items, MONDAY, new_today=["a", "b"])
    assert (found.names, found.done) == ((), 2)
    again = today(plan, [card("c", MONDAY)], items, MONDAY, new_today=["a"], again_today=["d", "e"])
    assert (again.due, again.fresh, again.done) == (("c",), (), 3)


def test_items_that_may_not_be_asked_wait() -> None:
    found = today(Plan(9), [card("weg", MONDAY)], [item("a")], MONDAY)
    assert found.names == ("a",)


def test_a_case_comes_step_by_step_also_over_days() -> None:
    items = [item(f"stap-{step}", case="casus", step=step) for step in (1, 2, 3)]
    assert today(Plan(9, new_a_day=2), [], items, MONDAY).fresh == ("stap-1", "stap-2")
    cards = [card(name, MONDAY + timedelta(days=3)) for name in ("stap-1", "stap-2")]
    assert today(Plan(9, new_a_day=2), cards, items, MONDAY).fresh == ("stap-3",)


@given(
    cards=st.lists(
        st.tuples(st.sampled_from("abcdefghij"), st.integers(-20, 20)), max_size=10, unique_by=lambda c: c[0]
    ),
    new=st.integers(0, 4),
    more=st.integers(1, 6),
    done=st.lists(st.sampled_from("abcdefghij"), max_size=4, unique=True),
    person=st.text(max_size=3),
)
def test_a_day_keeps_its_limits(
    cards: list[tuple[str, int]], new: int, more: int, done: list[str], person: str
) -> None:
    plan = Plan(9, new_a_day=min(new, more), items_a_day=more)
    items = [item(name) for name in "abcdefghij"]
    known = [card(name, MONDAY + timedelta(days=due)) for name, due in cards]
    found = today(plan, known, items, MONDAY, again_today=done, person=person)
    assert len(found.names) + len(done) <= max(plan.items_a_day, len(done))
    assert len(found.fresh) <= plan.new_a_day
    assert len(set(found.names)) == len(found.names)
    assert not set(found.names) & set(done)
    assert set(found.due) <= {name for name, due in cards if due <= 0}


def test_the_own_picture() -> None:
    schedule = Schedule()
    items = [item("a"), item("b"), item("c", "meldcode")]
    log = [Review("a", 1, Grade.GOOD, MONDAY - timedelta(days=8)), Review("a", 1, Grade.AGAIN, MONDAY)]
    cards = [Card("a", 1, 30.0, 5.0, MONDAY, MONDAY - timedelta(days=30)), card("weg", MONDAY)]
    found = progress(cards, items, log, MONDAY, schedule)
    assert (found.seen, found.of, found.strong, found.due_now) == (1, 3, 1, 1)
    assert [(theme.theme, theme.seen, theme.of) for theme in found.themes] == [("top-3", 1, 2), ("meldcode", 0, 1)]
    assert found.themes[0].recall == pytest.approx(0.9, abs=0.02)
    assert found.themes[1].recall is None
    assert len(found.weeks) == WEEKS
    assert [(week.answers, week.right) for week in found.weeks[-2:]] == [(0, 0), (1, 0)]
    assert [(week.answers, week.right) for week in found.weeks[-3:-2]] in ([(0, 0)], [(1, 1)])
