"""TF-IDF over character n-grams or words, on scipy.sparse.

scikit-learn has the same, at 1.4 s of import and 70 MB of memory in every process that answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from embeddings.arrays import FloatArray, IntArray
from embeddings.lexical.ngrams import CodeArray, text_codes
from embeddings.lexical.stems import stem_codes

Sizes = tuple[int, int]
"""Shortest and longest character n-gram; ``WORDS`` for whole words."""

WORDS: Sizes = (0, 0)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of a collection with their rarity.

    Attributes:
        sizes: What a term is.
        codes: ``(v,) uint32``, ascending: the CRC-32 codes of the terms.
        idf: ``(v,) float32``: smoothed inverse document frequency, ``ln((1 + n) / (1 + df)) + 1``.
    """

    sizes: Sizes
    codes: CodeArray
    idf: FloatArray

    @classmethod
    def fit(cls, texts: Sequence[str], sizes: Sizes) -> "Vocabulary":
        """Count in how many texts each term occurs."""
        per_text = [np.unique(_terms(text, sizes)) for text in texts]
        every = np.concatenate(per_text) if per_text else np.zeros(0, dtype=np.uint32)
        codes, frequency = np.unique(every, return_counts=True)
        idf = np.log((1 + len(texts)) / (1 + frequency)) + 1
        return cls(sizes, codes, idf.astype(np.float32))

    def weigh(self, text: str) -> tuple[IntArray, FloatArray]:
        """One text as a sparse vector of length 1.

        Term frequencies are damped (``1 + ln tf``), so that a repeated word does not drown the rest.

        Args:
            text: Any text.

        Returns:
            ``(m,) int64`` columns, ascending, and ``(m,) float32`` weights; both empty when no
            term of the text is known.
        """
        codes, counts = np.unique(_terms(text, self.sizes), return_counts=True)
        if not len(self.codes):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        columns = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        known = self.codes[columns] == codes
        columns, counts = columns[known], counts[known]
        weights = (1 + np.log(counts)).astype(np.float32) * self.idf[columns]
        length = float(np.linalg.norm(weights))
        return columns.astype(np.int64), weights / np.float32(length or 1.0)

    def matrix(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Texts as rows, ``(len(texts), v) float32``, each row of length 1 (or empty)."""
        weighed = [self.weigh(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in weighed)])
        columns = np.concatenate([np.zeros(0, dtype=np.int64), *(c for c, _ in weighed)])
        weights = np.concatenate([np.zeros(0, dtype=np.float32), *(w for _, w in weighed)])
        shape = (len(weighed), len(self.codes))
        return sparse.csr_matrix((weights, columns.astype(np.int32), ends.astype(np.int32)), shape=shape)


@dataclass(frozen=True, slots=True)
class Postings:
    """Texts, searchable by shared terms.

    Attributes:
        vocabulary: The terms.
        matrix: ``(v, texts) float32``: for every term the texts that have it, with its weight.
    """

    vocabulary: Vocabulary
    matrix: sparse.csr_matrix

    @classmethod
    def of(cls, vocabulary: Vocabulary, texts: Sequence[str]) -> "Postings":
        """Index texts."""
        return cls(vocabulary, vocabulary.matrix(texts).T.tocsr())

    def scores(self, query: sparse.csr_matrix) -> FloatArray:
        """Cosine of a ``(1, v)`` query with every text, ``(texts,) float32``."""
        return np.asarray((query @ self.matrix).toarray()[0], dtype=np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything needed to make this again, by name."""
        return {
            "sizes": np.array(self.vocabulary.sizes),
            "codes": self.vocabulary.codes,
            "idf": self.vocabulary.idf,
            "data": self.matrix.data,
            "indices": self.matrix.indices,
            "indptr": self.matrix.indptr,
            "texts": np.array(self.matrix.shape[1]),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "Postings":
        """The inverse of :meth:`arrays`.

        Raises:
            KeyError: An array is missing.
            ValueError: Arrays contradict each other.
        """
        shortest, longest = (int(size) for size in arrays["sizes"])
        vocabulary = Vocabulary((shortest, longest), arrays["codes"], arrays["idf"])
        matrix = sparse.csr_matrix(
            (arrays["data"], arrays["indices"], arrays["indptr"]),
            shape=(len(vocabulary.codes), int(arrays["texts"])),
        )
        return cls(vocabulary, matrix)


def _terms(text: str, sizes: Sizes) -> CodeArray:
    return stem_codes(text) if sizes == WORDS else text_codes(text, *sizes)
