"""Typed choices from "bedoel je"."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import SignalDataError
from knowledge.signals.manner.choice import ChoiceReader
from knowledge.signals.manner.patterns import FOLDER

CHOICE = ChoiceReader.load()
TITLES = ("Wat is een OTS?", "Een veiligheidsplan maken", "Tijdelijk huisverbod")
NONE = len(TITLES)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1),
        ("2.", 1),
        ("(3)", 2),
        ("4", NONE),
        ("de tweede", 1),
        ("De TWEEDE graag!", 1),
        ("nummer 2", 1),
        ("doe nr. 3 maar", 2),
        ("optie één", 0),
        ("#1", 0),
        ("ik bedoel de 1e", 0),
        ("laat de laatste maar zien", 2),
        ("de middelste", 1),
        ("the second one please", 1),
        ("die over het veiligheidsplan", 1),
        ("nee, die van het huisverbod", 2),
        ("ik bedoel die over een plan maken", 1),
        ("geen van deze", NONE),
        ("nee", NONE),
    ],
)
def test_a_choice_by_place_by_title_or_none(text: str, place: int) -> None:
    assert CHOICE.read(text, TITLES) == place


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "0",
        "9" * 5000,
        "de vierde",
        "de eerste of de tweede",
        "de tweede keer dat hij sloeg",
        "die over een uithuisplaatsing",
        "die over een tijdelijk plan",
        "hoe lang duurt een ots",
        "",
        "die",
    ],
)
def test_what_is_no_clear_choice_is_a_question(text: str) -> None:
    assert CHOICE.read(text, TITLES) is None


def test_two_options_have_no_middle() -> None:
    assert CHOICE.read("de middelste", TITLES[:2]) is None
    assert CHOICE.read("de laatste", TITLES[:2]) == 1


@given(st.text(max_size=40), st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_text_chooses_what_is_there_or_nothing(text: str, titles: list[str]) -> None:
    place = CHOICE.read(text, titles)
    assert place is None or 0 <= place <= len(titles)


def test_a_file_without_its_lists_is_named(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "choice.yml", tmp_path)
    path = tmp_path / "choice.yml"
    path.write_text("eerste: [een]\n", encoding="utf-8")
    with pytest.raises(SignalDataError, match=r"choice\.yml"):
        ChoiceReader.load(tmp_path)
