"""The quiz that ships with Houvast: enough items, each within the limits and bound to a published entry."""

import re
from collections import Counter

import pytest

from knowledge.entries.loader import Content, load_content
from knowledge.entries.model import Status
from knowledge.quiz import limits
from knowledge.quiz.checking import check_item
from knowledge.quiz.loader import QUIZ_FOLDER, load_quiz
from knowledge.quiz.model import Item, Kind, Quiz

SLOWS_DOWN = re.compile(r"\b(wacht|afwacht|aankijk|uitstel|morgen|maandag|volgende overleg)", re.I)
WHOM_TO_CALL = re.compile(r"\b(112|veilig thuis|0800-2000|politie)\b", re.I)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="module")
def quiz(content: Content) -> Quiz:
    return load_quiz(content)


@pytest.fixture(scope="module")
def items(quiz: Quiz) -> tuple[Item, ...]:
    return tuple(quiz.items.values())


def test_nothing_is_refused_and_everything_may_be_asked(quiz: Quiz, content: Content) -> None:
    assert not quiz.refused
    published = {slug for slug, entry in content.entries.items() if entry.status is Status.PUBLISHED}
    assert quiz.askable(published) == tuple(quiz.items.values())


def test_there_are_enough_items_of_every_kind_and_theme(items: tuple[Item, ...], content: Content) -> None:
    assert len(items) >= 120
    kinds = Counter(item.kind for item in items)
    assert kinds[Kind.CHOICE] >= 60
    assert min(kinds[Kind.CASE], kinds[Kind.FACT_OR_READING]) >= 20
    assert kinds[Kind.SEVERAL] >= 5
    themes = Counter(item.theme for item in items)
    assert set(themes) == set(content.references.themes) - {"wegwijzers"}
    assert min(themes.values()) >= 10


def test_every_item_fits_in_a_poll_of_telegram(items: tuple[Item, ...]) -> None:
    for item in items:
        assert limits.question_problem(item.question) is None, item.id
        assert limits.options_problem(item.options) is None, item.id
        assert limits.explanation_problem(item.explanation) is None, item.id


def test_every_item_is_bound_to_a_published_entry_of_its_theme(items: tuple[Item, ...], content: Content) -> None:
    for item in items:
        entry = content.entries[item.entry]
        assert entry.status is Status.PUBLISHED, item.id
        assert entry.theme == item.theme, item.id
        assert set(item.mark.sources) <= set(entry.sources), item.id


def test_almost_every_answer_has_a_source(items: tuple[Item, ...]) -> None:
    without = [item.id for item in items if not item.mark.sources]
    assert len(without) <= len(items) // 10, without


def test_there_are_cases_in_steps(items: tuple[Item, ...]) -> None:
    cases = {item.case for item in items} - {None}
    assert len(cases) >= 3
    for case in cases:
        steps = [item for item in items if item.case == case]
        assert [item.step for item in steps] == list(range(1, len(steps) + 1))
        assert len({item.entry for item in steps}) == 1
        assert limits.story_problem(steps[0].story) is None


def test_every_shipped_item_passes_the_check_of_the_desk(items: tuple[Item, ...], content: Content) -> None:
    assert not [problem for item in items for problem in check_item(item, content.entries)]


def test_options_and_questions_are_distinct(items: tuple[Item, ...]) -> None:
    assert all(len({option.casefold() for option in item.options}) == len(item.options) for item in items)
    assert len({item.question.casefold() for item in items}) == len(items)


def test_the_place_or_length_of_an_option_does_not_give_it_away(items: tuple[Item, ...]) -> None:
    four = [item for item in items if len(item.options) == 4 and len(item.correct) == 1]
    places = Counter(item.correct[0] for item in four)
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= len(four) * 0.4
    standing_out = [
        item.id
        for item in four
        if len(item.options[item.correct[0]])
        > 1.2 * max(len(option) for place, option in enumerate(item.options) if place not in item.correct)
    ]
    assert len(standing_out) <= len(four) // 10, standing_out


def test_an_explanation_about_acute_danger_says_whom_to_call(items: tuple[Item, ...], content: Content) -> None:
    """Rule 1: nobody learns from a right answer about danger that calling can wait."""
    for item in items:
        if item.theme != "acuut-gevaar":
            continue
        right = " ".join(item.options[place] for place in item.correct)
        assert WHOM_TO_CALL.search(f"{right} {item.explanation}") or not content.entries[item.entry].call_first, item.id
        if WHOM_TO_CALL.search(item.question) is None:
            assert SLOWS_DOWN.search(right) is None, item.id


def test_no_item_asks_for_a_percentage(items: tuple[Item, ...]) -> None:
    assert not [item.id for item in items if "%" in f"{item.question}{item.options}{item.explanation}"]


def test_the_quiz_folder_is_no_theme(content: Content) -> None:
    assert QUIZ_FOLDER.is_dir()
    assert QUIZ_FOLDER.name not in content.references.themes
    assert not content.refused
    assert all(entry.theme != QUIZ_FOLDER.name for entry in content.entries.values())
