from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.classifier.examples import ExampleWeights, KernelShape
from embeddings.classifier.hashing import NgramHasher
from embeddings.classifier.weights import LinearWeights, TextClassifier
from embeddings.errors import WeightsDamaged

HASHER = NgramHasher(buckets=1 << 8)


def classifier() -> TextClassifier:
    random = np.random.default_rng(1)

    def weights() -> LinearWeights:
        return LinearWeights(
            ("a", "b"),
            random.normal(size=(2, HASHER.buckets)).astype(np.float16),
            random.normal(size=(2, 3)).astype(np.float32),
            random.normal(size=2).astype(np.float32),
        )

    vectors = random.normal(size=(5, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    flags = random.uniform(size=(5, 3)).astype(np.float32)
    examples = ExampleWeights.of(KernelShape(), vectors, flags, random.normal(size=(5, 2)).astype(np.float32))
    return TextClassifier(HASHER, weights(), examples, weights(), {"note": "x"})


@given(st.text(max_size=300))
def test_hash_is_unique_bounded_and_of_unit_length_per_block(text: str) -> None:
    hashed = HASHER.hash(text)
    assert len(set(hashed.indices.tolist())) == len(hashed.indices)
    assert all(0 <= index < HASHER.buckets for index in hashed.indices)
    for block in (hashed.indices < HASHER.buckets // 2, hashed.indices >= HASHER.buckets // 2):
        if block.any():
            assert np.isclose(np.square(hashed.values[block]).sum(), 1)


def test_hash_does_not_change_between_versions() -> None:
    assert HASHER.hash("mes").indices.tolist() == NgramHasher(buckets=1 << 8).hash("mes").indices.tolist()
    assert NgramHasher().hash("mes").indices.tolist() == [
        6146,
        8143,
        11192,
        15877,
        37570,
        38709,
        44443,
        55844,
        62452,
        62705,
        81413,
    ]


def test_saved_weights_give_the_same_probabilities(tmp_path: Path) -> None:
    flags, vector = np.ones(3, np.float32), np.full(4, 0.5, np.float32)
    made = classifier()
    made.save(tmp_path / "w.npz")
    read = TextClassifier.load(tmp_path / "w.npz")
    for given_vector in (vector, None):
        assert read.probabilities("hij slaat", flags, given_vector) == made.probabilities(
            "hij slaat", flags, given_vector
        )
    assert read.facts["note"] == "x"


def test_a_vector_of_another_size_or_not_finite_is_dropped() -> None:
    made = classifier()
    assert made.usable(np.zeros(3, np.float32)) is None
    assert made.usable(np.array([0, 0, 0, np.nan], np.float32)) is None
    assert made.usable(np.zeros(4, np.float32)) is not None


def test_scores_need_a_vector_of_the_right_size() -> None:
    made = classifier()
    with pytest.raises(ValueError, match="shape"):
        made.probabilities("x", np.zeros(3, np.float32), np.zeros(3, np.float32))


@pytest.mark.parametrize("cut", [0, 10, 500])
def test_a_damaged_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "w.npz"
    classifier().save(path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(WeightsDamaged):
        TextClassifier.load(path)


def test_missing_facts_and_wrong_shapes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.npz"
    with pytest.raises(WeightsDamaged):
        TextClassifier.load(path)
    classifier().save(path)
    facts = path.with_suffix(".json")
    facts.write_text(facts.read_text(encoding="utf-8").replace('"buckets": 256', '"buckets": 512'), encoding="utf-8")
    with pytest.raises(WeightsDamaged, match="shape"):
        TextClassifier.load(path)
