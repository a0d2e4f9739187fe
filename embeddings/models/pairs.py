"""Which phrasings are kept apart to measure on, and which pairs are trained on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from embeddings.documents import Document, body_text, fact_texts
from embeddings.lexical.ngrams import words

ALIKE = 0.5
"""Share of letter triples in common (Jaccard) from which two phrasings of a document are near-duplicates."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A phrasing and the id of the document that it asks for."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Split:
    """Phrasings to train on, and phrasings to measure on.

    Attributes:
        documents: With the phrasings to train on; each document keeps at least one.
        held_out: Phrasings that resemble none of those, by the rule of :func:`groups`.
    """

    documents: tuple[Document, ...]
    held_out: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together.

    Attributes:
        id: Of the document.
        query: A phrasing.
        other: Another phrasing, or a text of the document.
        is_passage: Whether the other is a text of the document.
    """

    id: str
    query: str
    other: str
    is_passage: bool


def groups(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Texts with their near-duplicates: what resembles one of a group is in it."""
    pieces = [_triples(text) for text in texts]
    group = list(range(len(texts)))
    for first in range(len(texts)):
        for second in range(first + 1, len(texts)):
            if group[first] != group[second] and _alike(pieces[first], pieces[second]):
                kept, gone = group[first], group[second]
                group = [kept if number == gone else number for number in group]
    found: dict[int, list[str]] = {}
    for number, text in zip(group, texts, strict=True):
        found.setdefault(number, []).append(text)
    return [tuple(members) for members in found.values()]


def split(documents: Sequence[Document], share: float, seed: int) -> Split:
    """Keep a share of each document's phrasings apart, near-duplicates together.

    Args:
        documents: With phrasings.
        share: Of the phrasings, from 0 to 1; a document with few may have none kept apart.
        seed: The same seed gives the same split.
    """
    random = np.random.default_rng(seed)
    kept: list[Document] = []
    held_out: list[Asked] = []
    for document in sorted(documents, key=lambda document: document.id):
        out: set[str] = set()
        parts = groups(document.phrasings)
        wanted = share * len(document.phrasings)
        for place in random.permutation(len(parts)).tolist():
            taken = len(out) + len(parts[place])
            # A group is taken when it is not much too large, and something stays to train on.
            if len(out) < wanted and taken <= wanted + 1 and taken < len(document.phrasings):
                out.update(parts[place])
        kept.append(replace(document, phrasings=tuple(text for text in document.phrasings if text not in out)))
        held_out += [Asked(document.id, text) for text in document.phrasings if text in out]
    return Split(tuple(kept), tuple(held_out))


def batches(documents: Sequence[Document], size: int, seed: int) -> Iterator[list[Pair]]:
    """One epoch of pairs: each phrasing once, with a text of its document or another phrasing, as often as not.

    No two pairs of a batch are of one document, because each counts as a wrong answer for the other.

    Args:
        documents: With phrasings.
        size: Pairs in a batch; the last ones may be smaller, but have at least two.
        seed: Another one for every epoch.
    """
    random = np.random.default_rng(seed)
    shuffled = [(document, random.permutation(len(document.phrasings)).tolist()) for document in documents]
    for turn in range(max(len(order) for _, order in shuffled)):
        there = [(document, order[turn]) for document, order in shuffled if turn < len(order)]
        mixed = [there[place] for place in random.permutation(len(there)).tolist()]
        for start in range(0, len(mixed), size):
            batch = [_pair(document, place, random) for document, place in mixed[start : start + size]]
            if len(batch) > 1:
                yield batch


def _pair(document: Document, place: int, random: np.random.Generator) -> Pair:
    query = document.phrasings[place]
    others = [text for text in document.phrasings if text != query]
    if others and random.random() < 0.5:
        return Pair(document.id, query, others[int(random.integers(len(others)))], is_passage=False)
    passages = [body_text(document), *fact_texts(document)]
    return Pair(document.id, query, passages[int(random.integers(len(passages)))], is_passage=True)


def _triples(text: str) -> frozenset[str]:
    spaced = f" {' '.join(words(text))} "
    return frozenset(spaced[place : place + 3] for place in range(len(spaced) - 2))


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    together = len(first | second)
    return not together or len(first & second) >= ALIKE * together
