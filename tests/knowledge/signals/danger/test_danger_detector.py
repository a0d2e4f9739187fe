import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import SignalDataError
from knowledge.signals.danger.detector import KIND_FILE, LEVEL_FILE, DangerDetector
from knowledge.signals.danger.lexicon import DATA, DangerLexicon
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.danger.thresholds import Thresholds, decide
from knowledge.signals.danger.training import LABELS
from knowledge.signals.material import read_labelled

DETECTOR = DangerDetector.load()
KNOWN_FAILURES = DATA / "regression" / "danger" / "known_failures.txt"
SENTENCES = [
    "hij slaat haar nu in de keuken",
    "de baby is slap en wordt niet wakker",
    "hoe bereid ik een mdo voor",
    "moeder zegt dat ze dood wil",
    "vader sloeg vroeger, dat is jaren geleden",
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for part in ("danger", "wording"):
        shutil.copytree(DATA / part, tmp_path / part)
    return tmp_path


def test_bundled_weights_are_in_use() -> None:
    assert DETECTOR.degraded is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tante wordt nu in elkaar geslagen door haar man", "geweld"),
        ("mijn cliënt heeft een doosje slaappillen ingenomen en wil dood", "suicide"),
        ("ze is vannacht verkracht en zit bij mij op kantoor", "seksueel"),
        ("jongetje van 5 is spoorloos sinds het zwembad", "vermist"),
        ("baby is door elkaar gerammeld en ademt raar", "kind"),
    ],
)
def test_plain_acute_danger(text: str, kind: str) -> None:
    judged = DETECTOR.judge(text)
    assert judged.level is DangerLevel.ACUTE
    assert judged.kind == kind
    assert judged.probability is not None


@pytest.mark.parametrize(
    "text",
    ["welke stappen heeft de meldcode", "wie maakt het verslag van het mdo", "bedankt", "hoe werkt een schaalvraag"],
)
def test_plain_questions_are_none(text: str) -> None:
    judged = DETECTOR.judge(text)
    assert (judged.level, judged.kind) == (DangerLevel.NONE, None)


@settings(deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from([str.upper, str.title, str.capitalize]), st.integers(1, 5))
def test_form_does_not_matter(text: str, recase, spaces: int) -> None:
    expected = DETECTOR.judge(text)
    for variant in (
        recase(text),
        text.replace(" ", " " * spaces),
        "\u200b".join(text),
        text + "!" * spaces,
        f"  {text}…",
    ):
        assert DETECTOR.judge(variant) == expected


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=20_000))
def test_never_raises(text: str) -> None:
    assert DETECTOR.judge(text).level in DangerLevel


@pytest.mark.parametrize("vector", [np.zeros(3, np.float32), np.full(384, np.nan, np.float32)])
def test_an_unusable_vector_counts_as_none(vector: np.ndarray) -> None:
    for text in SENTENCES:
        assert DETECTOR.judge(text, vector) == DETECTOR.judge(text)


@pytest.mark.parametrize("file", [LEVEL_FILE, KIND_FILE])
@pytest.mark.parametrize("damage", ["remove", "truncate", "facts"])
def test_without_usable_weights_the_rules_go_on(data: Path, file: str, damage: str) -> None:
    path = data / "danger" / file
    if damage == "remove":
        path.unlink()
    elif damage == "truncate":
        path.write_bytes(path.read_bytes()[:1000])
    else:
        path.with_suffix(".json").write_text("{}", encoding="utf-8")
    detector = DangerDetector.load(data)
    assert detector.degraded
    for text in SENTENCES:
        assert detector.judge(text) == DangerLexicon.load(data).judge(text)


def test_weights_fitted_for_other_kinds_are_not_used(data: Path) -> None:
    kinds = data / "danger" / "soorten.yml"
    kinds.write_text(kinds.read_text(encoding="utf-8") + "nieuw: Nieuwe soort\n", encoding="utf-8")
    assert "train the signals again" in (DangerDetector.load(data).degraded or "")


def test_a_bad_rule_file_is_an_error(data: Path) -> None:
    (data / "danger" / "regels.yml").write_text("- id: x\n", encoding="utf-8")
    with pytest.raises(SignalDataError) as caught:
        DangerDetector.load(data)
    assert caught.value.line == 1


def test_the_classifier_cannot_silence_an_acute_rule() -> None:
    thresholds = Thresholds(0.5, 0.3, 0.5, 0.3)
    assert decide(DangerLevel.ACUTE, 0.0, 0.0, thresholds) is DangerLevel.GREY
    assert decide(DangerLevel.ACUTE, 0.3, 0.0, thresholds) is DangerLevel.ACUTE
    assert decide(DangerLevel.GREY, 0.4, 0.3, thresholds) is DangerLevel.GREY
    assert decide(DangerLevel.NONE, 0.4, 0.4, thresholds) is DangerLevel.NONE


def test_labelled_sentences_fail_only_where_known() -> None:
    """Acute sentences judged NONE and harmless ones judged ACUTE are listed; the list must match exactly."""
    failures = []
    for file in ("extra_acuut.jsonl", "extra_negatief.jsonl"):
        for item in read_labelled(DATA / "danger" / file, LABELS):
            level = DETECTOR.judge(item.text).level
            missed = item.label == "acuut" and level is DangerLevel.NONE
            if missed or (item.label == "niet-acuut" and level is DangerLevel.ACUTE):
                failures.append(f"{item.label}\t{level}\t{item.text}")
    assert failures == KNOWN_FAILURES.read_text(encoding="utf-8").splitlines()
