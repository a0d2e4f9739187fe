"""Finds patterns and words in a text with their places, through an index on the first word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.language.patterns import Element, Pattern
from knowledge.language.reading import Token

_LEAST_TAIL = 6
_LEAST_HEAD = 3
_LEAST_MISSPELT = 7
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: token `first` up to and including token `last`.

    Attributes:
        owner: Index of the lexicon item.
        first: Its first token.
        last: Its last token.
        fixed: How many of its words the pattern names; the others are in a gap.
    """

    owner: int
    first: int
    last: int
    fixed: int = 1


@dataclass(slots=True)
class Index:
    """Finds all patterns in a text, in one pass over its words."""

    _by_word: dict[str, list[Pattern]] = field(default_factory=dict)
    _single: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _heads: dict[str, list[Pattern]] = field(default_factory=dict)
    _ends: dict[str, list[Pattern]] = field(default_factory=dict)
    _lengths: set[int] = field(default_factory=set)
    _tails: dict[str, int] = field(default_factory=dict)

    def add_words(self, words: Iterable[str], owner: int) -> None:
        """Add single words, already in plain form."""
        own = (owner,)
        single = self._single
        for word in words:
            if single.setdefault(word, own) is not own:
                single[word] += own

    def add_tails(self, words: Iterable[str], owner: int) -> None:
        """Add nouns that may also end a compound ("mishandeling" in "partnermishandeling")."""
        for word in words:
            if len(word) >= _LEAST_TAIL:
                self._tails.setdefault(word, owner)

    def add(self, pattern: Pattern) -> None:
        """Add a pattern."""
        first = pattern.elements[0]
        if len(pattern.elements) == 1 and not (first.heads or first.tails or pattern.bars):
            self.add_words(first.words, pattern.owner)
            return
        for word in first.words:
            self._by_word.setdefault(word, []).append(pattern)
        for wild, parts in ((self._heads, first.heads), (self._ends, first.tails)):
            for part in parts:
                wild.setdefault(part, []).append(pattern)
                self._lengths.add(len(part))

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """Return the matches, the barred ones left out; they may overlap."""
        found: list[Match] = []
        barred: dict[int, list[tuple[int, int]]] = {}
        for place, token in enumerate(tokens):
            owners = self._single.get(token.word)
            if owners is None and token.word not in self._by_word:
                owners = self._compound(token.word) or self._misspelt(token.word)
            found += (Match(owner, place, place) for owner in owners or ())
            for pattern, last in self._starting(tokens, place):
                if pattern.bars:
                    barred.setdefault(pattern.owner, []).append((place, last))
                else:
                    found.append(Match(pattern.owner, place, last, pattern.fixed))
        if not barred:
            return found
        return [
            match
            for match in found
            if not any(first <= match.last and match.first <= last for first, last in barred.get(match.owner, ()))
        ]

    def _compound(self, word: str) -> tuple[int, ...] | None:
        for cut in range(_LEAST_HEAD, len(word) - _LEAST_TAIL + 1):
            owner = self._tails.get(word[cut:])
            if owner is not None:
                return (owner,)
        return None

    def _misspelt(self, word: str) -> tuple[int, ...] | None:
        """Look a long word up with one consonant doubled or undoubled, or as it sounds: "agresief", "gemotiveert"."""
        if len(word) < _LEAST_MISSPELT:
            return None
        for place, letter in enumerate(word):
            if letter in _VOWELS:  # another vowel length is another word: "verkracht", "veerkracht"
                continue
            double = word[place + 1 : place + 2] == letter
            other = word[:place] + word[place + 1 :] if double else word[:place] + letter + word[place:]
            owners = self._single.get(other)
            if owners is not None:
                return owners
        return next((self._single[other] for other in _sounding(word) if other in self._single), None)

    def _starting(self, tokens: Sequence[Token], place: int) -> Iterator[tuple[Pattern, int]]:
        word = tokens[place].word
        patterns = list(self._by_word.get(word, ()))
        for length in self._lengths:
            if length <= len(word):
                patterns += self._heads.get(word[:length], ())
                patterns += self._ends.get(word[-length:], ())
        for pattern in patterns:
            last = follow(pattern.elements, tokens, place)
            if last is not None:
                yield pattern, last


def _sounding(word: str) -> Iterator[str]:
    """Yield spellings that sound the same: d for t at the end, ij for ei, and the reverse."""
    if word[-1] in "dt":
        yield word[:-1] + ("t" if word[-1] == "d" else "d")
    for written, meant in (("ei", "ij"), ("ij", "ei")):
        if written in word:
            yield word.replace(written, meant, 1)


def follow(elements: Sequence[Element], tokens: Sequence[Token], place: int) -> int | None:
    """Match elements from a place on.

    Returns:
        The last token of the match, or None. With a gap the nearest continuation counts.
    """
    position = place
    sentence = tokens[place].sentence
    gap = 0
    for element in elements:
        if element.gap:
            gap = element.gap
            continue
        for candidate in range(position, min(position + gap + 1, len(tokens))):
            if tokens[candidate].sentence != sentence or (gap and tokens[candidate - 1].clause_end):
                return None
            if element.fits(tokens[candidate].word):
                position = candidate + 1
                break
        else:
            return None
        gap = 0
    return position - 1
