"""Texts as lines that fit in a width."""

import re
from collections.abc import Callable, Iterator

Width = Callable[[str, float, bool], float]
"""Millimetres that a text takes, by text, size in points and boldness; the sum of the widths of its characters."""

_LINE_END = re.compile(r"\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def wrapped(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """A text as lines, broken between words; a word that is too long by itself is broken inside.

    No character but white space is lost.

    Args:
        text: With its own line ends, which stay; white space becomes single blanks, empty lines go.
        room: Width of a line, in the unit of `measure`.
        measure: Gives the width of a text.

    Returns:
        The lines; none when there is nothing to read.
    """
    return [line for part in _LINE_END.split(text) for line in _filled(part.split(), room, measure)]


def _filled(words: list[str], room: float, measure: Callable[[str], float]) -> Iterator[str]:
    held = ""
    for word in words:
        longer = f"{held} {word}" if held else word
        if measure(longer) <= room:
            held = longer
            continue
        if held:
            yield held
        *full, held = _broken(word, room, measure)
        yield from full
    if held:
        yield held


def _broken(word: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """A word in pieces that fit; a piece has at least one character, however narrow the room."""
    pieces = [""]
    for character in word:
        if pieces[-1] and measure(pieces[-1] + character) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces
