"""Which questions look like a phrasing: they say less about questions that nobody foresaw."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

NEAR = 0.5
"""Jaccard similarity of character trigrams from which a question counts as a phrasing in other words."""


def trigrams(text: str) -> frozenset[str]:
    """Character trigrams of a text in lower case, spaces included."""
    padded = f" {' '.join(text.lower().split())} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def resembling(questions: Sequence[str], known: Iterable[str]) -> list[bool]:
    """For each question whether a known text shares more than :data:`NEAR` of their trigrams together.

    Args:
        questions: To be checked.
        known: Texts that were written for the index.
    """
    texts = [trigrams(text) for text in known]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, grams in enumerate(texts):
        for gram in grams:
            holders[gram].append(number)

    def near(question: str) -> bool:
        grams = trigrams(question)
        shared = Counter(number for gram in grams for number in holders.get(gram, ()))
        return any(count > NEAR * (len(grams) + len(texts[number]) - count) for number, count in shared.items())

    return [near(question) for question in questions]
