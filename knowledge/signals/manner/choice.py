"""Read a typed choice from a short list: by place ("de tweede") or by its title ("die over het huisverbod")."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from knowledge.errors import SignalDataError
from knowledge.signals.manner.patterns import FOLDER, plain, read_lists

_PLACES = ("eerste", "tweede", "derde", "vierde")
_WORD = re.compile(r"\w{4,}")
"""Words that say something; shorter ones are in any title."""
_MARKS = re.compile(r"[,.;:!?#()]")
_NAME = "choice"
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class ChoiceReader:
    """Recognises which of some options is meant.

    Attributes:
        frame: Words around a choice that choose nothing themselves.
        places: Name of a place by word.
        none: Whole messages that turn all options down.
        about: Matches a message that describes an option; its group is the description.
    """

    frame: frozenset[str]
    places: Mapping[str, str]
    none: frozenset[str]
    about: re.Pattern[str]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read the words.

        Raises:
            SignalDataError: The file cannot be used.
        """
        path = folder / f"{_NAME}.yml"
        lists = read_lists(path)
        try:
            places = {word: name for name in (*_PLACES, "middelste", "laatste") for word in lists[name]}
            about = re.compile("|".join(lists["over"]))
            return cls(frozenset(lists["omlijsting"]), places, frozenset(lists["geen"]), about)
        except (KeyError, re.error) as error:
            raise SignalDataError(path, 0, f"expected the lists of words for choices ({error})") from error

    def read(self, text: str, titles: Sequence[str]) -> int | None:
        """The option that a message chooses.

        Args:
            text: The message.
            titles: Titles of the options, in the order they were offered; "none of these" comes after them.

        Returns:
            Its place from 0; ``len(titles)`` for none of them; ``None`` when the message is no clear choice.
        """
        cleaned = " ".join(_MARKS.sub(" ", plain(text)).split())
        if cleaned in self.none:
            return len(titles)
        said = [word for word in cleaned.split() if word not in self.frame]
        if len(said) == 1 and (place := self._place(said[0], len(titles))) is not None:
            return place
        described = self.about.fullmatch(cleaned)
        return _by_title(described.group(1), titles) if described else None

    def _place(self, word: str, count: int) -> int | None:
        """Place from 0; a number may also choose what comes after the options."""
        if word.isdecimal():
            return int(word) - 1 if len(word) <= _DIGITS and 1 <= int(word) <= count + 1 else None
        name = self.places.get(word)
        if name == "laatste":
            return count - 1
        if name == "middelste":
            return count // 2 if count % 2 else None
        place = _PLACES.index(name) if name else count
        return place if place < count else None


def _by_title(description: str, titles: Sequence[str]) -> int | None:
    """The one title that has the most words of a description, also as a part of a longer word."""
    words = _WORD.findall(description)
    counts = [sum(word in title for word in words) for title in map(plain, titles)]
    most = max(counts, default=0)
    return counts.index(most) if most and counts.count(most) == 1 else None
