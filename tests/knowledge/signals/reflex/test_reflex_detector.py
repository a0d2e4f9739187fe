import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.signals.material import read_labelled
from knowledge.signals.reflex.detector import FILE, ReflexDetector
from knowledge.signals.reflex.lexicon import DATA, ReflexLexicon
from knowledge.signals.reflex.training import LABELS, POSITIVE

DETECTOR = ReflexDetector.load()
LEXICON = ReflexLexicon.load()
KNOWN_FAILURES = DATA / "regression" / "reflex" / "known_failures.txt"


def test_bundled_weights_are_in_use() -> None:
    assert DETECTOR.degraded is None


@pytest.mark.parametrize("rule", LEXICON.rules, ids=lambda rule: rule.id)
def test_examples_of_each_rule(rule) -> None:
    def ids(text: str) -> set[str]:
        return {hit.id for hit in LEXICON.hits(LEXICON.wording.read(text))}

    assert all(rule.id in ids(text) for text in rule.hits)
    assert not any(rule.id in ids(text) for text in rule.misses)


@pytest.mark.parametrize(
    "text",
    ["ik wil gewoon een ots", "neem jij dit gezin over, ik heb het gehad met ze", "opschalen en dan is het klaar"],
)
def test_plain_reflex(text: str) -> None:
    judged = DETECTOR.judge(text)
    assert judged.reflex
    assert judged.kind is not None
    assert "classifier" in judged.reasons


@pytest.mark.parametrize(
    "text",
    [
        "wat is een ots",
        "wie neemt waar tijdens de vakantie",
        "het team besloot in het mdo tot een onderzoek, hoe vertel ik het ouders",
        "bedankt",
    ],
)
def test_no_reflex(text: str) -> None:
    judged = DETECTOR.judge(text)
    assert (judged.reflex, judged.kind, judged.reasons) == (False, None, ())


@settings(deadline=None)
@given(st.sampled_from(["ik wil gewoon een ots", "wat is een ots", "opschalen graag"]), st.integers(1, 4))
def test_form_does_not_matter(text: str, count: int) -> None:
    expected = DETECTOR.judge(text)
    for variant in (text.upper(), text.replace(" ", " " * count), "\u200b".join(text), text + "?" * count):
        assert DETECTOR.judge(variant) == expected


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=20_000))
def test_never_raises(text: str) -> None:
    assert 0 <= DETECTOR.judge(text).probability <= 1


def test_an_unusable_vector_counts_as_none() -> None:
    vector = np.full(384, np.inf, np.float32)
    assert DETECTOR.judge("opschalen graag", vector) == DETECTOR.judge("opschalen graag")


def test_without_weights_the_rules_go_on(tmp_path: Path) -> None:
    for part in ("reflex", "wording"):
        shutil.copytree(DATA / part, tmp_path / part)
    (tmp_path / "reflex" / FILE).unlink()
    detector = ReflexDetector.load(tmp_path)
    assert detector.degraded
    assert detector.judge("gooi die zaak dicht").reflex
    assert not detector.judge("wat is een ots").reflex
    assert not detector.judge("").reflex


def test_labelled_sentences_fail_only_where_known() -> None:
    failures = []
    for item in read_labelled(DATA / "reflex" / "extra_reflex.jsonl", LABELS):
        reflex = DETECTOR.judge(item.text).reflex
        if reflex != (item.label == POSITIVE):
            failures.append(f"{item.label}\t{item.text}")
    assert failures == KNOWN_FAILURES.read_text(encoding="utf-8").splitlines()
