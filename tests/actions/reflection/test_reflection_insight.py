"""Insight in words: nothing about few, nothing about persons."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.rendering.reflection_insight import LEAST, LEAST_PEOPLE, duration, insight_lines, insight_page
from knowledge.consultations.model import Insight
from knowledge.messages.catalogue import load_catalogue

CATALOGUE = load_catalogue()
LABELS = {"lvb": "kennis van LVB"}


def lines(asked: int, consultations: int, from_card: int = 0, hours: float | None = None, missing=()) -> str:
    return "\n".join(insight_lines(Insight(asked, consultations, from_card, hours, missing), LABELS, CATALOGUE))


@given(st.integers(0, LEAST - 1), st.integers(0, LEAST - 1), st.floats(0, 900))
def test_few_say_nothing(asked: int, consultations: int, hours: float) -> None:
    text = lines(asked, consultations, min(asked, consultations), hours, (("lvb", 1),))
    assert text == "Te weinig om iets te zeggen (minder dan 5 vragen en minder dan 5 overleggen)."


@given(st.integers(LEAST, 500), st.integers(0, LEAST - 1), st.floats(0, 900))
def test_few_consultations_say_nothing_beside_many_questions(asked: int, consultations: int, hours: float) -> None:
    text = lines(asked, consultations, consultations, hours, (("lvb", 1),))
    assert f"Vragen aan Houvast: {asked}" in text
    assert "Overleggen: te weinig om iets te zeggen" in text
    assert "%" not in text
    assert "reactie" not in text
    assert "LVB" not in text


def test_enough_says_it_all() -> None:
    assert lines(40, 10, 10, 3.2, (("lvb", 4), ("weg", 1))) == (
        "• Vragen aan Houvast: 40\n"
        "• Overleggen: 10\n"
        "• Na een antwoord van Houvast voorgelegd aan het team: 25% van de vragen\n"
        "• Eerste reactie van een collega: meestal binnen 4 uur\n"
        "• Gevraagd, maar niet in het team: kennis van LVB, weg"
    )
    assert "die was er nog niet" in lines(5, 5)
    assert "geen" in lines(5, 5)
    assert "100% van" in lines(5, 9, 9)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "een uur"),
        (0.4, "een uur"),
        (1, "een uur"),
        (1.1, "2 uur"),
        (23, "23 uur"),
        (23.5, "een dag"),
        (24, "een dag"),
        (25, "2 dagen"),
        (70, "3 dagen"),
    ],
)
def test_time_in_words(hours: float, said: str) -> None:
    assert duration(hours, CATALOGUE) == said


def test_a_team_of_two_sees_no_figures() -> None:
    many = Insight(100, 100, 100, 1.0, (("lvb", 9),))
    few = insight_page("Noord", LEAST_PEOPLE - 1, [(4, many)], LABELS, CATALOGUE).text
    assert "100" not in few
    assert "geen controle" in few
    assert "100" in insight_page("Noord", LEAST_PEOPLE, [(4, many)], LABELS, CATALOGUE).text


def test_the_figures_hold_no_person() -> None:
    assert {field.name for field in fields(Insight)} == {
        "asked",
        "consultations",
        "from_card",
        "median_hours",
        "missing_expertise",
    }
