"""The part of a classifier that remembers labelled examples: a kernel over vectors and flags."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray


@dataclass(frozen=True, slots=True)
class KernelShape:
    """How alike two examples are.

    Chosen on held-out sentences on danger, docs/decisions/danger-in-two-layers.md has the comparison.

    Attributes:
        dense: Exponent of the vector cosine. E5's cosines lie close together, a high exponent pulls them apart.
        flags: What each differing flag takes from the exponent: a sentence on the past tells little about one on now.
    """

    dense: float = 8.0
    flags: float = 0.1

    def similarities(
        self,
        vectors: FloatArray,
        flags: FloatArray,
        other_vectors: FloatArray,
        other_flags: FloatArray,
        squares: FloatArray | None = None,
    ) -> FloatArray:
        """Return ``exp(dense * (cosine - 1) - flags * |difference of flags|^2)``.

        Args:
            vectors: `(n, d) float32`, L2-normalised.
            flags: `(n, f) float32`.
            other_vectors: `(m, d) float32`, L2-normalised.
            other_flags: `(m, f) float32`.
            squares: :func:`sums_of_squares` of `flags` where they are known, `(n,) float32`.

        Returns:
            `(n, m) float32`, 1 for equal ones.
        """
        exponent = vectors @ other_vectors.T
        exponent -= np.float32(1)
        exponent *= np.float32(self.dense)
        own = sums_of_squares(flags) if squares is None else squares
        apart = own[:, None] + sums_of_squares(other_flags)[None] - 2 * (flags @ other_flags.T)
        exponent -= np.float32(self.flags) * apart
        return np.asarray(np.exp(exponent, out=exponent), dtype=np.float32)


def sums_of_squares(rows: FloatArray) -> FloatArray:
    """The squared length of each row, `(n,) float32`."""
    return np.asarray(np.square(rows).sum(axis=1), dtype=np.float32)


@dataclass(frozen=True)
class ExampleWeights:
    """Labelled examples and how each speaks for each head.

    Attributes:
        shape: The kernel.
        codes: `(n, d) int8`, vectors with the largest value at 127; a byte per dimension instead of four.
        flags: `(n, f) float32`.
        coefficients: `(n, heads) float32`.
    """

    shape: KernelShape
    codes: NDArray[np.int8]
    flags: FloatArray
    coefficients: FloatArray

    @classmethod
    def of(
        cls, shape: KernelShape, vectors: FloatArray, flags: FloatArray, coefficients: FloatArray
    ) -> "ExampleWeights":
        """Take examples as they are fitted.

        Args:
            shape: The kernel.
            vectors: `(n, d) float32`, L2-normalised.
            flags: `(n, f) float32`.
            coefficients: `(n, heads) float32`.
        """
        largest = np.abs(vectors).max(axis=1, keepdims=True)
        codes = np.round(vectors * (127 / np.where(largest > 0, largest, 1))).astype(np.int8)
        return cls(shape, codes, flags, coefficients)

    @cached_property
    def vectors(self) -> FloatArray:
        """`(n, d) float32`, L2-normalised."""
        vectors = self.codes.astype(np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1)
        return vectors

    @cached_property
    def squares(self) -> FloatArray:
        """Squared lengths of the flags, `(n,) float32`: a third of the time of a judgement went into these."""
        return sums_of_squares(self.flags)

    @property
    def size(self) -> int:
        """Length of a vector."""
        return int(self.codes.shape[1])

    def scores(self, vector: FloatArray, flags: FloatArray) -> FloatArray:
        """Return what the examples say of one text, `(heads,) float32`.

        Args:
            vector: `(d,) float32`, L2-normalised.
            flags: `(f,) float32`.
        """
        alike = self.shape.similarities(self.vectors, self.flags, vector[None], flags[None], self.squares)[:, 0]
        return np.asarray(alike @ self.coefficients, dtype=np.float32)

    def fits(self, heads: int, flags: int) -> bool:
        """Say whether the arrays belong together and hold numbers."""
        count = len(self.codes)
        return (
            self.codes.ndim == 2
            and self.codes.dtype == np.int8
            and self.flags.shape == (count, flags)
            and self.coefficients.shape == (count, heads)
            and bool(np.isfinite(self.flags).all())
            and bool(np.isfinite(self.coefficients).all())
        )
