"""What a trainer types behind ``/quiz start``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.quizzes.asking import Misread, read_choice
from actions.rendering.quiz_setup import Choice
from actions.vocabulary import LONGEST_PAYLOAD
from knowledge.quiz.live import Scoreboard

THEMES = {
    "top-3": "Top-3-methodiek",
    "signs-of-safety": "Signs of Safety",
    "blijvend-veilig-en-stelsel": "Blijvend Veilig en het stelsel",
    "meldcode-en-rechten": "Meldcode en rechten",
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("top-3", Choice("top-3")),
        ("Top 3", Choice("top-3")),
        ("top 3 10", Choice("top-3", 10)),
        ("signs of safety 5 60", Choice("signs-of-safety", 5, 60)),
        ("meldcode 4 0 anoniem", Choice("meldcode-en-rechten", 4, 0, anonymous=True)),
        ("alles 3 30 team", Choice(None, 3, 30, board=Scoreboard.TEAM)),
        ("ALLES", Choice(None)),
        ("stelsel bijnaam", Choice("blijvend-veilig-en-stelsel", board=Scoreboard.NICKNAME)),
        ("top-3 5 30 open", Choice("top-3", 5, 30)),
    ],
)
def test_a_choice_is_read(typed: str, expected: Choice) -> None:
    assert read_choice(typed, THEMES) == expected


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "theme"),
        ("5 30", "theme"),
        ("pannenkoeken", "theme"),
        ("en", "theme"),  # fits two themes
        ("top-3 0", "count"),
        ("top-3 99", "count"),
        ("top-3 5 3", "seconds"),
        ("top-3 5 601", "seconds"),
        ("top-3 99999999999999999999", "count"),
    ],
)
def test_what_cannot_be_is_said(typed: str, reason: str) -> None:
    found = read_choice(typed, THEMES)
    assert isinstance(found, Misread)
    assert found.reason == reason


@given(st.text(max_size=80))
def test_anything_typed_is_a_choice_or_a_reason(typed: str) -> None:
    found = read_choice(typed, THEMES)
    if isinstance(found, Choice):
        assert read_choice(found.written, THEMES) == found


@given(
    st.sampled_from([*THEMES, None]),
    st.integers(1, 30),
    st.sampled_from([0, 5, 30, 600]),
    st.booleans(),
    st.sampled_from(Scoreboard),
)
def test_what_is_on_a_button_is_read_back_and_fits(
    theme: str | None, count: int, seconds: int, anonymous: bool, board: Scoreboard
) -> None:
    choice = Choice(theme, count, seconds, anonymous, Scoreboard.NONE if anonymous else board)
    assert read_choice(choice.written, THEMES) == choice
    assert len(f"/quiz start {choice.written}".encode()) <= LONGEST_PAYLOAD
