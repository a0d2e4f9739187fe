"""What fits in a poll: our numbers are those of Telegram, and no text slips past them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import CallbackQueryLimit, PollLimit

from knowledge.quiz import limits
from knowledge.quiz.chunks import cut, read
from knowledge.quiz.errors import QuizItemError
from knowledge.quiz.parser import parse

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=320)


def test_the_numbers_are_those_of_telegram() -> None:
    assert limits.QUESTION_LENGTH == PollLimit.MAX_QUESTION_LENGTH
    assert limits.OPTION_LENGTH == PollLimit.MAX_OPTION_LENGTH
    assert limits.MOST_OPTIONS <= PollLimit.MAX_OPTION_NUMBER
    assert limits.EXPLANATION_LENGTH == PollLimit.MAX_EXPLANATION_LENGTH
    assert limits.EXPLANATION_LINE_FEEDS == PollLimit.MAX_EXPLANATION_LINE_FEEDS
    assert limits.SHORTEST_OPEN_S == PollLimit.MIN_OPEN_PERIOD
    assert limits.LONGEST_OPEN_S <= PollLimit.MAX_OPEN_PERIOD
    assert limits.FEEDBACK_LENGTH == CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH


@pytest.mark.parametrize(
    ("problem", "most"), [(limits.question_problem, 300), (limits.explanation_problem, 200)], ids=["vraag", "uitleg"]
)
@given(text=TEXT)
def test_a_text_passes_exactly_when_it_fits(problem: Callable[[str], str | None], most: int, text: str) -> None:
    units = sum(2 if ord(character) > 0xFFFF else 1 for character in text)
    assert (problem(text) is None) == (bool(text.strip()) and units <= most)


@given(options=st.lists(TEXT, max_size=13).map(tuple))
def test_options_pass_exactly_when_all_fit(options: tuple[str, ...]) -> None:
    fits = 2 <= len(options) <= 10 and all(text.strip() and limits.length(text) <= 100 for text in options)
    assert (limits.options_problem(options) is None) == fits


@given(feeds=st.integers(0, 5))
def test_an_explanation_has_at_most_two_line_feeds(feeds: int) -> None:
    assert (limits.explanation_problem("a" + "\nb" * feeds) is None) == (feeds <= 2)


ITEM = """\
- id: goed
  soort: meerkeuze
  kaart: drie-huizen
  status: gepubliceerd
  vraag: Waarvoor zijn ze?
  opties: ["Het kind", "De rest"]
  juist: [1]
  uitleg: Zo is het.
  bron: [B09]
"""


@given(
    place=st.integers(0, len(ITEM)),
    end=st.integers(0, 30),
    put=st.text("[]{}:,\"'#&*!|>-?%@` \n\tx1~\x00é", max_size=12),
)
def test_a_damaged_file_gives_items_or_refusals_with_a_line_in_it(
    tmp_path_factory: pytest.TempPathFactory, place: int, end: int, put: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "top-3.yml"
    text = ITEM[:place] + put + ITEM[place + end :]
    path.write_text(text, encoding="utf-8")
    refused: list[QuizItemError] = []
    for chunk in cut(path):
        try:
            assert parse(read(chunk), "top-3").theme == "top-3"
        except QuizItemError as error:
            refused.append(error)
    assert all(error.path == path and 1 <= error.line <= text.count("\n") + 1 for error in refused)
