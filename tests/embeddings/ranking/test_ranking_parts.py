import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.errors import WeightsDamaged
from embeddings.ranking import ridge
from embeddings.ranking.nearest import nearest_means
from embeddings.ranking.weights import FEATURES, RankingWeights, default_weights

GROUPS = st.lists(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=7), min_size=1, max_size=6)


@given(GROUPS)
def test_nearest_means_are_means_of_the_best(groups: list[list[float]]) -> None:
    scores = np.array([score for group in groups for score in group], dtype=np.float32)
    starts = np.cumsum([0, *(len(group) for group in groups)])
    for size, means in zip((1, 3, 5), nearest_means(scores, starts, (1, 3, 5)), strict=True):
        expected = [np.mean(sorted(group, reverse=True)[:size]) for group in groups]
        np.testing.assert_allclose(means, expected, atol=1e-5)


def similarities(count: int = 12, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(count, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = vectors @ vectors.T
    return ridge.kernel(cosines, np.clip(cosines, 0, 1), ridge.RidgeSettings()), random.integers(0, 3, count)


def test_the_kernel_is_one_for_equal_texts_and_falls_with_both_cosines() -> None:
    settings = ridge.RidgeSettings()
    near = np.array([1.0, 0.9, 0.9, 0.5], dtype=np.float32)
    shared = np.array([1.0, 1.0, 0.2, 0.2], dtype=np.float32)
    values = ridge.kernel(near, shared, settings)
    assert values[0] == pytest.approx(1.0)
    assert (np.diff(values) < 0).all()


def test_ridge_solves_its_equation() -> None:
    matrix, owners = similarities()
    settings = ridge.RidgeSettings(penalty=0.2)
    coefficients = ridge.fit(matrix.copy(), owners, 3, settings)
    targets = np.eye(3)[owners]
    np.testing.assert_allclose((matrix + 0.2 * np.eye(len(matrix))) @ coefficients, targets, atol=1e-4)


def test_a_low_penalty_reproduces_the_examples() -> None:
    matrix, owners = similarities()
    coefficients = ridge.fit(matrix.copy(), owners, 3, ridge.RidgeSettings(penalty=1e-4))
    assert ((matrix @ coefficients).argmax(axis=1) == owners).all()


def test_weights_are_a_plain_sum() -> None:
    weights = RankingWeights({"body": 2.0, "ridge": 1.0}, {"body": 0.5})
    features = np.zeros((2, len(FEATURES)), dtype=np.float32)
    features[0, FEATURES.index("body")] = 1
    features[1, FEATURES.index("ridge")] = 3
    assert weights.scores(features).tolist() == [2.0, 3.0]
    assert weights.scores(features, has_ridge=False).tolist() == [0.5, 0.0]


def test_the_weights_in_the_package_are_positive_and_use_ridge() -> None:
    weights = default_weights()
    assert weights.weights["ridge"] > 0
    assert "ridge" not in weights.without_ridge
    assert min(*weights.weights.values(), *weights.without_ridge.values()) > 0


def test_weights_are_saved_and_loaded(tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    weights = RankingWeights({"body": 0.25}, {"char": 1.0})
    weights.save(file)
    assert RankingWeights.load(file) == weights


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        json.dumps({"weights": {"unknown": 1}, "without_ridge": {}}),
        json.dumps({"weights": {"body": "much"}, "without_ridge": {}}),
        json.dumps({"weights": {"body": 1}}),
    ],
)
def test_unusable_weights_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "weights.json"
    file.write_text(text)
    with pytest.raises(WeightsDamaged, match="Fit the weights again"):
        RankingWeights.load(file)
    with pytest.raises(WeightsDamaged):
        RankingWeights.load(tmp_path / "absent.json")
