"""Which finds of deduce count here: names, addresses and dates of birth, and never what our lists permit."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from knowledge.signals.privacy.folding import fold
from knowledge.signals.privacy.model import PersonalDataType, Span
from knowledge.signals.privacy.second_opinion.joining import outside, trim
from knowledge.signals.privacy.words import Word

_NAME, _ADDRESS, _BIRTH = PersonalDataType.NAAM, PersonalDataType.ADRES, PersonalDataType.GEBOORTEDATUM
# Our own patterns know numbers, mail addresses and accounts better (docs/decisions/deduce-second-opinion.md);
# an institution is no personal data here, and a web address neither.
KINDS = {"persoon": _NAME, "patient": _NAME, "locatie": _ADDRESS, "datum": _BIRTH}
"""The kind of ours for each tag of deduce that counts."""
_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}")
# deduce marks every date; only one that a birth is said of is personal data here.
_BORN = re.compile(
    r"\b(?:geb(?:oren|oortedatum|oortedag|\.|d\.?)?|jarig|verjaardag|verjaart)\b[^?!\n]{0,25}$", re.IGNORECASE
)
_IN_SENTENCE = re.compile(r"[\w,;:)'-]\s+$")
_PARTICLE, _COMMON, _LIKE_COMMON, _BOTH = "P", "C", "K", "AB"
"""Codes of :attr:`knowledge.signals.privacy.words.Word.known`."""


def choose(
    text: str,
    found: Iterable[tuple[str, int, int]],
    words_of: Callable[[str], Sequence[Word]],
    blocked: Sequence[tuple[int, int]],
) -> list[Span]:
    """Choose what counts.

    Args:
        text: The message.
        found: Tag, first code point and one past the last code point of each find of deduce.
        words_of: Looks up the words of a folded text.
        blocked: Slices that no find may touch: placeholders.

    Returns:
        Proposals in code points of ``text``; words of our allow-lists (organisations, methods, authors, places)
        are cut out of them.
    """
    kept = [(KINDS[tag], start, end) for tag, start, end in found if tag in KINDS]
    if not kept:
        return []
    folded = fold(text)
    words = [(*folded.original(word.start, word.end), word) for word in words_of(folded.text) if word.text]
    permitted = [(start, end) for start, end, word in words if word.allowed]
    chosen: list[Span] = []
    for kind, start, end in kept:
        for left, right in outside(start, end, [*permitted, *blocked]):
            piece = trim(text, Span(kind, left, right))
            inside = [(s, e, w) for s, e, w in words if s < right and e > left]
            if piece is not None:
                chosen += _counting(text, piece, inside)
    return chosen


def _counting(text: str, piece: Span, words: Sequence[tuple[int, int, Word]]) -> Iterator[Span]:
    """Give the piece, under the kind it has here, if it is personal data of that kind."""
    part = text[piece.start : piece.end]
    if piece.type is _NAME:
        yield from _name(text, piece, words)
    elif piece.type is _ADDRESS:
        if _POSTCODE.fullmatch(part):
            yield Span(PersonalDataType.POSTCODE, piece.start, piece.end)
        elif any(c.isdigit() for c in part) and any(len(word.text) > 2 for _, _, word in words):
            yield piece  # a place or a street without a number tells too little to leave it out
    elif _BORN.search(text[: piece.start]):
        yield piece


def _name(text: str, piece: Span, words: Sequence[tuple[int, int, Word]]) -> Iterator[Span]:
    """Give the name without the ordinary words around it: "Pleegmoeder Corrie", "Volgens Shanti".

    deduce looks words up and knows little of the sentence: an ordinary word that is a name as well ("Roos",
    "Vos") is left to our own scorer, unless a second one stands beside it.
    """
    kept = list(words)
    while kept and _ordinary(text, *kept[0]):
        kept.pop(0)
    while kept and (_ordinary(text, *kept[-1]) or kept[-1][2].known == _PARTICLE):
        kept.pop()
    telling = [w.known for s, e, w in kept if w.known != _PARTICLE and not _ordinary(text, s, e, w)]
    if any(known not in _BOTH for known in telling) or len(telling) > 1:
        yield Span(_NAME, max(piece.start, kept[0][0]), min(piece.end, kept[-1][1]))


def _ordinary(text: str, start: int, _end: int, word: Word) -> bool:
    """Tell whether a word names nobody; one that only looks like a common word may, with a capital in a sentence."""
    if word.known != _LIKE_COMMON:
        return word.known == _COMMON
    return word.shape != "c" or not _IN_SENTENCE.search(text[:start])
