"""What may become an own sentence: no personal data, not there already, and never what is measured with."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.signals.danger.training import LABELS as DANGER_LABELS
from knowledge.signals.learning.regression import RegressionSet
from knowledge.signals.material import DATA
from knowledge.signals.own.errors import (
    LabelUnknown,
    SentenceHoldsPersonalData,
    SentenceKnown,
    SentenceLength,
    SentenceMeasures,
)
from knowledge.signals.own.model import KINDS, LABELS, LONGEST, REFLEX, Subject
from knowledge.signals.own.proposing import Proposing
from knowledge.signals.own.shipped import ShippedSentences
from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.reflex.training import KINDS as REFLEX_KINDS
from knowledge.signals.reflex.training import LABELS as REFLEX_LABELS
from knowledge.signals.reflex.training import POSITIVE
from knowledge.signals.wording.yaml_records import read_texts
from knowledge.store import OPERATOR, Database, StoreSettings
from knowledge.store.signal_sentences import SignalSentenceStore

SHIPPED, SET, PRIVACY = ShippedSentences.load(), RegressionSet.load(), PersonalDataDetector.load()
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def proposing(tmp_path: Path) -> Iterator[Proposing]:
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as database:
        yield Proposing(SignalSentenceStore(database), PRIVACY, SHIPPED, SET)


def propose(proposing: Proposing, text: str, label: str = "niet-acuut", kind: str = "casus") -> str:
    return proposing.propose(Subject.DANGER, text, label, kind, OPERATOR, NOW).text


def test_spaces_are_made_plain(proposing: Proposing) -> None:
    assert propose(proposing, "  hij zwaait met\n een tuinslang ") == "hij zwaait met een tuinslang"


@pytest.mark.parametrize("text", ["", "help", "x" * LONGEST, "woord " * LONGEST])
def test_length(proposing: Proposing, text: str) -> None:
    with pytest.raises(SentenceLength):
        propose(proposing, text)


@pytest.mark.parametrize(("label", "kind"), [("acuut", "casus"), ("anders", "casus"), ("niet-acuut", ""), ("", "")])
def test_label_and_kind_belong_together(proposing: Proposing, label: str, kind: str) -> None:
    with pytest.raises(LabelUnknown):
        propose(proposing, "hij zwaait met een tuinslang", label, kind)


def test_personal_data_is_refused_by_type_and_never_quoted(proposing: Proposing) -> None:
    with pytest.raises(SentenceHoldsPersonalData) as caught:
        propose(proposing, "bel Fatima Bakkali op 06-12345678 over de tuinslang")
    assert caught.value.types == ("NAAM", "TELEFOON")
    assert "Fatima" not in str(caught.value)
    assert "1234" not in str(caught.value)
    assert proposing.store.sentences() == []


def test_shipped_words_are_known_whatever_their_form(proposing: Proposing) -> None:
    text = SHIPPED.by_subject[Subject.DANGER][0].text
    for form in (text, text.upper(), f"  {text}!!!"):
        with pytest.raises(SentenceKnown):
            propose(proposing, form)


def test_what_is_measured_with_is_not_learned(proposing: Proposing) -> None:
    for item in SET.held_out[Subject.DANGER][:40]:
        with pytest.raises((SentenceMeasures, SentenceHoldsPersonalData)):
            propose(proposing, item.text.capitalize() + ".")


def test_own_words_are_known(proposing: Proposing) -> None:
    propose(proposing, "hij zwaait met een tuinslang")
    with pytest.raises(SentenceKnown):
        propose(proposing, "Hij zwaait met een TUINSLANG...")


def test_nothing_is_measured_with_that_is_learned() -> None:
    assert {text for _, text in SHIPPED.wordings & SET.wordings} == set()


def test_labels_and_kinds_are_those_of_the_fits() -> None:
    assert dict(LABELS) == {Subject.DANGER: DANGER_LABELS, Subject.REFLEX: REFLEX_LABELS}
    assert REFLEX == POSITIVE
    assert set(KINDS[Subject.REFLEX][REFLEX]) == set(REFLEX_KINDS)
    assert set(KINDS[Subject.DANGER]["acuut"]) == set(read_texts(DATA / "danger" / "soorten.yml"))
    for subject in Subject:
        used = {(item.label, item.kind) for item in SHIPPED.by_subject[subject]}
        offered = {(label, kind) for label, kinds in KINDS[subject].items() for kind in kinds}
        assert offered <= used, offered - used


def test_search_and_counts() -> None:
    found = SHIPPED.search(Subject.DANGER, "boterhammen  TWEE")
    assert found
    assert all("boterhammen" in item.text.lower() for item in found)
    assert {item.label for item in SHIPPED.search(Subject.DANGER, "", "acuut", "geweld")} == {"acuut"}
    counts = SHIPPED.counts(Subject.REFLEX)
    assert sum(counts.values()) == len(SHIPPED.by_subject[Subject.REFLEX])
