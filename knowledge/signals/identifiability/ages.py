"""Exact ages.

A number with "jaar" is an age only where something says so: "oud", a person before it ("zoon van 7 jaar"), a form
of "zijn", or a bracket or comma after a person. Otherwise it is a duration.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.reading import Reading
from knowledge.signals.identifiability.material import Material
from knowledge.signals.identifiability.model import Candidate, HintType
from knowledge.signals.identifiability.numbers import cardinal, ordinal
from knowledge.signals.identifiability.text import between, glued, skip_aside, spaced, together, word

_YEAR = frozenset(("jaar", "jr", "jaren", "jarigen"))
_PARTS = {"maanden": 12, "maand": 12, "mnd": 12, "weken": 52, "week": 52, "wk": 52, "dagen": 365, "dag": 365}
_OLD = frozenset(("oud", "oude", "jong", "jonge"))
_BE = frozenset(("is", "zijn", "was", "waren", "wordt", "werd", "ben", "bent", "worden"))
_POSSESSIVE = frozenset(("zijn", "haar", "hun", "de", "het", "mijn"))
_SINCE = frozenset(("sinds", "op", "vanaf", "tot", "voor", "na", "rond"))
_NO_AGE = frozenset("+%-/€x°")
_BECOMES = frozenset(("wordt", "werd", "worden"))
_SIBLINGS = frozenset(("jongste", "oudste", "middelste"))
_HALF = frozenset(("anderhalf", "anderhalve"))
_OLDEST = 109


@dataclass(frozen=True, slots=True)
class _Group:
    """One age group; the texts are those of `leeftijd.yml`."""

    until: int
    bare: str
    after: str
    noun: str
    before: str
    short: str


class AgeFinder:
    """Finds exact ages."""

    def __init__(self, material: Material) -> None:
        """Take the word lists."""
        file = material.files["leeftijd"]
        self._groups = tuple(
            _Group(int(g["tot"]), g["kaal"], g["bij"], g["zelf"], g["voor"], g["kort"]) for g in file["groepen"]
        )
        self._mixed = str(file["gemengd"])
        self._people = material.words("leeftijd", "personen")
        self._before = material.words("leeftijd", "duur_ervoor")
        self._after = material.words("leeftijd", "duur_erna")
        self._aside = material.words("woorden", "terzijde")
        self._no_age = material.words("woorden", "geen_leeftijd_erna")
        self._own = material.words("woorden", "na_verjaardag")

    def find(self, reading: Reading) -> Iterator[Candidate]:
        """Yield ages."""
        for place in range(len(reading.tokens)):
            found = (
                self._birthday(reading, place)
                or self._aged(reading, place)
                or self._years(reading, place)
                or self._bare(reading, place)
            )
            if found is not None:
                yield found

    def _back(self, reading: Reading, place: int) -> int:
        """Step back over words such as "bijna" and "net"."""
        return skip_aside(reading, place, self._aside)

    def group_of(self, years: int) -> _Group:
        """Return the group of an age in years."""
        return next((group for group in self._groups if years < group.until), self._groups[-1])

    def _aged(self, reading: Reading, place: int) -> Candidate | None:
        """Read "7-jarige", "zevenjarig" and "op 7-jarige leeftijd"."""
        token = word(reading, place)
        ending = next((end for end in ("jarigen", "jarige", "jarig") if token.endswith(end)), None)
        if ending is None:
            return None
        stem, first = token.removesuffix(ending), place
        if not stem and place and (glued(reading, place - 1) or spaced(reading, place - 1)):
            stem, first = word(reading, place - 1), place - 1
        years = cardinal(stem)
        if years is None:
            return None
        group = self.group_of(years)
        if word(reading, place + 1) == "leeftijd":
            start = first - 1 if word(reading, first - 1) == "op" else first
            return Candidate(start, place + 1, HintType.LEEFTIJD, group.after)
        if ending == "jarigen":
            return Candidate(first, place, HintType.LEEFTIJD, group.noun + "s")
        if word(reading, first - 1) in _BE and word(reading, place + 1) not in self._people:
            return Candidate(first, place, HintType.LEEFTIJD, group.after)
        before_noun = ending == "jarig" or (word(reading, place + 1) in self._people and spaced(reading, place))
        if not before_noun:
            return Candidate(first, place, HintType.LEEFTIJD, group.noun)
        return Candidate(first, place, HintType.LEEFTIJD, group.short if ending == "jarig" else group.before)

    def _years(self, reading: Reading, place: int) -> Candidate | None:
        """Read "7 jaar", "zeven jaar oud", "8 maanden oud", "anderhalf jaar" and lists of these."""
        token = word(reading, place)
        half = token in _HALF
        number = 1 if half else cardinal(token)
        if number is None or number > _OLDEST:
            return None
        unit = self._list_end(reading, place) + 1
        unit_word = word(reading, unit)
        if unit_word not in _YEAR and unit_word not in _PARTS and not half:
            return None
        if half and unit_word not in _YEAR:
            unit = place
            unit_word = "jaar"
        if not together(reading, place, unit):
            return None
        old = word(reading, unit + 1) in _OLD
        if old:
            unit += 1
        elif (unit_word in _PARTS and not self._of_person(reading, place)) or not self._is_age(reading, place, unit):
            return None
        return self._worded(reading, place, unit, self._numbers(reading, place, unit, unit_word))

    def _list_end(self, reading: Reading, place: int) -> int:
        """Return the last number of a list of ages that starts at a place: "4, 7 en 9"."""
        last = place
        while last + 1 < len(reading.tokens):
            following = last + 1
            comma = between(reading, last).strip() == ","
            if word(reading, following) in ("en", "of") and spaced(reading, last) and spaced(reading, following):
                following, comma = following + 1, True
            number = cardinal(word(reading, following)) if word(reading, following) != "een" else None
            if not comma or number is None or not together(reading, place, following):
                break
            last = following
        return last

    def _numbers(self, reading: Reading, first: int, last: int, unit: str) -> list[int]:
        values = [cardinal(word(reading, at)) for at in range(first, last + 1)]
        return [value // _PARTS.get(unit, 1) for value in values if value is not None] or [1]

    def _is_age(self, reading: Reading, place: int, unit: int) -> bool:
        """Say whether "7 jaar" is an age: nothing says duration, and something says person."""
        if word(reading, unit + 1) in self._after and spaced(reading, unit):
            return False
        before = self._back(reading, place - 1)
        if before >= 0 and (word(reading, before) in self._before or word(reading, place - 1) in ("al", "ruim")):
            return False
        if before < 0:
            return word(reading, unit + 1) == "" or "," in between(reading, unit)
        return word(reading, before) in _BE or self._of_person(reading, place)

    def _of_person(self, reading: Reading, place: int) -> bool:
        """Say whether a person stands before it: "zoon van 7", "dochter (7", "kind, 7"."""
        before = self._back(reading, place - 1)
        if not together(reading, before, place):
            return False
        if word(reading, before) in ("van", "en", "of"):
            before = self._back(reading, before - 1)
        return word(reading, before) in self._people or (before >= 0 and cardinal(word(reading, before)) is not None)

    def _worded(self, reading: Reading, first: int, last: int, values: list[int]) -> Candidate:
        """Choose the broader words that fit what stands before."""
        groups = {self.group_of(value).bare: self.group_of(value) for value in values}
        group = next(iter(groups.values()))
        before = self._back(reading, first - 1)
        mixed = len(groups) > 1
        if word(reading, before) == "van" and together(reading, before, first):
            return Candidate(before, last, HintType.LEEFTIJD, self._mixed if mixed else group.after)
        if word(reading, before) in ("wordt", "werd") and together(reading, before, first):
            become = "is" if word(reading, before) == "wordt" else "was"
            return Candidate(before, last, HintType.LEEFTIJD, f"{become} {self._mixed if mixed else group.after}")
        if mixed:
            return Candidate(before + 1, last, HintType.LEEFTIJD, self._mixed)
        if word(reading, before) in _BE and together(reading, before, first):
            return Candidate(before + 1, last, HintType.LEEFTIJD, group.after)
        beside = word(reading, before) in self._people and spaced(reading, before)
        return Candidate(before + 1, last, HintType.LEEFTIJD, group.after if beside else group.bare)

    def _bare(self, reading: Reading, place: int) -> Candidate | None:
        """Read an age without "jaar": "een zoon van 7", "meisje (7)", "zij is 15"."""
        years = cardinal(word(reading, place))
        if years is None or word(reading, place) in ("een",) or years > _OLDEST:
            return None
        last = self._list_end(reading, place)
        gap = between(reading, last)
        closed = last + 1 == len(reading.tokens) or not spaced(reading, last)
        if gap[:1] in _NO_AGE or glued(reading, last):
            return None
        before = self._back(reading, place - 1)
        if not together(reading, before, place):
            return None
        free = closed or word(reading, last + 1) not in self._no_age
        owner = word(reading, self._back(reading, before - 1)) if word(reading, before) == "van" else ""
        of_many = owner in _SIBLINGS and not word(reading, place).isdigit()  # "de jongste van zeven"
        if owner in self._people and free and not of_many:
            return self._worded(reading, place, last, self._numbers(reading, place, last, "jaar"))
        opening = between(reading, place - 1) if place else ""
        if "(" in opening and gap.startswith(")") and word(reading, place - 1) in self._people:
            return self._worded(reading, place, last, self._numbers(reading, place, last, "jaar"))
        if closed and any(word(reading, at) in _BECOMES for at in range(max(place - 4, 0), place - 1)):
            return Candidate(place, last, HintType.LEEFTIJD, "ouder")
        subject = word(reading, self._back(reading, before - 1))
        if word(reading, before) in _BE and closed and (subject in self._people or subject == "leeftijd"):
            return self._worded(reading, place, last, self._numbers(reading, place, last, "jaar"))
        return None

    def _birthday(self, reading: Reading, place: int) -> Candidate | None:
        """Read "haar 16e verjaardag" and "sinds zijn zevende"."""
        years = ordinal(word(reading, place))
        at = place
        if years is None and cardinal(word(reading, place)) is not None and glued(reading, place):
            years, at = ordinal(word(reading, place) + word(reading, place + 1)), place + 1
        if years is None or years < 1:
            return None
        group = self.group_of(years)
        after = word(reading, at + 1)
        if after in ("verjaardag", "levensjaar") and spaced(reading, at):
            if word(reading, place - 1) in _POSSESSIVE:
                return Candidate(
                    place, at + 1, HintType.LEEFTIJD, "verjaardag" if after == "verjaardag" else group.bare
                )
            return None
        ends = at + 1 == len(reading.tokens) or not spaced(reading, at)
        own = word(reading, place - 1) in ("zijn", "haar", "hun")
        if own and word(reading, place - 2) in _SINCE and (ends or after in self._own):
            start = place - 2 if word(reading, place - 2) == "op" else place - 1
            wording = group.after if start == place - 2 else f"de {group.bare}" if "leeftijd" in group.bare else "later"
            return Candidate(start, at, HintType.LEEFTIJD, wording)
        return None
