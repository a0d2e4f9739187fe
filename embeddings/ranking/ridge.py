"""Kernel ridge regression from texts to documents.

Every phrasing, title and passage is a training example whose target is 1 for its own document and 0 for
the others. The answer for a query is close to the probability of each document and weighs all examples at once, where
the nearest few see only themselves. It is fitted in closed form while the index is built, needs no
training library, and answers with one product of the similarities that the index computes anyway.
Also known as a least-squares support vector machine (Suykens & Vandewalle 1999,
https://doi.org/10.1023/A:1018628609742) or as the mean of a Gaussian process (Rasmussen & Williams 2006,
chapter 2, https://gaussianprocess.org/gpml/).
"""

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from embeddings.arrays import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class RidgeSettings:
    """How phrasings are compared and how much they are trusted.

    The values were chosen by cross-validation over phrasings, see
    docs/decisions/retrieval-ranking.md.

    Attributes:
        dense: Exponent of the vector cosine. E5's cosines lie close together, a high exponent pulls
            them apart.
        lexical: Exponent of the character cosine.
        penalty: Added to the diagonal: higher trusts single texts less.
    """

    dense: float = 8.0
    lexical: float = 0.5
    penalty: float = 0.1


def kernel(dense: FloatArray, lexical: FloatArray, settings: RidgeSettings) -> FloatArray:
    """Similarity of texts, ``exp(dense * (cosine - 1) + lexical * (character cosine - 1))``.

    A product of two kernels: texts are alike when both their meaning and their characters are. A sum
    of the two did as well on average, but less on the first place.

    Args:
        dense: Cosines of vectors, any shape, float32.
        lexical: Cosines of character n-grams, the same shape.
        settings: Shape of the kernel.

    Returns:
        The same shape, float32, 1 for equal texts.
    """
    exponent = np.float32(settings.dense) * (dense - np.float32(1))
    exponent += np.float32(settings.lexical) * (lexical - np.float32(1))
    return np.asarray(np.exp(exponent, out=exponent), dtype=np.float32)


def fit(similarities: FloatArray, owners: IntArray, documents: int, settings: RidgeSettings) -> FloatArray:
    """Coefficients of every example for every document.

    Args:
        similarities: ``(n, n) float32``, the kernel between all examples; overwritten. Only its upper half
            is read.
        owners: ``(n,) int64``, the document of each example.
        documents: How many documents there are.
        settings: The penalty.

    Returns:
        ``(n, documents) float32``; the score of a query is ``kernel(query, examples) @ coefficients``.
    """
    targets = one_hot(owners, documents)
    similarities[np.diag_indices_from(similarities)] += np.float32(settings.penalty)
    # The transpose of a symmetric matrix is itself, and has the order that LAPACK can overwrite.
    factor = linalg.cho_factor(similarities.T, lower=True, overwrite_a=True, check_finite=False)
    solved = linalg.cho_solve(factor, targets, overwrite_b=True, check_finite=False)
    return np.asarray(solved, dtype=np.float32)


def extend(
    own: FloatArray, shared: FloatArray, before: FloatArray, owners: IntArray, settings: RidgeSettings
) -> FloatArray:
    """Coefficients of a few new examples beside those that were fitted before, which stay as they are.

    One step of block Gauss-Seidel on the system that :func:`fit` solves: exact for the new examples, while what they
    change for the old ones is left to the next fit (Golub & Van Loan, Matrix Computations, 4th ed., section 11.2).

    Args:
        own: ``(m, m) float32``, the kernel between the new examples; overwritten.
        shared: ``(m, n) float32``, the kernel between the new examples and the old ones.
        before: ``(n, documents) float32``, the coefficients of the old ones.
        owners: ``(m,) int64``, the document of each new example.
        settings: The penalty.

    Returns:
        ``(m, documents) float32``.
    """
    residual = one_hot(owners, before.shape[1]) - shared @ before
    own[np.diag_indices_from(own)] += np.float32(settings.penalty)
    return np.asarray(linalg.solve(own, residual, assume_a="pos", check_finite=False), dtype=np.float32)


def one_hot(owners: IntArray, documents: int) -> FloatArray:
    """Targets: ``(n, documents) float32``, 1 for the document of each example."""
    targets = np.zeros((len(owners), documents), dtype=np.float32)
    targets[np.arange(len(owners)), owners] = 1
    return targets
