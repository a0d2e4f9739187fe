"""Vectors that travel with content, so that a first start encodes nothing."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from embeddings.documents import Document
from embeddings.encoders.protocol import Encoder
from embeddings.index.build import Progress, encode_missing, texts_to_encode
from embeddings.index.vector_cache import VectorCache


def ship_vectors(
    documents: Sequence[Document],
    encoder: Encoder,
    file: Path,
    progress: Progress | None = None,
    strangers: Sequence[str] = (),
) -> int:
    """Write a vector file for documents: one that exists is completed, and rid of what is not needed.

    Args:
        documents: All that the file must serve.
        encoder: Makes what the file lacks.
        file: A file for ``VectorCache(shipped=[file])``.
        progress: Called with (texts encoded, texts to encode).
        strangers: Questions that no document answers, which the file must serve too.

    Returns:
        How many vectors the file holds.

    Raises:
        OSError: The file cannot be written.
    """
    cache = VectorCache(file)
    encode_missing(documents, encoder, cache, progress, strangers)
    cache.save(only_used=True)
    return len(VectorCache(file))


def worst_deviation(
    documents: Sequence[Document], encoder: Encoder, file: Path, sample: int, strangers: Sequence[str] = ()
) -> float:
    """How far shipped vectors are from freshly made ones.

    Args:
        documents: Whose texts to check, spread evenly over all of them.
        encoder: Makes the fresh vectors.
        file: The shipped file.
        sample: How many texts of each role to encode.
        strangers: Questions that no document answers, which the file serves too.

    Returns:
        1 minus the smallest cosine found; 2.0 when a text has no vector in the file. Rounding to 8
        bits gives less than 0.001.
    """
    cache = VectorCache(shipped=[file])
    worst = 0.0
    for role, texts in texts_to_encode(documents, strangers):
        chosen = texts[:: max(1, len(texts) // sample)][:sample]
        fresh = encoder.encode_queries(chosen) if role == "query" else encoder.encode_passages(chosen)
        for text, vector in zip(chosen, fresh, strict=True):
            shipped = cache.get(encoder.fingerprint, role, text)
            if shipped is None:
                return 2.0
            worst = max(worst, 1.0 - float(np.dot(shipped, vector)))
    return worst
