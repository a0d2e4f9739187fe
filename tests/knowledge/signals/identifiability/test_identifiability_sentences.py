"""Labelled sentences: what is found, the broadened text, and what is left alone."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from knowledge.signals.identifiability.check import apply
from knowledge.signals.identifiability.model import HintType

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 22)


def test_there_are_enough_sentences_of_every_type():
    assert len(SENTENCES["raak"]) >= 80
    assert len(SENTENCES["mis"]) >= 45
    assert {kind for _, kinds, _ in SENTENCES["raak"] for kind in kinds.split()} == {kind.value for kind in HintType}


@pytest.mark.parametrize(("text", "kinds", "broader"), SENTENCES["raak"])
def test_details_are_found_and_broadened(identifiability, text, kinds, broader):
    hints = identifiability.check(text, TODAY)
    assert [hint.type.value for hint in hints] == kinds.split()
    assert apply(text, hints) == broader


@pytest.mark.parametrize("text", SENTENCES["mis"])
def test_ordinary_sentences_are_left_alone(identifiability, text):
    assert identifiability.check(text, TODAY) == ()


@pytest.mark.parametrize("broader", [row[2] for row in SENTENCES["raak"]])
def test_a_broadened_text_is_not_broadened_again(identifiability, broader):
    assert apply(broader, identifiability.check(broader, TODAY)) == broader


def test_a_hint_tells_place_reason_and_words(identifiability):
    text = "😀 Vader is huisarts in Purmerend."
    job, town = identifiability.check(text, TODAY)
    assert (text[job.start : job.end], job.type, job.replacement) == (
        "is huisarts",
        HintType.BEROEP,
        "werkt in de zorg",
    )
    assert (text[town.start : town.end], town.type) == ("in Purmerend", HintType.PLAATS)
    assert job.why.endswith(".")
    assert town.why != job.why


def test_only_some_hints_may_be_applied(identifiability):
    text = "Vader is huisarts in Purmerend."
    job, town = identifiability.check(text, TODAY)
    assert apply(text, [town]) == "Vader is huisarts in de regio."
    assert apply(text, [town, job]) == "Vader werkt in de zorg in de regio."
    assert apply(text, []) == text


def test_a_detail_without_broader_words_stays(identifiability):
    text = "Het filmpje ging viral."
    (hint,) = identifiability.check(text, TODAY)
    assert hint.replacement is None
    assert apply(text, [hint]) == text


def test_hints_of_another_text_are_refused(identifiability):
    hints = identifiability.check("Vader is huisarts in Purmerend.", TODAY)
    with pytest.raises(ValueError, match="does not fit this text"):
        apply("Vader.", hints)
    with pytest.raises(ValueError, match="does not fit this text"):
        apply("Vader is huisarts in Purmerend.", [*hints, *hints])


def test_an_age_from_a_date_of_birth_is_reckoned_on_the_day(identifiability):
    text = "Geboren op 1-2-2020."
    assert apply(text, identifiability.check(text, date(2021, 1, 1))) == "In de peuterleeftijd."
    assert apply(text, identifiability.check(text, date(2036, 1, 1))) == "In de tienerleeftijd."
    assert identifiability.check(text) != ()
