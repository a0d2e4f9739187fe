"""Fit the classifiers of `embeddings.classifier`; scikit-learn is imported only when a function runs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import sparse

from embeddings.arrays import FloatArray
from embeddings.classifier.examples import ExampleWeights
from embeddings.classifier.hashing import NgramHasher
from embeddings.classifier.weights import LinearWeights, TextClassifier
from embeddings.training.example_kernel import KernelFit, KernelSettings, fit_examples
from embeddings.training.text_examples import SparseMatrix, TextExamples, hash_matrix

Chances = dict[str, FloatArray]
"""P(head) by head, each `(n,) float32`."""


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How strongly each part counts, and how much the weights are held back.

    Attributes:
        hasher: Buckets and n-gram sizes.
        kernel: The fit for use with a vector.
        flag_scale: Factor on the flags in the fit without one.
        c: Inverse strength of the L2 penalty in the fit without a vector.
        folds: Parts in which the fit without a vector is cross-validated.
    """

    hasher: NgramHasher = field(default_factory=NgramHasher)
    kernel: KernelSettings = field(default_factory=KernelSettings)
    flag_scale: float = 0.5
    c: float = 6.0
    folds: int = 5


@dataclass(frozen=True, slots=True)
class FittedText:
    """Weights that wait for their facts, and what they say of texts they have not seen.

    Attributes:
        with_vector: Linear weights beside the examples, on the scale of log-odds.
        examples: What is remembered, on the same scale.
        without_vector: Weights for text and flags alone.
        held_out: For every text P(head) by a fit that never saw its group: with the vector, and without.
        hasher: How texts were hashed.
    """

    with_vector: LinearWeights
    examples: ExampleWeights
    without_vector: LinearWeights
    held_out: tuple[Chances, Chances]
    hasher: NgramHasher

    def classifier(self, facts: Mapping[str, Any]) -> TextClassifier:
        """Return the classifier with its facts (thresholds, counts, date)."""
        return TextClassifier(self.hasher, self.with_vector, self.examples, self.without_vector, dict(facts))


def fit_text_classifier(
    examples: TextExamples, settings: FitSettings, judged: Collection[str] | None = None
) -> FittedText:
    """Fit remembered examples for use with a vector, and one logistic regression per head for use without.

    Needs scikit-learn (the `training` extra). 12,000 texts take about two minutes and 1.2 GB.

    Args:
        examples: Texts with at least one yes and one no for every head.
        settings: How to fit.
        judged: Heads whose held-out answers without a vector are wanted, since each takes `folds` more fits; all
            when None.
    """
    grams = hash_matrix(examples.texts, settings.hasher)
    kernel = fit_examples(examples, grams, settings.kernel)
    slopes, offsets = _to_odds(kernel.held_out, examples)
    heads = tuple(examples.targets)
    matrix = sparse.hstack([grams, sparse.csr_matrix(examples.flags * settings.flag_scale)], format="csr")
    return FittedText(
        _scaled(heads, kernel, slopes, offsets),
        ExampleWeights.of(
            settings.kernel.shape, examples.vectors, examples.flags, (kernel.coefficients * slopes).astype(np.float32)
        ),
        _linear(heads, _fit_heads(matrix, examples, settings.c), settings, examples.flags.shape[1]),
        (
            dict(zip(heads, _chances(kernel.held_out * slopes + offsets).T, strict=True)),
            _out_of_fold(matrix, examples.only(heads if judged is None else judged), settings),
        ),
        settings.hasher,
    )


def _chances(odds: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-odds.astype(np.float64))), dtype=np.float32)


def _to_odds(scores: FloatArray, examples: TextExamples) -> tuple[FloatArray, FloatArray]:
    """Return slope and offset per head that make log-odds of held-out scores.

    Platt 1999, "Probabilistic outputs for support vector machines".
    """
    from sklearn.linear_model import LogisticRegression

    found = []
    for column, target in enumerate(examples.targets.values()):
        model = LogisticRegression(C=100.0).fit(scores[:, [column]], target, sample_weight=examples.weights)
        found.append((model.coef_[0, 0], model.intercept_[0]))
    slopes, offsets = np.array(found, dtype=np.float32).T
    return slopes, offsets


def _scaled(heads: tuple[str, ...], kernel: KernelFit, slopes: FloatArray, offsets: FloatArray) -> LinearWeights:
    return LinearWeights(
        heads,
        (kernel.ngrams * slopes[:, None]).astype(np.float16),
        kernel.flags * slopes[:, None],
        kernel.bias * slopes + offsets,
    )


def _fit_heads(matrix: SparseMatrix, examples: TextExamples, c: float) -> FloatArray:
    """Return `(heads, columns + 1) float32`, the intercept last."""
    from sklearn.linear_model import LogisticRegression

    rows = []
    for target in examples.targets.values():
        model = LogisticRegression(
            C=c, max_iter=200, tol=1e-3, solver="liblinear", intercept_scaling=10.0, random_state=0
        )
        model.fit(matrix, target, sample_weight=examples.weights)
        rows.append(np.concatenate([model.coef_[0], model.intercept_]))
    return np.stack(rows).astype(np.float32)


def _linear(heads: tuple[str, ...], table: FloatArray, settings: FitSettings, flags: int) -> LinearWeights:
    buckets = settings.hasher.buckets
    return LinearWeights(
        heads,
        table[:, :buckets].astype(np.float16),
        table[:, buckets : buckets + flags] * np.float32(settings.flag_scale),
        table[:, -1],
    )


def _out_of_fold(matrix: SparseMatrix, examples: TextExamples, settings: FitSettings) -> Chances:
    """Cross-validate the fit without a vector by groups."""
    from sklearn.model_selection import GroupKFold

    found = np.zeros((len(examples.texts), len(examples.targets)), np.float32)
    splits = GroupKFold(settings.folds, shuffle=True, random_state=0).split(examples.texts, groups=examples.groups)
    for train, test in splits:
        table = _fit_heads(matrix[train], examples.rows(train), settings.c)
        found[test] = _chances(matrix[test] @ table[:, :-1].T + table[:, -1])
    return dict(zip(examples.targets, found.T, strict=True))
