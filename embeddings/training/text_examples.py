"""Labelled texts as the fits of `embeddings.classifier` take them, and which of them resemble each other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from embeddings.arrays import FloatArray, IntArray
from embeddings.classifier.hashing import NgramHasher

BoolArray = NDArray[np.bool_]
SparseMatrix = sparse.csr_matrix
_BLOCK = 500
"""Texts compared with all others at a time."""


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

    def only(self, heads: Collection[str]) -> "TextExamples":
        """Return the same texts with some of the heads."""
        return replace(self, targets={head: target for head, target in self.targets.items() if head in heads})


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
    across = matrix.T.tocsr()
    # In blocks: nearly every two texts share some n-gram, and all products of 13,000 texts together take 5 GB.
    blocks = [(matrix[start : start + _BLOCK] @ across) / 2 >= likeness for start in range(0, matrix.shape[0], _BLOCK)]
    graph = sparse.vstack(blocks, format="csr")
    return sparse.csgraph.connected_components(graph, directed=False)[1].astype(np.int64)
