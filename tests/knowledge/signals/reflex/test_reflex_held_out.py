"""Sentences on the reflex, set apart before anything was fitted on their like; floors lie just below what came out."""

import pytest

from embeddings.encoders.bundled import BundledEncoder
from knowledge.signals.material import DATA, read_labelled
from knowledge.signals.reflex.detector import ReflexDetector
from knowledge.signals.reflex.training import LABELS, POSITIVE

ITEMS = list(read_labelled(DATA / "regression" / "reflex" / "held_out.jsonl", LABELS))


@pytest.mark.parametrize(("with_vector", "least", "most"), [(True, 30, 5), (False, 29, 6)])
def test_indirect_forms_are_found_and_questions_about_it_are_not(with_vector: bool, least: int, most: int) -> None:
    detector = ReflexDetector.load()
    vectors = BundledEncoder().encode_queries([item.text for item in ITEMS]) if with_vector else [None] * len(ITEMS)
    judged = [detector.judge(item.text, vector).reflex for item, vector in zip(ITEMS, vectors, strict=True)]
    found = [item.label == POSITIVE for item, reflex in zip(ITEMS, judged, strict=True) if reflex]
    assert sum(found) >= least
    assert len(found) - sum(found) <= most
