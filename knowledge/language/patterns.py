"""Word patterns, compiled to word sets; `index` finds them in a text.

A pattern is a row of elements separated by spaces:

- `woord` one word; `woord*` any word that starts so; `*woord` any word that ends so;
- `a|b` one of these; `~lopen` any form of that verb;
- `..` up to three words between; `...` up to eight. Neither runs past the end of a clause.

The notation is that of `knowledge.signals.wording.patterns`, plus verbs. That matcher tells whether and where a
match ends; here the place where it starts is needed too, and a lexicon of thousands of forms has to be looked up
by word instead of tried one by one.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from knowledge.signals.privacy.folding import key

_GAPS = {"..": 3, "...": 8}


class PatternError(ValueError):
    """A pattern cannot be read; the message says why."""


class Element(NamedTuple):
    """One place in a pattern: a gap, or words.

    Attributes:
        gap: Most words between; 0 when this is no gap.
        words: Words that fit.
        heads: Beginnings that fit.
        tails: Ends that fit.
    """

    gap: int = 0
    words: frozenset[str] = frozenset()
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()

    def fits(self, word: str) -> bool:
        """Say whether a word fits here."""
        return word in self.words or word.startswith(self.heads) or word.endswith(self.tails)


class Pattern(NamedTuple):
    """A compiled pattern and what it stands for.

    Attributes:
        elements: Its places.
        owner: Index of the lexicon item it belongs to.
        bars: Whether it bars matches of its owner instead of being one.
    """

    elements: tuple[Element, ...]
    owner: int
    bars: bool

    @property
    def fixed(self) -> int:
        """How many words it names, gaps not counted."""
        return sum(not element.gap for element in self.elements)


def plain(word: str) -> str:
    """Return a word in the form in which tokens are compared."""
    return key(word).replace("-", "")


def compile_elements(source: str, verb: Callable[[str], frozenset[str]]) -> tuple[Element, ...]:
    """Read one pattern.

    Args:
        source: The pattern.
        verb: Gives the plain forms of a verb.

    Raises:
        PatternError: It is empty, holds an empty word, or starts or ends with a gap.
    """
    parts = source.split()
    if not parts or parts[0] in _GAPS or parts[-1] in _GAPS:
        raise PatternError(f"pattern {source!r} must start and end with a word")
    return tuple([_element(source, part, verb) for part in parts])


@lru_cache(maxsize=2048)
def one_word(word: str) -> Element:
    """Return the element that fits one plain word; shared, because patterns repeat their small words."""
    return Element(words=frozenset((word,)))


def _element(source: str, part: str, verb: Callable[[str], frozenset[str]]) -> Element:
    if part.isalpha() and part.isascii():
        return one_word(part)
    if part in _GAPS:
        return Element(gap=_GAPS[part])
    words: set[str] = set()
    heads: list[str] = []
    tails: list[str] = []
    for option in part.split("|"):
        bare = plain(option.strip("*~"))
        if not bare:
            raise PatternError(f"pattern {source!r} holds an empty word")
        if option.startswith("~"):
            words |= verb(bare)
        elif option.endswith("*"):
            heads.append(bare)
        elif option.startswith("*"):
            tails.append(bare)
        else:
            words.add(bare)
    return Element(0, frozenset(words), tuple(heads), tuple(tails))
