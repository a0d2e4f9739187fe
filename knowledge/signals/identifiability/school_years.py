"""School years, such as "groep 5" and "havo 3": they tell the age."""

from collections.abc import Iterator

from knowledge.language.reading import Reading
from knowledge.signals.identifiability.material import Material
from knowledge.signals.identifiability.model import Candidate, HintType
from knowledge.signals.identifiability.numbers import cardinal
from knowledge.signals.identifiability.text import glued, spaced, together, word

_INTO = frozenset(("in", "naar", "uit", "op"))
_KEPT = frozenset(("naar", "uit"))
_ARTICLES = frozenset(("de", "het"))
_PEOPLE = frozenset(("kinderen", "mensen", "ouders", "leerlingen"))
_LAST_PRIMARY = 8
_LAST_SECONDARY = 6


class SchoolYearFinder:
    """Finds school years."""

    def __init__(self, material: Material) -> None:
        """Take the word lists."""
        file = material.files["leeftijd"]
        self._primary, self._secondary = str(file["klas_basis"]), str(file["klas_middelbaar"])
        self._kinds = material.words("woorden", "klassen")
        self._names = material.words("woorden", "klasnamen")

    def find(self, reading: Reading) -> Iterator[Candidate]:
        """Yield school years."""
        for place, token in enumerate(reading.tokens):
            if token.word in self._names:
                yield self._worded(reading, place, place, self._secondary)
            elif token.word == "groep" and self._number(reading, place, _LAST_PRIMARY):
                if word(reading, place + 2) not in _PEOPLE and not glued(reading, place + 1):
                    yield self._worded(reading, place, place + 1, self._primary)
            elif token.word in self._kinds and self._number(reading, place, _LAST_SECONDARY):
                yield self._worded(reading, place, place + 1, self._secondary)

    def _number(self, reading: Reading, place: int, most: int) -> bool:
        """Say whether the number of a year follows."""
        if not together(reading, place, place + 1) or not spaced(reading, place):
            return False
        number = cardinal(word(reading, place + 1))
        return number is not None and 1 <= number <= most

    def _worded(self, reading: Reading, place: int, last: int, wording: str) -> Candidate:
        """Choose the school; "naar" and "uit" before it stay."""
        before = place - 1
        if word(reading, before) in _ARTICLES and word(reading, before - 1) in _INTO:
            before -= 1
        bare = wording.removeprefix("op ")
        preposition = word(reading, before)
        if preposition not in _INTO or not together(reading, max(before, 0), place):
            return Candidate(place, last, HintType.KLAS, bare)
        return Candidate(before, last, HintType.KLAS, f"{preposition} {bare}" if preposition in _KEPT else wording)
