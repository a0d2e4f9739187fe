"""The questions and statements of an index, in the order of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np

from embeddings.arrays import IntArray
from embeddings.documents import Document, asked_texts, statements

STRANGER = ""
"""Stands for the document of a question that no document answers."""


@dataclass(frozen=True, slots=True)
class Examples:
    """First all phrasings, those of one document side by side, then all statements, then the strangers.

    Attributes:
        texts: The ``p + s + z`` texts.
        owners: ``(p + s + z,) int64``: the row of the document of each, the number of documents for a stranger.
        phrasing_starts: ``(n + 1,) int64``: the phrasings of document i go from ``[i]`` up to ``[i + 1]``.
        stranger_start: The first stranger, ``p + s``.
        phrasings: ``p``.
    """

    texts: list[str]
    owners: IntArray
    phrasing_starts: IntArray
    stranger_start: int
    phrasings: int

    @classmethod
    def of(cls, ordered: Sequence[Document], strangers: Sequence[str]) -> "Examples":
        """Lay out the examples of documents in order of id."""
        asked = [asked_texts(document) for document in ordered]
        stated = [statements(document) for document in ordered]
        known = [*chain.from_iterable(asked), *chain.from_iterable(stated)]
        count = len(ordered)
        owners = np.repeat(
            [*range(count), *range(count), count], [len(texts) for texts in (*asked, *stated, strangers)]
        )
        phrasing_starts = starts([len(texts) for texts in asked])
        return cls([*known, *strangers], owners, phrasing_starts, len(known), int(phrasing_starts[-1]))

    def keys(self, ordered: Sequence[Document]) -> list[tuple[str, bool, str]]:
        """Per text the id of its document, whether it is a phrasing, and the text: what stays itself after a change."""
        ids = [*(document.id for document in ordered), STRANGER]
        return [
            (ids[owner], place < self.phrasings, text)
            for place, (owner, text) in enumerate(zip(self.owners, self.texts, strict=True))
        ]


def starts(lengths: Sequence[int]) -> IntArray:
    """Where each of the groups with these lengths begins, and the end of the last."""
    return np.array([0, *accumulate(lengths)], dtype=np.int64)
