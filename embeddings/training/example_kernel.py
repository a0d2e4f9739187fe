"""Fit remembered examples: kernel ridge regression, with every held-out answer in closed form.

The kernel is the one of `embeddings.classifier.examples` plus a linear one over n-grams and flags; the linear part
becomes ordinary weights, so that only vectors and flags of the examples are kept. Also known as a least-squares
support vector machine (Suykens & Vandewalle 1999, https://doi.org/10.1023/A:1018628609742) or as the mean of a
Gaussian process (Rasmussen & Williams 2006, chapter 2, https://gaussianprocess.org/gpml/).
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import linalg

from embeddings.arrays import FloatArray, IntArray
from embeddings.classifier.examples import KernelShape
from embeddings.training.text_examples import SparseMatrix, TextExamples

_BLOCK = 1000
"""Rows of the kernel that are made at a time; keeps the peak near one matrix."""


@dataclass(frozen=True, slots=True)
class KernelSettings:
    """Shape of the kernel and trust in single examples.

    Attributes:
        shape: The part that remembers examples.
        ngrams: Weight of the linear kernel over n-grams (characters and words, each of length 1).
        flags: Weight of the linear kernel over flags.
        constant: Weight of the constant kernel, which is the intercept.
        penalty: Added to the diagonal, divided by the weight of an example: higher trusts single examples less.
    """

    shape: KernelShape = field(default_factory=KernelShape)
    ngrams: float = 0.3
    flags: float = 0.1
    constant: float = 0.1
    penalty: float = 0.1


@dataclass(frozen=True, slots=True)
class KernelFit:
    """What came out.

    Attributes:
        coefficients: `(n, heads) float32`, by example.
        ngrams: `(heads, buckets) float32`.
        flags: `(heads, flags) float32`.
        bias: `(heads,) float32`.
        held_out: `(n, heads) float32`: the score of each example by a fit without its whole group.
    """

    coefficients: FloatArray
    ngrams: FloatArray
    flags: FloatArray
    bias: FloatArray
    held_out: FloatArray


def fit_examples(examples: TextExamples, grams: SparseMatrix, settings: KernelSettings) -> KernelFit:
    """Fit scores near 1 for yes and 0 for no.

    The answer for a group that is left out needs no second fit: it is ``y - (K^-1)_gg^-1 (K^-1 y)_g``, with K the
    kernel with its penalty (Rasmussen & Williams 2006, section 5.4.2, for one example; the block form is the same).

    Args:
        examples: At least one.
        grams: Their n-grams, `(n, buckets) float32`.
        settings: Kernel and penalty.
    """
    targets = np.stack(list(examples.targets.values()), axis=1).astype(np.float32)
    matrix = _matrix(examples, grams, settings)
    matrix[np.diag_indices_from(matrix)] += np.float32(settings.penalty) / examples.weights
    # The transpose of a symmetric matrix is itself, and has the order that LAPACK can overwrite.
    factor, _ = linalg.cho_factor(matrix.T, lower=True, overwrite_a=True, check_finite=False)
    coefficients = linalg.cho_solve((factor, True), targets, check_finite=False)
    inverse, failed = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    if failed:
        raise linalg.LinAlgError(f"the kernel cannot be inverted (LAPACK says {failed}); raise the penalty")
    held_out = targets - _left_out(inverse, coefficients, examples.groups)
    return KernelFit(
        coefficients.astype(np.float32),
        np.asarray((grams.T @ coefficients).T, dtype=np.float32) * np.float32(settings.ngrams),
        np.asarray(coefficients.T @ examples.flags, dtype=np.float32) * np.float32(settings.flags),
        coefficients.sum(axis=0).astype(np.float32) * np.float32(settings.constant),
        held_out.astype(np.float32),
    )


def _matrix(examples: TextExamples, grams: SparseMatrix, settings: KernelSettings) -> FloatArray:
    count = len(examples.texts)
    matrix = np.empty((count, count), dtype=np.float32)
    for start in range(0, count, _BLOCK):
        rows = slice(start, start + _BLOCK)
        part = settings.shape.similarities(
            examples.vectors[rows], examples.flags[rows], examples.vectors, examples.flags
        )
        part += np.float32(settings.flags) * (examples.flags[rows] @ examples.flags.T)
        part += np.float32(settings.ngrams) * (grams[rows] @ grams.T).toarray()
        matrix[rows] = part + np.float32(settings.constant)
    return matrix


def _left_out(inverse: FloatArray, coefficients: FloatArray, groups: IntArray) -> FloatArray:
    """Return for each example target minus held-out score, `(n, heads)`; only the lower triangle is read."""
    found = coefficients / inverse.diagonal()[:, None]
    order = np.argsort(groups, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
        if len(members) > 1:
            lower, upper = np.maximum.outer(members, members), np.minimum.outer(members, members)
            found[members] = linalg.solve(inverse[lower, upper], coefficients[members], assume_a="pos")
    return np.asarray(found)
