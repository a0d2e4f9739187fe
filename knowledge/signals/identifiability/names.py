"""Names of schools, clubs and employers."""

from collections.abc import Iterator

from knowledge.language.reading import Reading
from knowledge.signals.identifiability.material import Material, name_words
from knowledge.signals.identifiability.model import Candidate, HintType
from knowledge.signals.identifiability.text import capital, name_end, spaced, starts_sentence, together, word

_PARTICLES = frozenset(("de", "het", "t", "van", "der", "den", "en", "op", "in", "aan", "ter", "ten"))
_ARTICLES = frozenset(("de", "het", "een", "zijn", "haar", "hun"))
_WRITER = frozenset(("ik", "wij", "we"))
_REACH = 5
_LONGEST = 3
_LEAST_STEM = 3


class NameFinder:
    """Finds names by the word before them, by their ending, or by a list."""

    def __init__(self, material: Material) -> None:
        """Take the word lists."""
        file = material.files["namen"]
        self._schools: dict[str, str] = file["scholen"]
        self._endings: dict[str, str] = file["schooleinden"]
        self._plain_schools = material.words("namen", "schoolwoorden")
        self._clubs = material.words("namen", "clubs")
        self._letters = material.words("namen", "clubletters")
        self._club_names = material.words("namen", "clubnamen")
        self._club = str(file["club_breder"])
        self._employers = {name_words(name.replace(".", " ")) for name in file["werkgevers"].split(",")}
        self._employer_starts = {words[0] for words in self._employers}
        self._work = material.words("namen", "werk_woorden")
        self._employer = str(file["werkgever_breder"])
        self._no_employer = material.words("namen", "geen_werkgever")

    def find(self, reading: Reading) -> Iterator[Candidate]:
        """Yield names of schools, clubs and employers."""
        for place in range(len(reading.tokens)):
            found = (
                self._school(reading, place)
                or self._ending(reading, place)
                or self._named_club(reading, place)
                or self._at_work(reading, place)
                or self._listed(reading, place)
            )
            if found is not None:
                yield found

    def _named(self, reading: Reading, place: int) -> int | None:
        """Return the last token of a name right after a word; None when no name follows."""
        following = place + 1
        if following >= len(reading.tokens) or not spaced(reading, place) or not together(reading, place, following):
            return None
        if word(reading, following) in _PARTICLES and not capital(reading, following):
            if not self._follows(reading, following):
                return None
        elif not capital(reading, following) or word(reading, following)[0].isdigit():
            return None
        return name_end(reading, following, _PARTICLES)

    def _follows(self, reading: Reading, place: int) -> bool:
        """Say whether "de" after a school starts its name: "basisschool de Regenboog"."""
        return place + 1 < len(reading.tokens) and spaced(reading, place) and capital(reading, place + 1)

    def _school(self, reading: Reading, place: int) -> Candidate | None:
        broader = self._schools.get(word(reading, place))
        last = self._named(reading, place) if broader else None
        if broader is None or last is None:
            return None
        small = word(reading, place + 1) in ("van", "in", "op", "en", "aan") and not capital(reading, place + 1)
        if small or (word(reading, place) == "school" and not starts_name(reading, place + 1)):
            return None
        return self._with_article(reading, place, last, HintType.SCHOOL, broader)

    def _ending(self, reading: Reading, place: int) -> Candidate | None:
        """Read a name that ends in the kind of school: "het Calandlyceum", "de Regenboogschool"."""
        name = word(reading, place)
        if name in self._endings:
            first = self._name_before(reading, place)
            return (
                self._with_article(reading, first, place, HintType.SCHOOL, self._endings[name])
                if first < place
                else None
            )
        if name in self._plain_schools or not capital(reading, place) or starts_sentence(reading, place):
            return None
        for ending, broader in self._endings.items():
            stem = name.removesuffix(ending)
            if stem != name and len(stem) >= _LEAST_STEM:
                return self._with_article(reading, place, place, HintType.SCHOOL, broader)
        return None

    def _name_before(self, reading: Reading, place: int) -> int:
        """Return the first token of the capitals right before a place: "Al Wafa" in "de Al Wafa school"."""
        first = place
        while first and spaced(reading, first - 1) and capital(reading, first - 1):
            if starts_sentence(reading, first - 1) or word(reading, first - 1)[0].isdigit():
                break
            first -= 1
        return first

    def _named_club(self, reading: Reading, place: int) -> Candidate | None:
        token = word(reading, place)
        if token in self._club_names and capital(reading, place) and word(reading, place - 1) in ("bij", "van", "voor"):
            return Candidate(place, place, HintType.CLUB, self._club)
        letters = token in self._letters and capital(reading, place)
        if not letters and token not in self._clubs:
            return None
        last = self._named(reading, place)
        if last is None or (not letters and not starts_name(reading, place + 1)):
            return None
        return self._with_article(reading, place, last, HintType.CLUB, self._club)

    def _at_work(self, reading: Reading, place: int) -> Candidate | None:
        """Read "werkt bij Jansen Bouw"."""
        if word(reading, place) not in ("bij", "voor", "in", "van") or not self._working(reading, place):
            return None
        first = place + 1
        if word(reading, first) in ("de", "het") and self._follows(reading, first):
            first += 1
        elif word(reading, first) in self._no_employer:
            return None
        if not together(reading, place, first) or not capital(reading, first) or not spaced(reading, place):
            return None
        if word(reading, first)[0].isdigit() or (
            word(reading, place) in ("in", "van") and not self._is_listed(reading, first)
        ):
            return None
        if word(reading, first) in self._no_employer:
            return None
        last = name_end(reading, first, frozenset(("en", "van")))
        return Candidate(place, last, HintType.WERKGEVER, self._employer)

    def _working(self, reading: Reading, place: int) -> bool:
        near = range(max(place - _REACH, 0), place)
        if any(word(reading, at) in _WRITER for at in near):
            return False
        return any(word(reading, at) in self._work and together(reading, at, place) for at in near) or (
            word(reading, place - 1) in ("baas", "collega") or self._work_after(reading, place)
        )

    def _work_after(self, reading: Reading, place: int) -> bool:
        """Say whether the verb closes the clause: "omdat vader bij Jansen Bouw werkt"."""
        near = range(place + 2, min(place + _REACH + 1, len(reading.tokens)))
        return any(word(reading, at) in ("werkt", "werkte", "werken") and together(reading, place, at) for at in near)

    def _is_listed(self, reading: Reading, first: int) -> bool:
        return any(
            tuple(word(reading, first + at) for at in range(length)) in self._employers
            for length in range(1, _LONGEST + 1)
        )

    def _listed(self, reading: Reading, place: int) -> Candidate | None:
        """Read a well-known employer after "bij" or "van": "bij de Albert Heijn"."""
        if word(reading, place) not in self._employer_starts or not capital(reading, place):
            return None
        before = place - 1 if word(reading, place - 1) in _ARTICLES else place
        if word(reading, before - 1) not in ("bij", "van", "op", "voor", "in") or not self._working(
            reading, before - 1
        ):
            return None
        for length in range(_LONGEST, 0, -1):
            if tuple(word(reading, place + at) for at in range(length)) in self._employers:
                return Candidate(before - 1, place + length - 1, HintType.WERKGEVER, self._employer)
        return None

    def _with_article(self, reading: Reading, first: int, last: int, kind: HintType, broader: str) -> Candidate:
        """Let the article before the name go with it, because the broader words bring their own."""
        start = first - 1 if word(reading, first - 1) in _ARTICLES and spaced(reading, first - 1) else first
        return Candidate(start, last, kind, broader)


def starts_name(reading: Reading, place: int) -> bool:
    """Say whether a word with a capital is there, or "de" with one after it."""
    at = place + 1 if word(reading, place) in ("de", "het", "t") and place + 1 < len(reading.tokens) else place
    return at < len(reading.tokens) and capital(reading, at) and not word(reading, at)[0].isdigit()
