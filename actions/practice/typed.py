"""Answers to a question of practice as people type them: "B", "2", "a en c", "gegokt". Pure."""

import re
from collections.abc import Mapping
from enum import StrEnum

from knowledge.practice.model import Grade

LETTERS = "ABCDEFGHIJ"
"""Names of the options; an item has at most ten."""
_MOST = 60
"""Characters; a longer text is no such answer."""
_JOINED = re.compile(r"\s*(?:,|;|\+|&|/|\ben\b|\s)\s*")
_LEAD = re.compile(r"^(?:het\s+is\s+|antwoord\s+|optie\s+|ik\s+kies\s+|ik\s+denk\s+)+", re.IGNORECASE)


class Word(StrEnum):
    """What is typed instead of pressing a button that is no option."""

    NEXT = "volgende"
    READY = "klaar"
    STOP = "stop"


_WORDS: Mapping[str, Word | Grade] = {
    "volgende": Word.NEXT,
    "verder": Word.NEXT,
    "door": Word.NEXT,
    "ga door": Word.NEXT,
    "klaar": Word.READY,
    "stop": Word.STOP,
    "stoppen": Word.STOP,
    "wist ik": Grade.GOOD,
    "gegokt": Grade.HARD,
    "gok": Grade.HARD,
    "makkelijk": Grade.EASY,
}


def word_in(text: str) -> Word | Grade | None:
    """The word that stands for a button; ``None`` when the text is something else."""
    return _WORDS.get(" ".join(text.split()).strip(" .!").casefold())


def options_in(text: str, count: int) -> tuple[int, ...] | None:
    """The options that a text names, from 0.

    Args:
        text: What was typed.
        count: Number of options.

    Returns:
        In order, without doubles; ``None`` when the text is anything but letters or numbers of options.
    """
    said = _LEAD.sub("", text.strip()[: _MOST + 1]).strip(" .!()")
    if not said or len(said) > _MOST:
        return None
    places = [_place(part.strip(".)( "), count) for part in _JOINED.split(said)]
    known = [place for place in places if place is not None]
    return tuple(sorted(set(known))) if known and len(known) == len(places) else None


def _place(part: str, count: int) -> int | None:
    if part.isascii() and part.isdecimal() and len(part) <= 2:
        place = int(part) - 1
    elif len(part) == 1 and part.upper() in LETTERS:
        place = LETTERS.index(part.upper())
    else:
        return None
    return place if 0 <= place < count else None
