"""What a reranker is."""

from collections.abc import Sequence
from typing import Protocol

from embeddings.arrays import FloatArray


class Reranker(Protocol):
    """Says how well texts answer a question; only the order of its scores means something."""

    def scores(self, question: str, texts: Sequence[str]) -> FloatArray:
        """One score per text, ``(len(texts),) float32``; higher is better."""
        ...
