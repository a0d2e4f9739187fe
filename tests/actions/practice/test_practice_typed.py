"""Answers as people type them, and what is no answer."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.practice.purpose import Kind, Purpose
from actions.practice.typed import LETTERS, Word, options_in, word_in
from knowledge.practice.model import Grade


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("B", (1,)),
        ("b.", (1,)),
        (" 2 ", (1,)),
        ("2)", (1,)),
        ("antwoord B", (1,)),
        ("ik denk D", (3,)),
        ("A en C", (0, 2)),
        ("a, c", (0, 2)),
        ("1 3", (0, 2)),
        ("c + a", (0, 2)),
        ("a a", (0,)),
    ],
)
def test_letters_and_numbers(typed: str, places: tuple[int, ...]) -> None:
    assert options_in(typed, 4) == places


@pytest.mark.parametrize(
    "typed", ["", "E", "5", "0", "11", "A of B", "wat is een MDO?", "a b z", "²", "A" * 50, "ik", "en"]
)
def test_anything_else_is_no_answer(typed: str) -> None:
    assert options_in(typed, 4) is None


@given(
    places=st.sets(st.integers(0, 9), min_size=1), joint=st.sampled_from([", ", " en ", " ", "+"]), lower=st.booleans()
)
def test_every_choice_can_be_typed(places: set[int], joint: str, lower: bool) -> None:
    typed = joint.join(LETTERS[place] for place in sorted(places))
    assert options_in(typed.lower() if lower else typed, 10) == tuple(sorted(places))


@given(text=st.text(max_size=60), count=st.integers(2, 10))
def test_only_options_that_are_there(text: str, count: int) -> None:
    places = options_in(text, count)
    assert places is None or all(0 <= place < count for place in places)


def test_words_for_buttons() -> None:
    assert [word_in(said) for said in ("Gegokt", "wist  ik.", "makkelijk!")] == [Grade.HARD, Grade.GOOD, Grade.EASY]
    assert [word_in(said) for said in ("volgende", "Klaar", "stop")] == [Word.NEXT, Word.READY, Word.STOP]
    assert word_in("stop met slaan") is None


@given(st.sampled_from(Kind), st.integers(0, 99), st.booleans(), st.booleans(), st.datetimes(timezones=st.just(UTC)))
def test_what_a_sentence_is_for_survives_a_restart(
    kind: Kind, case: int, safe: bool, after: bool, now: datetime
) -> None:
    assert Purpose.read(Purpose(kind, case, safe, after).written(now)) == Purpose(kind, case, safe, after, now)


@pytest.mark.parametrize(
    "then", ["", "reflect_note 0a1b2c3d 0", "practice_fact", "practice_other 0 0 2026-11-22T09:00:00+00:00"]
)
def test_what_somebody_else_wrote_is_not_read(then: str) -> None:
    assert Purpose.read(then) is None
