"""Word patterns that a team lead can read, matched with bit masks in time linear in the text.

A pattern is a row of elements separated by spaces:

- `mes` one word; `mes*` any word that starts so; `*mes` any word that ends so;
- `mes|bijl|@wapen` one of these; `@wapen` one of the words or phrases of that group;
- `op_het_dak` a fixed phrase, also as one of several: `op_het_dak|op_de_brug`;
- `..` up to three words between; `...` up to eight. Neither runs past the end of a sentence.

All positions are tried at once: the set of positions reached so far is one integer with a bit per word
(the shift-and method of Baeza-Yates and Gonnet, "A new approach to text searching", CACM 35(10), 1992),
so there is no backtracking and no text that makes it slow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.signals.wording.tokens import Tokens

_GAPS = {"..": 3, "...": 8}
NEGATORS = frozenset({"niet", "geen", "nooit", "niemand", "nergens", "niets", "niks", "zonder", "nauwelijks"})


class PatternError(ValueError):
    """A pattern or word group cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern: a gap, or alternatives (phrases and groups)."""

    gap: int
    phrases: tuple[tuple[str, ...], ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern."""

    source: str
    elements: tuple[Element, ...]
    holds_negator: bool


def compile_pattern(source: str, groups: Iterable[str]) -> Pattern:
    """Read one pattern.

    Raises:
        PatternError: The pattern is empty, starts or ends with a gap, or names an unknown group.
    """
    known = frozenset(groups)
    parts = source.split()
    if not parts or parts[0] in _GAPS or parts[-1] in _GAPS:
        raise PatternError(f"pattern {source!r} must start and end with a word")
    elements: list[Element] = []
    negator = False
    for part in parts:
        if part in _GAPS:
            elements.append(Element(_GAPS[part]))
            continue
        alternatives = part.split("|")
        negator = negator or any(not NEGATORS.isdisjoint(word.split("_")) for word in alternatives)
        names = tuple(word[1:] for word in alternatives if word.startswith("@"))
        unknown = [name for name in names if name not in known]
        if unknown:
            raise PatternError(f"pattern {source!r} names unknown group @{unknown[0]}")
        phrases = tuple(tuple(word.split("_")) for word in alternatives if not word.startswith("@"))
        if any(word.strip("*") == "" for phrase in phrases for word in phrase):
            raise PatternError(f"pattern {source!r} holds an empty word")
        elements.append(Element(0, phrases, names))
    return Pattern(source, tuple(elements), negator)


def _fits(pattern: str, word: str) -> bool:
    if pattern.endswith("*"):
        return pattern[1:-1] in word if pattern.startswith("*") else word.startswith(pattern[:-1])
    return word.endswith(pattern[1:]) if pattern.startswith("*") else word == pattern


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Named groups of words and phrases."""

    groups: Mapping[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, groups: Mapping[str, Sequence[str]]) -> "Vocabulary":
        """Build from lists of words and phrases ("bij de keel")."""
        return cls({name: tuple(tuple(item.split()) for item in items) for name, items in groups.items()})

    def reader(self, tokens: Tokens) -> "Reader":
        """Return a matcher over one message."""
        return Reader(self, tokens)


@dataclass(slots=True)
class Reader:
    """Matches patterns against one message; remembers where each word and group matched."""

    vocabulary: Vocabulary
    tokens: Tokens
    _words: dict[str, int] = field(init=False, default_factory=dict)
    _wild: dict[str, int] = field(init=False, default_factory=dict)
    _groups: dict[str, dict[int, int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        positions: dict[str, list[int]] = {}
        for position, word in enumerate(self.tokens.words):
            positions.setdefault(word, []).append(position)
        for word, places in positions.items():
            mask = 0
            for place in places:
                mask |= 1 << place
            self._words[word] = mask

    def word_mask(self, pattern: str) -> int:
        """Return the positions of the words that fit `pattern` (with `*` at either end)."""
        if "*" not in pattern:
            return self._words.get(pattern, 0)
        mask = self._wild.get(pattern)
        if mask is None:
            mask = 0
            for word, places in self._words.items():
                if _fits(pattern, word):
                    mask |= places
            self._wild[pattern] = mask
        return mask

    def _phrase_starts(self, phrase: tuple[str, ...]) -> int:
        starts = -1
        for offset, word in enumerate(phrase):
            starts &= self.word_mask(word) >> offset
            if not starts:
                return 0
        return starts

    def group(self, name: str) -> dict[int, int]:
        """Return, for each phrase length in the group, the mask of positions where one starts."""
        found = self._groups.get(name)
        if found is None:
            found = {}
            for phrase in self.vocabulary.groups[name]:
                starts = self._phrase_starts(phrase)
                if starts:
                    found[len(phrase)] = found.get(len(phrase), 0) | starts
            self._groups[name] = found
        return found

    def covered(self, name: str) -> int:
        """Return the mask of all words that belong to a match of the group."""
        mask = 0
        for length, starts in self.group(name).items():
            for offset in range(length):
                mask |= starts << offset
        return mask

    def ends(self, pattern: Pattern, blocked: int = 0) -> int:
        """Return the positions just after each match, as a mask; 0 when there is no match.

        Args:
            pattern: What to look for.
            blocked: Words that may not take part in a match (negated ones). Ignored when the pattern
                itself holds a negation ("ademt niet").
        """
        if pattern.holds_negator:
            blocked = 0
        reach = self.tokens.full
        passable = ~(self.tokens.sentence_ends << 1)
        for place, element in enumerate(pattern.elements):
            if place:
                # Bit i of `reach` is "next word is i"; no match runs on after the end of a sentence.
                reach &= passable
            reach = self._after_gap(reach, element.gap) if element.gap else self._step(reach, element, blocked)
            if not reach:
                return 0
        return reach

    def _after_gap(self, reach: int, gap: int) -> int:
        passable = ~(self.tokens.sentence_ends << 1)
        for _ in range(gap):
            reach |= (reach << 1) & passable
        return reach & self.tokens.full

    def _step(self, reach: int, element: Element, blocked: int) -> int:
        free = reach & ~blocked
        result = 0
        for phrase in element.phrases:
            result |= (free & self._phrase_starts(phrase)) << len(phrase)
        for name in element.groups:
            for length, starts in self.group(name).items():
                result |= (free & starts) << length
        return result
