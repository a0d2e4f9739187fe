"""Words of a normalised message, with where sentences and clauses end, as bit masks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|'[a-z](?![a-z])|[.?!;:,()\n\"]|[^\s\w]", re.ASCII)
_SENTENCE_ENDS = frozenset(".?!;")
_CLAUSE_ENDS = frozenset(",:()")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one message.

    Attributes:
        words: Words in order, typing errors already mapped to the plain word; no punctuation.
        sentence_ends: Bit i is set when a sentence ends after word i.
        clause_ends: Bit i is set when a clause or sentence ends after word i.
    """

    words: tuple[str, ...]
    sentence_ends: int
    clause_ends: int

    @property
    def full(self) -> int:
        """A mask with a bit for every word."""
        return (1 << len(self.words)) - 1


def tokenise(normalised: str, replacements: Mapping[str, tuple[str, ...]]) -> Tokens:
    """Split normalised text into words.

    Args:
        normalised: Output of `normalise`.
        replacements: Typing errors, chat spellings and emoji, each with the word or words it stands for.

    Returns:
        The words and their boundaries.
    """
    words: list[str] = []
    sentence_ends: list[int] = []
    clause_ends: list[int] = []
    for match in _TOKEN.finditer(normalised):
        token = match[0]
        if token[0].isalnum() or token[0] == "'":
            words.extend(replacements.get(token, (token.strip("'"),)))
        elif words and token in _SENTENCE_ENDS:
            sentence_ends.append(len(words) - 1)
        elif words and token in _CLAUSE_ENDS:
            clause_ends.append(len(words) - 1)
        elif token in replacements:  # an emoji that says what a word would say
            words.extend(replacements[token])
    sentences = _mask(sentence_ends)
    return Tokens(tuple(words), sentences, sentences | _mask(clause_ends))


def _mask(positions: list[int]) -> int:
    mask = 0
    for position in positions:
        mask |= 1 << position
    return mask
