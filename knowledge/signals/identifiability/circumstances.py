"""Professions, many children, and rare facts."""

from collections.abc import Iterator

from knowledge.language.reading import Reading
from knowledge.signals.identifiability.material import Material, Rare
from knowledge.signals.identifiability.model import Candidate, HintType
from knowledge.signals.identifiability.numbers import cardinal, ordinal
from knowledge.signals.identifiability.text import spaced, together, word

_LONGEST = 4
_IS = {"is": "werkt", "was": "werkte", "zijn": "werken", "waren": "werkten"}
_WORKS = {"werkt": "werkt", "werkte": "werkte", "werken": "werken", "gewerkt": "gewerkt", "werkzaam": "werkzaam"}
_MANY = 4
_MOST = 15
_SIBLINGS = frozenset(("jongste", "oudste", "middelste"))
_WORK_NOUNS = frozenset(("baan", "werk", "slag"))


class WorkFinder:
    """Finds the profession of somebody in the family; a professional who is only named does not count."""

    def __init__(self, material: Material) -> None:
        """Take the word lists."""
        self._jobs = material.jobs
        self._starts = {words[0] for words in material.jobs}
        self._people = material.words("leeftijd", "personen") - {"persoon", "leeftijd"}
        self._adverbs = material.words("woorden", "bijwoorden") | {"een"}
        self._joins = material.words("woorden", "bijzin")

    def find(self, reading: Reading) -> Iterator[Candidate]:
        """Yield professions."""
        for place in range(len(reading.tokens)):
            if word(reading, place) in self._starts:
                last, broader = self._job(reading, place)
                found = self._told(reading, place, last, broader) if broader else None
                if found is not None:
                    yield found

    def _job(self, reading: Reading, place: int) -> tuple[int, str]:
        for length in range(_LONGEST, 0, -1):
            last = place + length - 1
            broader = self._jobs.get(tuple(word(reading, at) for at in range(place, last + 1)))
            if broader and together(reading, place, last):
                return last, broader
        return place, ""

    def _told(self, reading: Reading, place: int, last: int, broader: str) -> Candidate | None:
        """Choose the words by how it is told: "is huisarts", "werkt als huisarts", "huisarts van beroep"."""
        before = place - 1
        while word(reading, before) in self._adverbs:
            before -= 1
        if not together(reading, max(before, 0), place):
            return None
        said = word(reading, before)
        if said in _IS and self._of_family(reading, before):
            beroep = word(reading, last + 1) == "van" and word(reading, last + 2) == "beroep"
            return Candidate(before, last + 2 if beroep else last, HintType.BEROEP, f"{_IS[said]} {broader}")
        if said == "als":
            return self._as(reading, before, last, broader)
        after = word(reading, last + 1)
        if after in _IS and said in self._people and self._in_subclause(reading, before, last + 1):
            return Candidate(place, last + 1, HintType.BEROEP, f"{broader} {_IS[after]}")
        if after == "van" and word(reading, last + 2) == "beroep":
            return Candidate(place, last + 2, HintType.BEROEP, f"werkzaam {broader}")
        aside = said in self._people and before == place - 1 and not spaced(reading, before)
        closed = last + 1 == len(reading.tokens) or not spaced(reading, last)
        return Candidate(place, last, HintType.BEROEP, f"werkzaam {broader}") if aside and closed else None

    def _in_subclause(self, reading: Reading, subject: int, last: int) -> bool:
        """Say whether a verb closes a clause such as "omdat vader agent is"."""
        if not together(reading, subject, last) or not spaced(reading, subject):
            return False
        return any(word(reading, at) in self._joins for at in range(max(subject - 3, 0), subject))

    def _as(self, reading: Reading, place: int, last: int, broader: str) -> Candidate | None:
        """Read "werkt als huisarts" and "als huisarts werkt"."""
        verb = word(reading, place - 1)
        if verb in _WORKS or verb in _WORK_NOUNS:
            return Candidate(place, last, HintType.BEROEP, broader)
        near = [word(reading, at) for at in range(max(place - 4, 0), place)]
        if any(token in _WORKS for token in near) or word(reading, last + 1) in _WORKS:
            return Candidate(place, last, HintType.BEROEP, broader)
        return None

    def _of_family(self, reading: Reading, place: int) -> bool:
        """Say whether the subject of "is" is somebody of the family."""
        near = [word(reading, at) for at in range(max(place - 3, 0), place) if together(reading, at, place)]
        return bool(near) and (near[-1] in self._people or (word(reading, place + 1) in self._people))


class FamilyFinder:
    """Finds families with four or more children."""

    def __init__(self, material: Material) -> None:
        """Take the word lists."""
        self._children = material.words("woorden", "kinderen")
        self._elsewhere = material.words("woorden", "geen_gezin")

    def find(self, reading: Reading) -> Iterator[Candidate]:
        """Yield numbers of children, and "de jongste van zeven"."""
        for place in range(len(reading.tokens)):
            found = self._many(reading, place) or self._of_many(reading, place) or self._rank(reading, place)
            if found is not None:
                yield found

    def _many(self, reading: Reading, place: int) -> Candidate | None:
        number = cardinal(word(reading, place))
        if number is None or not _MANY <= number <= _MOST or word(reading, place + 1) not in self._children:
            return None
        near = {word(reading, at) for at in range(place + 2, place + 6)}
        if not near.isdisjoint(self._elsewhere) or not spaced(reading, place) or word(reading, place + 1) == "kind":
            return None
        return Candidate(place, place, HintType.GEZIN, "meerdere")

    def _of_many(self, reading: Reading, place: int) -> Candidate | None:
        number = cardinal(word(reading, place))
        if number is None or not _MANY <= number <= _MOST or word(reading, place - 1) != "van":
            return None
        counted = word(reading, place - 2)
        if counted not in _SIBLINGS and counted != "gezin" and ordinal(counted) is None:
            return None
        if counted in _SIBLINGS and word(reading, place).isdigit():  # "de oudste van 8" is eight years old
            return None
        if word(reading, place + 1) in ("jaar", "maanden", "weken"):
            return None
        if counted == "gezin":
            return Candidate(place - 1, place, HintType.GEZIN, "met meerdere mensen")
        return Candidate(place - 1, place, HintType.GEZIN, "van meerdere kinderen")

    def _rank(self, reading: Reading, place: int) -> Candidate | None:
        rank = ordinal(word(reading, place))
        if rank is None or not _MANY <= rank <= _MOST or word(reading, place + 1) not in ("kind", "kindje"):
            return None
        return Candidate(place, place, HintType.GEZIN, "jongere")


class RareFinder:
    """Finds rare facts by the patterns of `opvallend.yml`."""

    def __init__(self, material: Material) -> None:
        """Take the patterns."""
        self._rare = material.rare
        self._index = material.index
        self._plural: dict[str, str] = material.files["woorden"]["meervoud"]

    def find(self, reading: Reading) -> Iterator[Candidate]:
        """Yield rare facts."""
        for match in self._index.find(reading.tokens):
            yield self._worded(reading, match.first, match.last, self._rare[match.owner])

    def _worded(self, reading: Reading, first: int, last: int, rare: Rare) -> Candidate:
        before = word(reading, first - 1) if first and spaced(reading, first - 1) else ""
        wording = rare.broader
        if before == "een" and rare.after_an:
            first, wording = first - 1, rare.after_an
        elif before in ("de", "het", "die", "deze") and rare.after_the:
            first, wording = first - 1, rare.after_the
        verb = self._plural.get(word(reading, last + 1)) if rare.plural and spaced(reading, last) else None
        if verb is not None and together(reading, first, last + 1):
            return Candidate(first, last + 1, rare.type, f"{wording} {verb}")
        return Candidate(first, last, rare.type, wording)
