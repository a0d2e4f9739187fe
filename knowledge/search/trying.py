"""Whether a question would find an entry as somebody is writing it, beside how it is found now."""

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.index.trial import Look
from embeddings.index.vector_cache import VectorCache
from knowledge.entries.model import Entry
from knowledge.search.base import KnowledgeBase
from knowledge.search.indexed import IndexedBase
from knowledge.search.live import LiveBase
from knowledge.search.published import Published, documents
from knowledge.search.query import clean


@dataclass(frozen=True, slots=True)
class Tried:
    """An entry for a question.

    Attributes:
        rank: Its place, from 1.
        look: What in it is near the question.
    """

    rank: int
    look: Look


def tried(question: str, entries: Sequence[Entry], base: KnowledgeBase, vectors: VectorCache) -> list[Tried | None]:
    """Try forms of an entry.

    Args:
        question: Redacted.
        entries: As it is being written, as it is published.
        base: What is published; the rank is among its entries.
        vectors: Known vectors; gets the new ones.

    Returns:
        What would be found, for each form; None when the question holds no words or the search has no index of its own.
    """
    newest = base.newest if isinstance(base, LiveBase) else base
    text = newest.glossary.expand(clean(question)) if isinstance(newest, IndexedBase) else ""
    if not isinstance(newest, IndexedBase) or not text.strip():
        return [None for _ in entries]
    found = newest.index.search(text, limit=len(newest.index.ids))
    trials = []
    for entry in entries:
        (document,) = documents({entry.slug: Published(entry, 0, confirmed=True)})
        trials.append(newest.index.trial(text, document, vectors, found))
    return [Tried(trial.rank, trial.look) for trial in trials]
