"""A small fuzz: random updates break nothing, and what was recognised is kept nowhere."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.operations.found import Found
from benchmarks.operations.fuzz import fuzz, leaks, note, stored
from benchmarks.operations.planting import CHECKED, Form, Planted, Planter, Update
from bot.assembly import Assembly
from knowledge.signals.privacy.detector import PersonalDataDetector

QUESTIONS = ("wat is een OTS?", "hoe vraag ik een kind naar zorgen?")
SOME = 100


async def test_random_updates_break_nothing_and_leave_no_identifier(assembly: Assembly, folder: Path) -> None:
    before = stored(folder / "data")
    found = await fuzz(assembly, SOME, 4)
    assert found.broken == {}
    assert found.decisions["error"] == 0
    assert found.forged == 0
    assert leaks(found, stored(folder / "data"), before) == []
    assert not [one for _, one in found.missed if one.kind in CHECKED]
    assert len(found.needles) > SOME / 4


@pytest.fixture(scope="module")
def detector() -> PersonalDataDetector:
    return PersonalDataDetector.load()


@settings(max_examples=150)
@given(st.integers())
def test_no_planted_identifier_with_a_check_digit_is_missed(detector: PersonalDataDetector, seed: int) -> None:
    found, planter = Found(), Planter(seed, QUESTIONS)
    for number in range(3):
        update = planter.make(number)
        note(found, update, detector.find(update.text))
    assert not [one for _, one in found.missed if one.kind in CHECKED]


def test_the_same_seed_makes_the_same_updates() -> None:
    one, other = Planter(5, QUESTIONS), Planter(5, QUESTIONS)
    assert [one.make(number) for number in range(50)] == [other.make(number) for number in range(50)]


def test_what_is_planted_stands_where_it_says() -> None:
    planter = Planter(6, QUESTIONS)
    for number in range(500):
        update = planter.make(number)
        for one in update.planted:
            assert update.text[one.start : one.start + len(one.value)] == one.value


def test_something_kept_is_found() -> None:
    found = Found()
    note(found, Update(1, Form.TEXT, "bel 123456782", (Planted("BSN", "123456782", 4),)), ())
    assert found.missed
    assert leaks(found, b"... 123456782 ...", b"") == [(1, "BSN")]
    assert leaks(found, b"", b"") == []
    found.log.append("123456782")
    assert leaks(found, b"", b"") == [(1, "BSN")]
