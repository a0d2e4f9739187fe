"""Texts and vectors in the shape that every encoder needs."""

import numpy as np

from embeddings.arrays import FloatArray


def encodable(text: str) -> str:
    """The text without what C strings and UTF-8 cannot hold (NUL, lone surrogates)."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def normalised(vectors: FloatArray) -> FloatArray:
    """Rows scaled to length 1.

    Args:
        vectors: ``(n, d) float32``.

    Returns:
        ``(n, d) float32, L2-normalised``; a row of zeros stays zero.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, np.float32(1e-12)), dtype=np.float32)
