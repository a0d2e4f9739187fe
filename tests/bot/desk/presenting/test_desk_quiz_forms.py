"""The forms of the quiz pages, without a page: what is read comes back, and what is wrong is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from bot.desk.presenting.quiz_changes import item_changes
from bot.desk.presenting.quiz_figures import monday_of, themes_of
from bot.desk.presenting.quiz_form import item_of, read_form, typed_of, with_room
from bot.desk.presenting.quiz_planning import Plan, moment, plan_problems
from bot.desk.presenting.quiz_view import view_of
from knowledge.entries.loader import load_content
from knowledge.messages.catalogue import load_catalogue
from knowledge.quiz.limits import LONGEST_OPEN_S, MOST_OPTIONS, SHORTEST_OPEN_S
from knowledge.quiz.live.model import MOST_ITEMS
from knowledge.quiz.loader import load_quiz
from knowledge.store.quiz_insight import ThemeWeek, WeakEntry

CONTENT = load_content()
CATALOGUE = load_catalogue()
ITEMS = load_quiz(CONTENT).items


def sent(item_name: str) -> FormData:
    """What a browser sends of the form of an item when nothing was typed; lines end as a browser ends them."""
    typed = typed_of(ITEMS[item_name], 3)
    pairs = [
        ("kaart", typed.entry),
        ("soort", typed.kind),
        ("vraag", typed.question),
        *(("optie", option.text) for option in typed.options),
        *(("juist", str(number)) for number, option in enumerate(typed.options) if option.right),
        *(("bij", option.feedback) for option in typed.options),
        ("uitleg", typed.explanation),
        ("bron", typed.mark),
        ("casus", typed.case),
        ("stap", typed.step),
        ("verhaal", typed.story),
        ("basis", "3"),
        ("verzonnen", "ja"),
    ]
    return FormData([(name, value.replace("\n", "\r\n")) for name, value in pairs])


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_that_ships_comes_back_the_same(name: str) -> None:
    typed = read_form(sent(name), name)
    assert typed == typed_of(ITEMS[name], 3)
    item, problems = item_of(typed, CONTENT.entries)
    assert item == ITEMS[name]
    assert problems == []
    assert item_changes(ITEMS[name], item) == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["kaart", "soort", "vraag", "optie", "juist", "bij", "uitleg", "bron", "casus", "stap", "naam", "basis"]
            ),
            st.text(max_size=30),
        ),
        max_size=30,
    )
)
def test_whatever_is_sent_is_read_and_judged(pairs: list[tuple[str, str]]) -> None:
    item, problems = item_of(with_room(read_form(FormData(pairs))), CONTENT.entries, {"vraag"})
    assert problems, "such a form is never an item"
    assert len(item.options) <= MOST_OPTIONS
    for problem in problems:
        sections = [CATALOGUE.section(f"{home}.problems") for home in ("quiz_item", "desk_quiz_form")]
        text = next(section[problem.key] for section in sections if problem.key in section)
        assert text.format(**dict(problem.values))
        assert problem.field in CATALOGUE.section("desk_quiz_form.fields")


def test_a_row_more_until_telegram_is_full() -> None:
    typed = typed_of(next(iter(ITEMS.values())), 1)
    for _ in range(20):
        typed = with_room(typed)
    assert len(typed.options) == MOST_OPTIONS


def test_a_name_after_the_question_that_is_free() -> None:
    typed = replace(typed_of(ITEMS["t3-drie-delen-plan"], 0), name="", question="Één plan?")
    assert item_of(typed, CONTENT.entries)[0].id == "een-plan"
    assert item_of(typed, CONTENT.entries, {"een-plan", "een-plan-2"})[0].id == "een-plan-3"


@given(st.sets(st.integers(-3, 12)), st.sampled_from(sorted(ITEMS)))
def test_trying_is_right_exactly_for_the_right_options(chosen: set[int], name: str) -> None:
    item = ITEMS[name]
    view = view_of(item, "", CONTENT.references, chosen, tried=True)
    known = chosen & set(range(len(item.options)))
    assert view.nothing_chosen is not known
    assert view.right is (None if not known else known == set(item.correct))


def test_weeks_and_weak_entries_of_a_theme() -> None:
    last = monday_of(datetime(2026, 3, 4, tzinfo=UTC))
    first = last - timedelta(weeks=3)
    weeks = [ThemeWeek("top-3", first, 10, 0.5), ThemeWeek("top-3", last, 30, 0.9), ThemeWeek("taal", last, 5, 0.2)]
    weak = [WeakEntry("a", "top-3", 10, 0.3), WeakEntry("b", "top-3", 10, 0.6), WeakEntry("c", "taal", 5, 0.2)]
    taal, top = themes_of(weeks, weak, first, last)
    assert (taal.key, taal.percent, [one.slug for one in taal.weak]) == ("taal", 20, ["c"])
    assert (top.answers, top.percent, [one.slug for one in top.weak]) == (40, 80, ["a"])
    assert [week.percent for week in top.weeks] == [50, None, None, 90]
    assert [week.percent for week in top.with_figures] == [50, 90]


def test_the_monday_is_that_of_the_users_clock() -> None:
    assert monday_of(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)).isoformat() == "2026-03-02"


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=8), st.text(max_size=8))
def test_no_plan_breaks_the_form(day: str, hour: str, count: str, seconds: str) -> None:
    plan = Plan("x", "", count, seconds, "open", day, hour)
    found = plan_problems(plan, {"x"}, (), datetime(2026, 3, 2, tzinfo=UTC))
    assert ("dag" in found) or moment(plan) is not None


def test_texts_name_the_real_limits() -> None:
    for language in ("nl", "en"):
        problems = load_catalogue(language).section("desk_quiz_plan.problems")
        assert str(MOST_ITEMS) in problems["count"]
        assert str(SHORTEST_OPEN_S) in problems["seconds"]
        assert str(LONGEST_OPEN_S) in problems["seconds"]
