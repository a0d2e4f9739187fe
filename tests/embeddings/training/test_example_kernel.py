"""Held-out answers in closed form are those of a fit without the group."""

import numpy as np
import pytest

from embeddings.classifier.examples import KernelShape
from embeddings.classifier.hashing import NgramHasher
from embeddings.training.example_kernel import KernelSettings, fit_examples
from embeddings.training.text_examples import TextExamples, hash_matrix

HASHER = NgramHasher(buckets=1 << 10)
SETTINGS = KernelSettings()


def made(count: int) -> TextExamples:
    random = np.random.default_rng(7)
    words = ["hij", "slaat", "haar", "nu", "maakt", "thee", "gisteren", "niet"]
    texts = [" ".join(random.choice(words, size=4)) for _ in range(count)]
    vectors = random.normal(size=(count, 12)) + 2
    return TextExamples(
        texts,
        random.uniform(size=(count, 3)).astype(np.float32),
        (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32),
        {"a": random.uniform(size=count) > 0.5, "b": np.array(["slaat" in text for text in texts])},
        random.uniform(0.5, 1, size=count).astype(np.float32),
        np.arange(count, dtype=np.int64) // 3,
    )


def scores(train: TextExamples, test: TextExamples) -> np.ndarray:
    fit = fit_examples(train, hash_matrix(train.texts, HASHER), SETTINGS)
    alike = KernelShape().similarities(test.vectors, test.flags, train.vectors, train.flags)
    linear = hash_matrix(test.texts, HASHER) @ fit.ngrams.T + test.flags @ fit.flags.T + fit.bias
    return alike @ fit.coefficients + linear


def test_left_out_groups_match_a_second_fit() -> None:
    examples = made(30)
    fit = fit_examples(examples, hash_matrix(examples.texts, HASHER), SETTINGS)
    for group in (0, 4, 9):
        inside = np.flatnonzero(examples.groups == group)
        outside = np.flatnonzero(examples.groups != group)
        expected = scores(examples.rows(outside), examples.rows(inside))
        assert fit.held_out[inside] == pytest.approx(expected, abs=2e-3)


def test_what_was_fitted_is_found_back_when_single_texts_are_trusted() -> None:
    examples = made(24)
    trusting = KernelSettings(penalty=1e-3)
    fit = fit_examples(examples, hash_matrix(examples.texts, HASHER), trusting)
    alike = KernelShape().similarities(examples.vectors, examples.flags, examples.vectors, examples.flags)
    linear = hash_matrix(examples.texts, HASHER) @ fit.ngrams.T + examples.flags @ fit.flags.T + fit.bias
    found = alike @ fit.coefficients + linear
    targets = np.stack(list(examples.targets.values()), axis=1)
    assert np.abs(found - targets).mean() < 0.05


def test_an_example_that_counts_less_pulls_less() -> None:
    examples = made(20)
    light = np.ones(20, np.float32)
    light[0] = 0.01
    changed = TextExamples(
        examples.texts, examples.flags, examples.vectors, examples.targets, light, np.arange(20, dtype=np.int64)
    )
    fit = fit_examples(changed, hash_matrix(changed.texts, HASHER), SETTINGS)
    assert np.abs(fit.coefficients[0]).max() < np.abs(fit.coefficients[1:]).max() / 5
