"""Fit the classifiers of `embeddings.classifier`; scikit-learn is imported only when a function runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from embeddings.arrays import FloatArray, IntArray
from embeddings.classifier.hashing import NgramHasher
from embeddings.classifier.weights import LinearWeights, TextClassifier

BoolArray = NDArray[np.bool_]
SparseMatrix = sparse.csr_matrix


@dataclass(frozen=True, slots=True)
class TextExamples:
    """Labelled texts, ready to fit on.

    Attributes:
        texts: Normalised texts.
        flags: `(n, flags) float32`.
        vectors: `(n, d) float32`, L2-normalised.
        targets: For each head whether each text answers it with yes, `(n,) bool`.
        weights: How much each text counts, `(n,) float32`.
        groups: Texts that resemble each other share a number, `(n,) int64`.
    """

    texts: Sequence[str]
    flags: FloatArray
    vectors: FloatArray
    targets: Mapping[str, BoolArray]
    weights: FloatArray
    groups: IntArray

    def rows(self, rows: IntArray) -> "TextExamples":
        """Return some of the examples."""
        return TextExamples(
            [self.texts[row] for row in rows],
            self.flags[rows],
            self.vectors[rows],
            {head: target[rows] for head, target in self.targets.items()},
            self.weights[rows],
            self.groups[rows],
        )


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How strongly each block counts, and how much the weights are held back.

    Attributes:
        hasher: Buckets and n-gram sizes.
        ngram_scale: Factor on the n-gram block.
        flag_scale: Factor on the flags.
        dense_scale: Factor on the centred vector.
        c: Inverse strength of the L2 penalty.
    """

    hasher: NgramHasher = field(default_factory=NgramHasher)
    ngram_scale: float = 1.0
    flag_scale: float = 0.5
    dense_scale: float = 4.0
    c: float = 6.0


def hash_matrix(texts: Sequence[str], hasher: NgramHasher) -> SparseMatrix:
    """Return the hashed n-grams as a `(n, buckets) float32` CSR matrix."""
    hashed = [hasher.hash(text) for text in texts]
    indptr = np.cumsum([0, *(len(item.indices) for item in hashed)])
    indices = np.concatenate([item.indices for item in hashed])
    values = np.concatenate([item.values for item in hashed])
    return sparse.csr_matrix((values, indices, indptr), shape=(len(texts), hasher.buckets))


def near_groups(texts: Sequence[str], hasher: NgramHasher, likeness: float = 0.5) -> IntArray:
    """Group texts that share much of their wording, so that near-minimal pairs stay in one fold.

    Args:
        texts: Normalised texts.
        hasher: How they are hashed.
        likeness: Mean cosine of the two n-gram blocks from which two texts belong together.

    Returns:
        `(n,) int64` group numbers (connected components of the likeness graph).
    """
    matrix = hash_matrix(texts, hasher)
    graph = (matrix @ matrix.T) / 2 >= likeness
    return sparse.csgraph.connected_components(graph, directed=False)[1].astype(np.int64)


def fit_text_classifier(examples: TextExamples, settings: FitSettings, facts: Mapping[str, Any]) -> TextClassifier:
    """Fit one logistic regression per head, with the vector and without.

    Needs scikit-learn (the `training` extra).
    """
    grams = hash_matrix(examples.texts, settings.hasher) * settings.ngram_scale
    flags = sparse.csr_matrix(examples.flags * settings.flag_scale)
    mean = examples.vectors.mean(axis=0)
    dense = sparse.csr_matrix((examples.vectors - mean) * settings.dense_scale)
    sets = []
    for blocks in ([grams, flags, dense], [grams, flags]):
        matrix = sparse.hstack(blocks, format="csr")
        rows = [_fit_head(matrix, target, examples.weights, settings.c) for target in examples.targets.values()]
        sets.append(_weights(tuple(examples.targets), rows, settings, examples.flags.shape[1], mean))
    return TextClassifier(settings.hasher, sets[0], sets[1], dict(facts))


def _fit_head(matrix: SparseMatrix, target: BoolArray, weights: FloatArray, c: float) -> FloatArray:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=c, max_iter=200, tol=1e-3, solver="liblinear", intercept_scaling=10.0, random_state=0)
    model.fit(matrix, target, sample_weight=weights)
    return np.concatenate([model.coef_[0], model.intercept_]).astype(np.float32)


def _weights(
    heads: tuple[str, ...], rows: list[FloatArray], settings: FitSettings, flags: int, mean: FloatArray
) -> LinearWeights:
    table = np.stack(rows)
    buckets = settings.hasher.buckets
    dense = table[:, buckets + flags : -1] * settings.dense_scale
    bias = table[:, -1] - (dense @ mean if dense.shape[1] else np.float32(0))
    return LinearWeights(
        heads,
        (table[:, :buckets] * settings.ngram_scale).astype(np.float16),
        table[:, buckets : buckets + flags] * settings.flag_scale,
        dense,
        bias.astype(np.float32),
    )


def out_of_fold(
    examples: TextExamples, settings: FitSettings, folds: int
) -> tuple[dict[str, FloatArray], dict[str, FloatArray]]:
    """Cross-validate by groups; return P(head) for every text by a model that never saw its group.

    Returns:
        Probabilities with the vector, and without; each `(n,) float32` per head.
    """
    from sklearn.model_selection import GroupKFold

    names = list(examples.targets)
    found = [{head: np.zeros(len(examples.texts), np.float32) for head in names} for _ in range(2)]
    splits = GroupKFold(folds, shuffle=True, random_state=0).split(examples.texts, groups=examples.groups)
    for train, test in splits:
        model = fit_text_classifier(examples.rows(train), settings, {})
        for row in test:
            for place, vector in enumerate((examples.vectors[row], None)):
                judged = model.probabilities(examples.texts[row], examples.flags[row], vector)
                for head in names:
                    found[place][head][row] = judged[head]
    return found[0], found[1]
