"""Search results for phrasings that the index has not seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from embeddings.documents import Document
from embeddings.encoders.protocol import Encoder
from embeddings.index.search_index import SearchIndex, SearchResult
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings

FOLDS = 10
SEED = 20240501


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A phrasing, the document it asks for, and what an index without it finds."""

    id: str
    text: str
    result: SearchResult


def split(documents: Sequence[Document], folds: int) -> list[list[tuple[Document, tuple[str, ...]]]]:
    """Divide each document's phrasings over folds.

    Args:
        documents: With phrasings.
        folds: How many parts.

    Returns:
        For every fold, for every document: the document without the fold's phrasings, and those.
        A document keeps at least one phrasing.
    """
    random = np.random.default_rng(SEED)
    parts: list[list[tuple[Document, tuple[str, ...]]]] = [[] for _ in range(folds)]
    for document in documents:
        shuffled = [document.phrasings[int(i)] for i in random.permutation(len(document.phrasings))]
        offset = int(random.integers(folds))
        for fold in range(folds):
            out = tuple(text for place, text in enumerate(shuffled) if (place + offset) % folds == fold)
            kept = tuple(text for text in document.phrasings if text not in out)
            parts[fold].append((replace(document, phrasings=kept), out) if kept else (document, ()))
    return parts


def held_out_results(
    documents: Sequence[Document],
    encoder: Encoder,
    vectors: VectorCache,
    settings: IndexSettings,
    *,
    folds: int = FOLDS,
    limit: int = 10,
) -> Iterator[HeldOut]:
    """Search every phrasing in an index that was built without it.

    The index of a fold knows nothing of its phrasings: not among the nearest, not in the centroid,
    not in the characters or their rarity, not in the kernel ridge regression. What is fitted on these
    results therefore does not learn to recognise a phrasing by itself.

    Args:
        documents: With their phrasings.
        encoder: For texts that the cache lacks.
        vectors: Known vectors.
        settings: As in use.
        folds: How many indexes are built.
        limit: Hits per result.

    Yields:
        One result per phrasing.
    """
    for fold in split(documents, folds):
        index = SearchIndex.build([document for document, _ in fold], encoder, vectors, settings)
        for document, texts in fold:
            queries = vectors.vectors(encoder, "query", texts)
            for text, query in zip(texts, queries, strict=True):
                yield HeldOut(document.id, text, index.search(text, vector=query, limit=limit))
