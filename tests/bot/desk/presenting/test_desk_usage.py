"""Figures about no person: what is small stays out, and cannot be found by subtraction."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.presenting.usage import KINDS, LEAST, ORDER, usage_of
from knowledge.store.usage import WeekCount

MONDAY = date(2026, 11, 16)
COUNTS = st.lists(
    st.builds(
        WeekCount,
        st.integers(0, 3).map(lambda weeks: MONDAY - timedelta(weeks=weeks)),
        st.sampled_from([*KINDS, "smalltalk"]),
        st.integers(1, 40),
    ),
    max_size=20,
    unique_by=lambda item: (item.monday, item.decision),
)


def test_too_few_show_nothing() -> None:
    assert usage_of([WeekCount(MONDAY, "answer", LEAST - 1)], {}, {}, MONDAY, MONDAY).total is None


def test_small_talk_is_no_question() -> None:
    assert usage_of([WeekCount(MONDAY, "smalltalk", 500)], {}, {}, MONDAY, MONDAY).total is None


def test_one_small_count_takes_another_with_it() -> None:
    counts = [WeekCount(MONDAY, "answer", 20), WeekCount(MONDAY, "abstain", 9), WeekCount(MONDAY, "danger", 1)]
    kinds = {bar.label: bar.count for bar in usage_of(counts, {}, {}, MONDAY, MONDAY).kinds}
    assert kinds == {"answer": 20, "choice": 0, "unknown": None, "danger": None}


def test_themes_with_few_answers_are_left_out() -> None:
    counts = [WeekCount(MONDAY, "answer", 20)]
    entries, themes = {"a": 8, "b": 4, "weg": 8}, {"a": "top-3", "b": "wegwijzers"}
    found = usage_of(counts, entries, themes, MONDAY, MONDAY)
    assert [(bar.label, bar.count, bar.percent) for bar in found.themes] == [("top-3", 8, 100)]


@given(COUNTS)
def test_nothing_small_is_shown_or_can_be_computed(counts: list[WeekCount]) -> None:
    found = usage_of(counts, {}, {}, MONDAY - timedelta(weeks=3), MONDAY)
    if found.total is None:
        return
    assert found.total >= LEAST
    assert len(found.weeks) == 4
    assert [bar.label for bar in found.kinds] == list(ORDER)
    for shown in (found.weeks, found.kinds):
        assert all(item.count is None or item.count == 0 or item.count >= LEAST for item in shown)
        assert all(0 <= item.percent <= 100 for item in shown)
        hidden = [item for item in shown if item.count is None]
        nothing_else = all(item.count in (None, 0) for item in shown)
        assert len(hidden) != 1 or nothing_else
