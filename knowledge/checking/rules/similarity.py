"""Entries that say nearly the same."""

from collections.abc import Iterator
from itertools import combinations

from knowledge.checking.lines import of_text
from knowledge.checking.model import Base, Finding, Rule, Severity
from knowledge.entries.phrasings import plain

MOST_ALIKE = 0.5
"""Jaccard similarity of the character trigrams of two *Kort*, above which they count as near-duplicates: our
choice. Shingles and their Jaccard similarity: Broder, "On the resemblance and containment of documents" (1997)."""

_SIZE = 3


def trigrams(text: str) -> frozenset[str]:
    """All runs of three characters of a text, without capitals and punctuation."""
    word = plain(text)
    return frozenset(word[place : place + _SIZE] for place in range(max(len(word) - _SIZE + 1, 1)))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard similarity, 0 to 1."""
    return len(one & other) / len(one | other)


def near_duplicates(base: Base) -> Iterator[Finding]:
    """Pairs of entries with nearly the same *Kort*, reported with the later one."""
    grams = [(file, trigrams(file.entry.short_text)) for file in base.files]
    for (first, one), (file, other) in combinations(grams, 2):
        share = alike(one, other)
        if share > MOST_ALIKE:
            near = f"{first.entry.theme}/{first.path.name}"
            message = f"Kort resembles that of {near} ({share:.2f}; more than {MOST_ALIKE}); join or tell them apart"
            line = of_text(file, file.entry.short[0].sentences[0].text)
            yield Finding(file.path, line, Rule.NEAR_DUPLICATE, Severity.WARNING, message)
