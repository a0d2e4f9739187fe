"""The kernel over remembered examples."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from embeddings.classifier.examples import ExampleWeights, KernelShape


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


VECTORS = arrays.arrays(np.float32, (6, 8), elements=st.floats(-1, 1, width=32)).map(lambda rows: unit(rows + 2))
FLAGS = arrays.arrays(np.float32, (6, 3), elements=st.floats(0, 1, width=32))


@given(VECTORS, FLAGS)
@settings(deadline=None)
def test_equal_texts_are_one_and_none_is_more_alike(vectors: np.ndarray, flags: np.ndarray) -> None:
    alike = KernelShape().similarities(vectors, flags, vectors, flags)
    assert np.allclose(alike.diagonal(), 1, atol=1e-4)
    assert (alike <= 1.0001).all()
    assert np.allclose(alike, alike.T, atol=1e-4)


@given(VECTORS, FLAGS)
@settings(deadline=None)
def test_the_kernel_is_positive_definite(vectors: np.ndarray, flags: np.ndarray) -> None:
    alike = KernelShape().similarities(vectors, flags, vectors, flags).astype(np.float64)
    assert np.linalg.eigvalsh(alike).min() > -1e-4


def test_another_flag_makes_an_example_count_less() -> None:
    vector, flags = unit(np.ones((1, 4))), np.zeros((1, 2), np.float32)
    near = KernelShape().similarities(vector, flags, vector, flags)
    far = KernelShape().similarities(vector, flags, vector, flags + 1)
    assert near[0, 0] == pytest.approx(1)
    assert far[0, 0] == pytest.approx(np.exp(-0.2), rel=1e-4)


def test_bytes_cost_little() -> None:
    random = np.random.default_rng(3)
    vectors = unit(random.normal(size=(50, 384)))
    flags = random.uniform(size=(50, 5)).astype(np.float32)
    coefficients = random.normal(size=(50, 2)).astype(np.float32)
    kept = ExampleWeights.of(KernelShape(), vectors, flags, coefficients)
    exact = KernelShape().similarities(vectors, flags, vectors[:1], flags[:1])[:, 0] @ coefficients
    assert kept.scores(vectors[0], flags[0]) == pytest.approx(exact, abs=0.02)


def test_an_example_without_a_vector_does_not_divide_by_zero() -> None:
    zero = np.zeros((1, 4), np.float32)
    kept = ExampleWeights.of(KernelShape(), zero, np.zeros((1, 1), np.float32), np.ones((1, 1), np.float32))
    assert np.isfinite(kept.scores(unit(np.ones((1, 4)))[0], np.zeros(1, np.float32))).all()
