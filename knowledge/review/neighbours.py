"""What a draft is compared with: the phrasings and short texts of all entries, made ready once.

With 2,000 entries there are 250,000 phrasings: comparing one text with all of them from the start takes a second,
and it is done at each save and each stop in typing. The measure is that of
:mod:`knowledge.checking.rules.similarity`; here trigrams are numbers, so that one text is held against all at once.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.entries.model import Entry
from knowledge.entries.phrasings import plain

_WORD = re.compile(r"\w+")
_BITS = 21
"""Of a character: the last one of Unicode is 0x10FFFF."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of an entry.

    Attributes:
        asked: Its phrasings without capitals and punctuation.
        grams: The trigrams of its *Kort* as numbers, each once, in order.
        words: Of its title and sentences, as they are written.
    """

    asked: tuple[str, ...]
    grams: NDArray[np.int64]
    words: frozenset[str]

    @classmethod
    def of(cls, entry: Entry) -> "Traits":
        """Of an entry; about a millisecond."""
        return cls(
            tuple(plain(phrasing.text) for phrasing in entry.phrasings),
            grams_of(entry.short_text),
            frozenset(_WORD.findall(" ".join((entry.title, *entry.passages)))),
        )


class Neighbours:
    """All entries that a draft is compared with; nothing in it changes."""

    def __init__(self, traits: Iterable[tuple[str, Traits]]) -> None:
        """Make the comparison ready.

        Args:
            traits: Of each entry, with its slug.
        """
        listed = list(traits)
        self._slugs = [slug for slug, _ in listed]
        self._owner: dict[str, str] = {}
        self._owners: dict[str, list[str]] = {}
        for slug, found in listed:
            for asked in found.asked:
                if (other := self._owner.setdefault(asked, slug)) != slug:
                    self._owners.setdefault(asked, [other]).append(slug)
        sizes = [len(found.grams) for _, found in listed]
        self._sizes = np.array(sizes, dtype=np.int64)
        self._starts = np.cumsum([0, *sizes[:-1]])
        every = np.concatenate([found.grams for _, found in listed]) if listed else np.zeros(0, dtype=np.int64)
        self._known, self._places = np.unique(every, return_inverse=True)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Neighbours":
        """Of entries as they are."""
        return cls((entry.slug, Traits.of(entry)) for entry in entries)

    def asking(self, phrasing: str, besides: str) -> str | None:
        """Another entry that has a phrasing, capitals and punctuation aside.

        Args:
            phrasing: As typed.
            besides: Slug of the entry that is written.

        Returns:
            Its slug; of several the last; None when there is none.
        """
        asked = plain(phrasing)
        owners = self._owners.get(asked) or [self._owner.get(asked, besides)]
        return next((slug for slug in reversed(owners) if slug != besides), None)

    def alike(self, short_text: str, least: float) -> Iterator[tuple[str, float]]:
        """Entries of which *Kort* resembles a text, with the Jaccard similarity of their trigrams.

        Args:
            short_text: *Kort* of the entry that is written; that entry is among what is given back.
            least: Similarity above which an entry is named.
        """
        if not self._slugs:
            return
        own = grams_of(short_text)
        marked = np.zeros(len(self._known), dtype=np.int64)
        marked[np.flatnonzero(np.isin(self._known, own, assume_unique=True))] = 1
        shared = np.add.reduceat(marked[self._places], self._starts)
        shares = shared / (len(own) + self._sizes - shared)
        for place in np.flatnonzero(shares > least).tolist():
            yield self._slugs[place], float(shares[place])


def grams_of(text: str) -> NDArray[np.int64]:
    """The trigrams of a text, without capitals and punctuation, as numbers: each once, in order.

    Equal numbers are equal trigrams. A text of fewer than three characters is one gram of its own.
    """
    points = np.frombuffer(plain(text).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    if len(points) < 3:
        points = np.concatenate([points, np.zeros(3 - len(points), dtype=np.int64)])
    return np.unique((points[:-2] << 2 * _BITS) | (points[1:-1] << _BITS) | points[2:])
