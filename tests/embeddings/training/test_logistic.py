"""The bounded regression against scikit-learn's, and its bound."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from embeddings.training.logistic import fit_odds


def material(seed: int, count: int = 80, columns: int = 4) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    table = random.normal(size=(count, columns)).astype(np.float32)
    labels = table @ random.normal(size=columns) + random.normal(size=count) > 0
    labels[:2] = (True, False)
    return table, labels, random.uniform(0.5, 3, count)


@pytest.mark.parametrize("strength", [0.05, 1.0])
def test_without_bounds_it_is_the_regression_of_scikit_learn(strength: float) -> None:
    table, labels, importance = material(1)
    odds = fit_odds(table, labels, strength, importance, np.zeros(4, dtype=np.bool_))
    expected = LogisticRegression(C=strength, max_iter=5000, tol=1e-8).fit(table, labels, sample_weight=importance)
    np.testing.assert_allclose(odds.weights, expected.coef_[0], atol=1e-3)
    assert odds.intercept == pytest.approx(float(expected.intercept_[0]), abs=1e-3)


@given(st.integers(0, 500), st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_lowering_column_never_raises(seed: int, lowering: list[bool]) -> None:
    table, labels, importance = material(seed)
    odds = fit_odds(table, labels, 1.0, importance, np.array(lowering))
    assert np.isfinite(odds.weights).all()
    assert all(weight <= 0 for weight, low in zip(odds.weights, lowering, strict=True) if low)
