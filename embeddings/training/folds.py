"""Search results for phrasings that the index has not seen."""

import zlib
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
class Stranger:
    """A question that no document answers, and its topic."""

    text: str
    topic: str


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A question and what an index without it finds.

    Attributes:
        id: Of the document that it asks for; None when nothing answers it.
        text: The question.
        result: From the index without it.
        topic: What resembles it has the same: the topic of a stranger, a phrasing itself.
    """

    id: str | None
    text: str
    result: SearchResult
    topic: str


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
    strangers: Sequence[Stranger] = (),
    folds: int = FOLDS,
    limit: int | None = None,
) -> Iterator[HeldOut]:
    """Search every phrasing, and every question that nothing answers, in an index built without it.

    The index of a fold knows nothing of its phrasings: not among the nearest, not in the centroid,
    not in the characters or their rarity, not in the kernel ridge regression. What is fitted on these
    results therefore does not learn to recognise a phrasing by itself. A topic of strangers is held
    out as a whole: questions on one topic resemble each other.

    Args:
        documents: With their phrasings.
        encoder: For texts that the cache lacks.
        vectors: Known vectors.
        settings: As in use.
        strangers: Questions that no document answers.
        folds: How many indexes are built.
        limit: Hits per result; None gives all documents.

    Yields:
        One result per phrasing and per stranger.
    """
    places = [zlib.crc32(stranger.topic.encode()) % folds for stranger in strangers]
    for number, fold in enumerate(split(documents, folds)):
        known = [stranger.text for stranger, place in zip(strangers, places, strict=True) if place != number]
        index = SearchIndex.build([document for document, _ in fold], encoder, vectors, settings, strangers=known)
        most = limit or len(documents)
        for document, texts in fold:
            for text, query in zip(texts, vectors.vectors(encoder, "query", texts), strict=True):
                yield HeldOut(document.id, text, index.search(text, vector=query, limit=most), text)
        out = [stranger for stranger, place in zip(strangers, places, strict=True) if place == number]
        for item, query in zip(out, vectors.vectors(encoder, "query", [item.text for item in out]), strict=True):
            yield HeldOut(None, item.text, index.search(item.text, vector=query, limit=most), item.topic)
