"""Sentences that were set apart before anything was fitted on their like, judged with the vector and without.

The floors lie just below what was measured; a fit that does worse on messages it never saw must not go unnoticed.
Never move a line from here to the data that the classifier is fitted on.
"""

import random
from collections import Counter

import numpy as np
import pytest

from embeddings.encoders.bundled import BundledEncoder
from knowledge.signals.danger.detector import DangerDetector
from knowledge.signals.danger.lexicon import DangerLexicon
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.danger.training import LABELS
from knowledge.signals.material import DATA, read_labelled

ITEMS = list(read_labelled(DATA / "regression" / "danger" / "held_out.jsonl", LABELS))
DETECTOR = DangerDetector.load()
BEFORE = "Gezin met drie kinderen, ouders zijn uit elkaar en de samenwerking met school verloopt goed."
AFTER = "Moeder staat open voor hulp. Hoe schrijf ik dit op in het gezinsplan?"
CASES = (
    (BEFORE, AFTER),
    (
        "Vanmiddag was het derde gesprek met dit gezin en oma was er voor het eerst bij. Ze wil op woensdag oppassen.",
        "School mailde dat hij weer meedoet met gym. De aanvraag voor de bijzondere bijstand ligt nog bij de gemeente.",
    ),
    (
        "Mijn collega is drie weken weg en ik neem haar gezinnen waar. Van de meeste ken ik alleen een oud plan.",
        "De volgende evaluatie staat over een maand. Wat bespreek ik dan het eerst, en met wie?",
    ),
)


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return BundledEncoder().encode_queries([item.text for item in ITEMS])


def counts(levels: list[DangerLevel]) -> Counter:
    return Counter(zip((item.label for item in ITEMS), levels, strict=True))


def test_with_the_vector(vectors: np.ndarray) -> None:
    found = counts([DETECTOR.judge(item.text, vector).level for item, vector in zip(ITEMS, vectors, strict=True)])
    assert found["acuut", DangerLevel.ACUTE] >= 77
    assert found["acuut", DangerLevel.NONE] == 0
    assert found["grijs-hoog-risico", DangerLevel.NONE] <= 4
    assert found["niet-acuut", DangerLevel.ACUTE] <= 12
    assert found["niet-acuut", DangerLevel.GREY] <= 24


def test_without_a_vector() -> None:
    found = counts([DETECTOR.judge(item.text).level for item in ITEMS])
    assert found["acuut", DangerLevel.ACUTE] >= 68
    assert found["acuut", DangerLevel.NONE] == 0
    assert found["niet-acuut", DangerLevel.ACUTE] <= 19


def test_rules_alone() -> None:
    lexicon = DangerLexicon.load()
    found = counts([lexicon.judge(item.text).level for item in ITEMS])
    assert found["acuut", DangerLevel.NONE] <= 26
    assert found["niet-acuut", DangerLevel.ACUTE] <= 6


def test_danger_in_the_middle_of_a_case_is_seen() -> None:
    def inside(label: str) -> list[DangerLevel]:
        short = [item.text for item in ITEMS if item.label == label and len(item.text) < 140]
        return [DETECTOR.judge(f"{BEFORE} {text}. {AFTER}").level for text in short]

    acute, harmless = inside("acuut"), inside("niet-acuut")
    assert acute.count(DangerLevel.NONE) <= len(acute) * 0.25
    assert harmless.count(DangerLevel.NONE) >= len(harmless) * 0.95


def test_with_the_model_long_stories_are_judged_by_what_stands_in_them() -> None:
    encoder = BundledEncoder()

    def vectorise(text: str) -> np.ndarray:
        return encoder.encode_queries([text])[0]

    def inside(label: str, each: int) -> Counter:
        short = [item.text for item in ITEMS if item.label == label and len(item.text) < 140][::each]
        texts = [" ".join((before, f"{text}.", after)) for before, after in CASES for text in short]
        return Counter(DETECTOR.judge(text, vectorise(text), vectorise).level for text in texts)

    acute, grey, harmless = inside("acuut", 3), inside("grijs-hoog-risico", 3), inside("niet-acuut", 6)
    assert acute[DangerLevel.ACUTE] >= 64  # of 81
    assert acute[DangerLevel.NONE] <= 7
    assert grey[DangerLevel.NONE] <= 9  # of 39
    # As a whole nearly all of the second case get a question, in which there is nothing to ask about.
    assert harmless[DangerLevel.NONE] >= 108  # of 120


def test_a_closed_past_in_one_sentence_takes_nothing_from_another() -> None:
    text = "Vorig jaar was er een melding, die is afgerond en alles was goed. Hij slaat haar nu in de keuken. " + AFTER
    assert DETECTOR.judge(text).level is not DangerLevel.NONE


def test_only_so_many_sentences_are_looked_at() -> None:
    text = " ".join(random.Random(1).choices([item.text + "." for item in ITEMS], k=400))
    assert DETECTOR.judge(text).level in DangerLevel
