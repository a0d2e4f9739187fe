"""The identifiability check: all finders over one text, overlaps settled; and the broadened text."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from knowledge.errors import SignalDataError
from knowledge.language.reading import Reading, read
from knowledge.signals.identifiability.ages import AgeFinder
from knowledge.signals.identifiability.circumstances import FamilyFinder, RareFinder, WorkFinder
from knowledge.signals.identifiability.dates import DateFinder
from knowledge.signals.identifiability.material import DATA, Material, load_material
from knowledge.signals.identifiability.model import Candidate, Hint
from knowledge.signals.identifiability.names import NameFinder
from knowledge.signals.identifiability.places import OriginFinder, PlaceFinder
from knowledge.signals.identifiability.school_years import SchoolYearFinder

_ENDS = ".?!\n"


class IdentifiabilityCheck:
    """Finds details by which colleagues may recognise a family; safe to share between threads.

    It adds to the personal-data detector, which finds names, numbers and addresses, and is meant for text from which
    those are gone; their placeholders are left alone.
    """

    def __init__(self, material: Material) -> None:
        """Take the word lists."""
        self._why = material.why
        self._ages = AgeFinder(material)
        self._dates = DateFinder(material, self._ages)
        # In this order: of finds that overlap the longest counts, then the first in this row.
        self._others = (
            SchoolYearFinder(material),
            NameFinder(material),
            PlaceFinder(material),
            OriginFinder(material),
            WorkFinder(material),
            FamilyFinder(material),
            RareFinder(material),
        )

    @classmethod
    def load(cls, folder: Path = DATA) -> "IdentifiabilityCheck":
        """Read the word lists.

        Raises:
            SignalDataError: A file is missing or malformed.
        """
        material = load_material(folder)
        try:
            return cls(material)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise SignalDataError(folder, 0, f"a word list has another shape ({error!r}); restore the files") from error

    def check(self, text: str, today: date | None = None) -> tuple[Hint, ...]:
        """Find details that identify.

        Args:
            text: Any text.
            today: The day on which an age is reckoned from a date of birth; the present day when None.

        Returns:
            Hints in code points of `text`, sorted, none overlapping.
        """
        reading = read(text)
        found = [*self._dates.find(reading, today or datetime.now(UTC).date()), *self._ages.find(reading)]
        for finder in self._others:
            found += finder.find(reading)
        return tuple(self._hint(reading, candidate) for candidate in _settle(reading, found))

    def _hint(self, reading: Reading, found: Candidate) -> Hint:
        start, end = reading.tokens[found.first].start, reading.tokens[found.last].end
        return Hint(start, end, found.type, self._why[found.type], found.replacement)


def _settle(reading: Reading, found: Iterable[Candidate]) -> list[Candidate]:
    """Choose finds that do not overlap and touch no placeholder."""
    taken: set[int] = set()
    chosen: list[Candidate] = []
    for candidate in sorted(found, key=lambda one: one.first - one.last):
        places = range(candidate.first, candidate.last + 1)
        if taken.isdisjoint(places) and not _touches_placeholder(reading, candidate):
            taken.update(places)
            chosen.append(candidate)
    return sorted(chosen, key=lambda one: one.first)


def _touches_placeholder(reading: Reading, found: Candidate) -> bool:
    """Say whether a find covers (part of) a placeholder; "koptisch[naam]" is one word, so places alone do not tell."""
    start, end = reading.tokens[found.first].start, reading.tokens[found.last].end
    return any(first < end and start < last for first, last in reading.placeholders)


def apply(text: str, hints: Iterable[Hint]) -> str:
    """Put the broader words in the place of the details.

    Args:
        text: The text that was checked.
        hints: Those to apply, of this text, in any order; a hint without broader words changes nothing.

    Returns:
        The broadened text; nothing outside the hints is touched. A capital at the start of a sentence stays.

    Raises:
        ValueError: A hint lies outside the text or overlaps another: they are of another text.
    """
    pieces: list[str] = []
    position = 0
    for hint in sorted(hints, key=lambda one: one.start):
        if not position <= hint.start < hint.end <= len(text):
            raise ValueError(f"hint at {hint.start}-{hint.end} does not fit this text; check the text again")
        before = text[: hint.start].rstrip(" \"'(")
        wording = text[hint.start : hint.end] if hint.replacement is None else hint.replacement
        if hint.replacement and text[hint.start].isupper() and (not before or before[-1] in _ENDS):
            wording = wording[0].upper() + wording[1:]
        pieces += [text[position : hint.start], wording]
        position = hint.end
    return "".join(pieces) + text[position:]
