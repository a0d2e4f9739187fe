"""A Top-3 sentence is a situation, not a problem and not a goal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.check import LanguageCheck
from knowledge.language.situations import Shape

SITUATIONS = """
Vader gooit een stoel om terwijl de kleuter ernaast zit.
Stiefvader schreeuwt elke avond tegen moeder, de oudste verstopt zich.
Moeder drinkt op vrijdag en valt in slaap, de baby ligt dan alleen in bad.
De jongste moet op de gang slapen als hij in bed plast.
Vader zegt tegen haar: "je moet stoppen met huilen".
De kinderen zijn 's nachts alleen thuis omdat moeder werkt.
Ouders schelden elkaar uit bij het ophalen.
[naam] slaat zijn zusje met een riem.
Oma laat de peuter bij een open raam spelen.
"""
PROBLEMS = """
Verslaving.
Huiselijk geweld
Moeder heeft een depressie
Vader is verslaafd en agressief
hechtingsproblematiek bij de oudste
Er is sprake van een vechtscheiding
pedagogische onmacht
Moeder is emotioneel onbeschikbaar
schulden en huisvesting
Er is vaak ruzie.
gokverslaving van vader
"""
GOALS = """
Moeder moet stoppen met drinken.
Vader moet leren om rustig te blijven
Stoppen met slaan
Ouders moeten hulp accepteren
We willen dat de kinderen veilig thuis wonen
Vader slaat niet meer
Het doel is dat moeder in behandeling gaat
De kinderen kunnen veilig opgroeien
vader zou in therapie moeten
Zorgen dat er rust komt
"""
CASES = [
    (line, shape)
    for shape, lines in ((Shape.SITUATIE, SITUATIONS), (Shape.PROBLEEM, PROBLEMS), (Shape.DOEL, GOALS))
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("text", "shape"), CASES)
def test_shapes(language: LanguageCheck, text: str, shape: Shape) -> None:
    assert language.shape(text) is shape


def test_a_problem_and_a_goal_have_a_question(language: LanguageCheck) -> None:
    assert set(language.situations.questions) == {Shape.PROBLEEM, Shape.DOEL}
    assert all(question.endswith("?") for question in language.situations.questions.values())


@given(st.text(max_size=200))
def test_any_text_has_a_shape(language: LanguageCheck, text: str) -> None:
    assert language.shape(text) in Shape
