"""Exact dates, dates of birth, and weekdays with a time."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge.language.reading import Reading
from knowledge.signals.identifiability.ages import AgeFinder
from knowledge.signals.identifiability.material import Material
from knowledge.signals.identifiability.model import Candidate, HintType
from knowledge.signals.identifiability.numbers import cardinal
from knowledge.signals.identifiability.text import between, spaced, together, word

_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?|(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})(?:e|de|ste)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?")
_BIRTH_REACH = 3
_CENTURY = 100


class DateFinder:
    """Finds dates and times that can be looked up."""

    def __init__(self, material: Material, ages: AgeFinder) -> None:
        """Take the word lists, and the age groups for dates of birth."""
        file = material.files["datums"]
        self._months: dict[str, int] = {str(name): int(number) for name, number in file["maanden"].items()}
        self._seasons = {
            int(month): str(season["los"])
            for season in file["seizoenen"].values()
            for month in season["maanden"].split()
        }
        self._groups = {
            name: material.words("datums", name)
            for name in ("doordeweeks", "weekend", "dagdelen", "voorzetsels", "geboren", "vorig", "komend", "elk")
        }
        self._broader = {str(name): str(text) for name, text in file["breder"].items()}
        self._days = self._groups["doordeweeks"] | self._groups["weekend"]
        self._ages = ages

    def find(self, reading: Reading, today: date) -> Iterator[Candidate]:
        """Yield dates and times.

        Args:
            reading: The text.
            today: The day on which ages are reckoned.
        """
        for place in range(len(reading.tokens)):
            dated = self._date(reading, place)
            if dated is not None:
                last, month, year = dated
                yield self._born(reading, place, last, year, today) or self._worded(reading, place, last, month)
                continue
            found = self._birth_year(reading, place, today) or self._weekday(reading, place)
            if found is not None:
                yield found

    def _date(self, reading: Reading, place: int) -> tuple[int, int, int | None] | None:
        """Read a date; returns its last token, month and year."""
        match = _NUMERIC.fullmatch(word(reading, place))
        if match is not None:
            return self._numeric(reading, place, match)
        day = _DAY.fullmatch(word(reading, place))
        at = place
        if day is None or not 1 <= int(day[1]) <= 31:
            return self._month_with_year(reading, place)
        if word(reading, at + 1) in ("e", "de", "ste") and not spaced(reading, at):
            at += 1
        month = self._months.get(word(reading, at + 1))
        if month is None or not together(reading, place, at + 1) or "," in between(reading, at):
            return None
        at += 1
        year = self._year_after(reading, at)
        return (at + 1 if year else at), month, year

    def _month_with_year(self, reading: Reading, place: int) -> tuple[int, int, int | None] | None:
        month = self._months.get(word(reading, place))
        year = self._year_after(reading, place) if month else None
        return (place + 1, month, year) if month and year else None

    def _year_after(self, reading: Reading, place: int) -> int | None:
        follows = _YEAR.fullmatch(word(reading, place + 1)) and between(reading, place).strip() in ("", "'", ",")
        return int(word(reading, place + 1)) if follows else None

    def _numeric(self, reading: Reading, place: int, match: re.Match[str]) -> tuple[int, int, int | None] | None:
        day, month = (match[6], match[5]) if match[4] else (match[1], match[2])
        year = match[4] or match[3]
        if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
            return None
        dated = year is not None or word(reading, place - 1) in self._groups["voorzetsels"] - {"in", "per"}
        if (
            not dated
            or word(reading, place + 1) in ("uur", "keer", "jaar", "uren")
            or (year is None and "." in match[0])
        ):
            return None
        full = int(year) if year and len(year) == 4 else 2000 + int(year) if year else None
        return place, int(month), full

    def _worded(self, reading: Reading, first: int, last: int, month: int) -> Candidate:
        """Choose the season; a weekday before and a time after go with the date."""
        season = self._seasons[month]
        if word(reading, first - 1) == "de":
            first -= 1
        if word(reading, first - 1) in self._days and together(reading, first - 1, first):
            first -= 1
        last = self._time_after(reading, last) or last
        before = word(reading, first - 1) if spaced_before(reading, first) else ""
        if before in ("op", "in", "dd"):
            return Candidate(first - 1, last, HintType.DATUM, f"in {season}")
        return Candidate(first, last, HintType.DATUM, season)

    def _time_after(self, reading: Reading, place: int) -> int | None:
        """Return the last token of "om 15.30 uur" after a place; None when there is no time."""
        if word(reading, place + 1) not in ("om", "rond", "tegen", "vanaf") or not together(reading, place, place + 1):
            return None
        at = place + 2
        while word(reading, at) in ("half", "kwart", "over", "voor", "tien", "vijf") and cardinal(
            word(reading, at + 1)
        ):
            at += 1
        clock = word(reading, at)
        if not (_CLOCK.fullmatch(clock) or cardinal(clock)) or not together(reading, place, at):
            return None
        return at + 1 if word(reading, at + 1) in ("uur", "u") else at

    def _born(self, reading: Reading, first: int, last: int, year: int | None, today: date) -> Candidate | None:
        """Word a date of birth as an age group."""
        start = self._birth_start(reading, first)
        if start is None:
            after = word(reading, last + 1)
            if after not in self._groups["geboren"]:
                return None
            start, last = first - (word(reading, first - 1) == "op"), last + 1
        wording = self._ages.group_of(max(today.year - year, 0)).after if year else "in een bepaalde periode geboren"
        return Candidate(start, last, HintType.GEBOORTEDATUM, wording)

    def _birth_start(self, reading: Reading, first: int) -> int | None:
        for at in range(first - 1, max(first - 1 - _BIRTH_REACH, -1), -1):
            token = word(reading, at)
            if token in self._groups["geboren"] and together(reading, at, first):
                return at
            if token not in ("op", "is", "in", "van", "de", "te") and token not in self._days:
                break
        return None

    def _birth_year(self, reading: Reading, place: int, today: date) -> Candidate | None:
        """Read "geboren in 2015"."""
        if not _YEAR.fullmatch(word(reading, place)):
            return None
        start = self._birth_start(reading, place)
        if start is None:
            return None
        group = self._ages.group_of(max(today.year - int(word(reading, place)), 0))
        return Candidate(start, place, HintType.GEBOORTEDATUM, group.after)

    def _weekday(self, reading: Reading, place: int) -> Candidate | None:
        """Read "afgelopen dinsdag", "op dinsdagmiddag om 15.30 uur" and "elke dinsdag om 9 uur"."""
        day = next((name for name in self._days if word(reading, place).startswith(name)), None)
        if day is None or word(reading, place)[len(day) :] not in self._groups["dagdelen"] | {"", "s"}:
            return None
        before = word(reading, place - 1) if spaced_before(reading, place) else ""
        last = self._time_after(reading, place)
        first = place
        if before == "week":
            first, before = place - 1, word(reading, place - 2)
        for name in ("vorig", "komend"):
            if before in self._groups[name]:
                first -= 2 if word(reading, first - 2) == "op" else 1
                return Candidate(first, last or place, HintType.TIJDSTIP, self._broader[name])
        if last is None:
            return None
        if before in self._groups["elk"]:
            return Candidate(place - 1, last, HintType.TIJDSTIP, self._broader["elk"])
        kind = "weekend" if day in self._groups["weekend"] else "doordeweeks"
        return Candidate(place - 1 if before == "op" else place, last, HintType.TIJDSTIP, self._broader[kind])


def spaced_before(reading: Reading, place: int) -> bool:
    """Say whether a word with only space between stands before a place, in the same sentence."""
    return place > 0 and together(reading, place - 1, place) and spaced(reading, place - 1)
