"""A small encoder without a model, for tests: equal texts near, different texts far."""

import zlib
from collections.abc import Sequence

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.encoders.cleaning import encodable, normalised


class DeterministicEncoder:
    """Signed hashing of words and three-letter pieces (Weinberger et al. 2009, arXiv:0902.2206).

    The same on every machine and in every process (CRC-32, not Python's salted ``hash``).
    """

    query_prefix = ""
    passage_prefix = ""

    def __init__(self, dimension: int = 64) -> None:
        """Make an encoder.

        Args:
            dimension: Length of the vectors.
        """
        self.dimension = dimension
        self.fingerprint = f"deterministic-1/{dimension}"

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what people ask: ``(len(texts), dimension) float32, L2-normalised``."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what documents say: ``(len(texts), dimension) float32, L2-normalised``."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # A constant part, so that no vector is zero and all cosines lie as close together as E5's do.
        vectors[:, 0] = 1.0
        for row, text in enumerate(texts):
            for piece in _pieces(encodable(text)):
                code = zlib.crc32(piece.encode())
                vectors[row, code % self.dimension] += 1.0 if code & 0x40000000 else -1.0
        # Pieces can cancel out to nothing; such a text gets the constant vector.
        vectors[~vectors.any(axis=1), 0] = 1.0
        return normalised(vectors)


def _pieces(text: str) -> list[str]:
    words = text.lower().split()
    return [piece for word in words for piece in (word, *(word[i : i + 3] for i in range(len(word) - 2)))]
