"""A text as words with their places, sentences, clauses and quotes."""

import re
from dataclasses import dataclass
from functools import cached_property

from knowledge.signals.privacy.folding import FoldedText, fold, key

_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:-\d+(?:-\d+)?)?|(?:[oO]\.a|[bB]\.v|[mM]\.i|[eE]\.d|[vV]\.o\.t\.s)\.?|"
    r"[^\W\d_]+(?:['-]?[^\W_]+)*|[^\w\s]|\n"
)
_SENTENCE_ENDS = frozenset(".?!;\n")
_CLAUSE_ENDS = frozenset(",:()")
_MARKS = _SENTENCE_ENDS | _CLAUSE_ENDS
_ABBREVIATIONS = frozenset(
    (
        "mw",
        "dhr",
        "mevr",
        "nr",
        "bijv",
        "bv",
        "enz",
        "ca",
        "dr",
        "drs",
        "mr",
        "etc",
        "jl",
        "tel",
        "o.a",
        "b.v",
        "m.i",
        "e.d",
    )
)
_DOUBLE = re.compile(r'"([^"\n]{1,400})"')
_SINGLE = re.compile(
    r"(?<![\w'])'(?![stn] )(?=\S)((?:[^'\n]|(?<=\w)'(?=\w)|(?<=[\s])'(?=[stn] )){1,400})(?<=\S)'(?!\w)"
)
_PLACEHOLDER = re.compile(r"\[[a-z -]{2,30}\]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number.

    Attributes:
        word: Lower case, without diacritics and hyphens: the form that patterns match.
        start: First code point in the original text.
        end: One past the last code point in the original text.
        sentence: Number of its sentence.
        clause_end: Whether a comma, colon or bracket follows.
        quoted: Whether it stands between quotation marks.
    """

    word: str
    start: int
    end: int
    sentence: int
    clause_end: bool
    quoted: bool


@dataclass(frozen=True)
class Reading:
    """A text, read.

    Attributes:
        text: The original.
        tokens: Its words.
        asking: Numbers of the sentences that end in a question mark.
        quoting: Numbers of the sentences with a quote of two words or more.
        placeholders: Start and end (one past the last code point) in the original text of "[naam]" and the like.
    """

    text: str
    tokens: tuple[Token, ...]
    asking: frozenset[int]
    quoting: frozenset[int]
    placeholders: tuple[tuple[int, int], ...] = ()

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """For each sentence the slice of its tokens."""
        slices: list[tuple[int, int]] = []
        for place, token in enumerate(self.tokens):
            if token.sentence == len(slices):
                slices.append((place, place + 1))
            else:
                slices[-1] = (slices[-1][0], place + 1)
        return tuple(slices)

    def words(self, first: int, last: int) -> str:
        """Return the original text of the tokens `first` up to and including `last`."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


def read(text: str) -> Reading:
    """Read a text.

    Args:
        text: Any text.
    """
    folded = fold(text)
    plain = folded.text
    quotes = [match.span(1) for pattern in (_DOUBLE, _SINGLE) for match in pattern.finditer(plain)]
    hidden = bytearray(len(plain))
    for start, end in quotes:
        hidden[start:end] = b"\x01" * (end - start)
    raw: list[tuple[str, int, int]] = []
    closed: list[str] = []
    for match in _TOKEN.finditer(_PLACEHOLDER.sub(_as_word, plain)):
        found = match[0]
        if found[0].isalnum():
            raw.append((found, match.start(), match.end()))
            closed.append("")
        elif raw and found in _MARKS and not _ends_abbreviation(found, raw[-1], match.start()):
            # Inside a quote only the end of the whole counts: a quote belongs to the sentence around it.
            inside = hidden[match.start()] and found != "\n"
            closed[-1] += "," if inside and found in _SENTENCE_ENDS else found
    return _build(text, folded, raw, closed, hidden)


def _as_word(placeholder: re.Match[str]) -> str:
    """Make one word of a placeholder, as long as it was: "[naam]" is "xnaamx"."""
    return "".join(letter if letter.isalpha() else "x" for letter in placeholder[0])


def _ends_abbreviation(mark: str, last: tuple[str, int, int], position: int) -> bool:
    return mark == "." and last[2] == position and last[0].lower() in _ABBREVIATIONS


def _build(
    text: str, folded: FoldedText, raw: list[tuple[str, int, int]], closed: list[str], hidden: bytearray
) -> Reading:
    tokens: list[Token] = []
    asking: set[int] = set()
    quoted_words: dict[int, int] = {}
    sentence = 0
    for (token, start, end), marks in zip(raw, closed, strict=True):
        first, last = folded.original(start, end)
        quoted = bool(hidden[start])
        word = key(token).replace("-", "") if not token[0].isdigit() else token
        tokens.append(Token(word, first, last, sentence, bool(_CLAUSE_ENDS.intersection(marks)), quoted))
        if quoted:
            quoted_words[sentence] = quoted_words.get(sentence, 0) + 1
        if _SENTENCE_ENDS.intersection(marks):
            if "?" in marks:
                asking.add(sentence)
            sentence += 1
    quoting = frozenset(number for number, count in quoted_words.items() if count > 1)
    placeholders = tuple(folded.original(*match.span()) for match in _PLACEHOLDER.finditer(folded.text))
    return Reading(text, tuple(tokens), frozenset(asking), quoting, placeholders)
