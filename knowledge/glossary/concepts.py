"""Concepts: what a term or abbreviation means, and which concept somebody may mean by it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from knowledge.entries.model import Paragraph

NEAR = 0.7
"""Least similarity of a spelling that is offered (difflib's ratio, 0-1)."""
_WORDS = re.compile(r"[\w&]+")
_ARTICLES = frozenset({"de", "het", "een"})


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of the field with its explanation.

    Attributes:
        id: Stable name, for buttons and links.
        name: As the explanation is headed.
        terms: What people type for it.
        explanation: Sourced sentences.
        entry: Slug of the entry that tells more; ``None`` when there is none.
    """

    id: str
    name: str
    terms: tuple[str, ...]
    explanation: tuple[Paragraph, ...]
    entry: str | None = None

    @property
    def text(self) -> str:
        """The explanation as shown: sentences without marks."""
        return " ".join(paragraph.text for paragraph in self.explanation)


@dataclass(frozen=True, slots=True)
class Concepts:
    """All concepts, and abbreviations that are only spelled out.

    Attributes:
        all: Concepts by id, by name.
        meanings: Meanings of abbreviations and other spellings, as search knows them.
    """

    all: Mapping[str, Concept] = field(default_factory=dict)
    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, term: str) -> tuple[Concept, ...]:
        """The concepts that somebody may mean; several when the term is ambiguous, none when it is unknown.

        Of an abbreviation with several meanings all must be explained: to explain the only one that is known would
        tell somebody who means another one something else.

        Args:
            term: An id, a term in any spelling, or an abbreviation that search spells out to a term.
        """
        if term in self.all:
            return (self.all[term],)
        found = self._named(key(term))
        if found:
            return found
        meant = [self._named(key(meaning)) for meaning in self.spelled(term)]
        return self._unique(concept for concepts in meant for concept in concepts) if all(meant) else ()

    def spelled(self, term: str) -> tuple[str, ...]:
        """What an abbreviation or other spelling stands for; nothing when it is unknown."""
        wanted = key(term)
        return next((found for known, found in self.meanings.items() if _known_key(known) == wanted), ())

    def nearest(self, term: str, most: int) -> tuple[Concept, ...]:
        """Concepts with a term that is spelled nearly the same, the nearest first."""
        owners: dict[str, list[Concept]] = {}
        for concept in self.all.values():
            for name in concept.terms:
                owners.setdefault(_known_key(name), []).append(concept)
        close = get_close_matches(key(term), owners, n=most, cutoff=NEAR)
        return self._unique(concept for name in close for concept in owners[name])[:most]

    def _named(self, wanted: str) -> tuple[Concept, ...]:
        return tuple(concept for concept in self.all.values() if wanted in map(_known_key, concept.terms))

    @staticmethod
    def _unique(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
        return tuple({concept.id: concept for concept in concepts}.values())


def key(term: str) -> str:
    """How terms compare: without capitals, accents, punctuation, hyphens and a leading article."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", term.casefold()) if not unicodedata.combining(ch))
    words = _WORDS.findall(plain)
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


_known_key = lru_cache(maxsize=4096)(key)
"""For the terms of the glossary, which are compared again and again; what somebody types is not kept."""
