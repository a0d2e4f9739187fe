"""A plain form of a message that keeps the way back to the original offsets.

Messages hold zero-width characters, odd dashes and spaces, digits of other scripts and decomposed
letters. The detectors read a folded text in which these are gone or plain; every position of it
points to a code point of the original.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SINGLE = {
    "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "s", "æ": "a", "œ": "o",
    "‘": "'", "’": "'", "‛": "'", "`": "'", "´": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"',
    "«": '"', "»": '"', "−": "-", "⁃": "-", "·": ".", "․": ".", "⁄": "/", "∕": "/",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoldedText:
    """The folded form of a message.

    Attributes:
        text: The folded text; one character per kept character of the original.
        starts: For each character of ``text`` its code point offset in the original.
        ends: For each character of ``text`` the offset one past its last code point in the original
            (combining marks belong to the letter before them).
    """

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the original offsets of the non-empty slice ``[start, end)`` of ``text``."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """Give the folded form of one non-ASCII character: one character, or "" to drop it."""
    if character in _SINGLE:
        return _SINGLE[character]
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category == "Pd":
        return "-"
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    compatible = unicodedata.normalize("NFKC", character)
    plain = unicodedata.normalize("NFD", compatible)[:1]  # "ë" -> "e", so that patterns may be plain
    return plain if len(compatible) == 1 and plain.isprintable() else character


def fold(text: str) -> FoldedText:
    """Fold a message.

    Args:
        text: Any text.

    Returns:
        The folded text with its way back.
    """
    if text.isascii():
        return FoldedText(text, range(len(text)), range(1, len(text) + 1))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for offset, character in enumerate(text):
        folded = character if character.isascii() else _fold_character(character)
        if folded:
            characters.append(folded)
            starts.append(offset)
            ends.append(offset + 1)
        elif ends and ends[-1] == offset and unicodedata.combining(character):
            ends[-1] = offset + 1
    return FoldedText("".join(characters), tuple(starts), tuple(ends))


def key(word: str) -> str:
    """Give the form in which a word is looked up: lower case, without diacritics."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    plain = "".join(_SINGLE.get(character, character) for character in lowered)
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
