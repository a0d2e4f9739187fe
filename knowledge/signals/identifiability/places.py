"""Towns, neighbourhoods, and where somebody is from."""

from collections.abc import Iterator, Mapping

from knowledge.language.inflection import noun
from knowledge.language.patterns import plain
from knowledge.language.reading import Reading
from knowledge.signals.identifiability.material import Material, name_words
from knowledge.signals.identifiability.model import Candidate, HintType
from knowledge.signals.identifiability.text import capital, glued, spaced, starts_sentence, together, word

_LONGEST = 5
_STAY = frozenset(("in", "te", "bij", "nabij", "rond", "rondom", "buiten", "op", "tussen"))
_FROM = frozenset(("uit", "vanuit"))
_TOWARDS = frozenset(("naar", "richting"))
_ARTICLES = frozenset(("de", "het", "een"))
_BUURT = ("buurt", "wijk", "kwartier")
_REACH = 4


class PlaceFinder:
    """Finds places by list, and neighbourhoods also by their ending ("de Bomenbuurt")."""

    def __init__(self, material: Material) -> None:
        """Take the word lists."""
        self._places = material.places
        self._starts = {words[0] for words in material.places}
        self._before = material.words("plaatsen", "voorzetsels") | {"op"}
        self._organisations = material.words("plaatsen", "organisaties")
        self._plain = material.words("woorden", "gewone_wijk")
        self._live = material.words("plaatsen", "wonen")

    def find(self, reading: Reading) -> Iterator[Candidate]:
        """Yield towns and neighbourhoods."""
        skip = -1
        for place in range(len(reading.tokens)):
            if place <= skip:
                continue
            found = self._listed(reading, place) or self._ending(reading, place)
            if found is not None:
                skip = found.last
                yield found

    def _listed(self, reading: Reading, place: int) -> Candidate | None:
        if word(reading, place) not in self._starts:
            return None
        for length in range(_LONGEST, 0, -1):
            last = place + length - 1
            label = self._places.get(tuple(word(reading, at) for at in range(place, last + 1)))
            if label is None or not together(reading, place, last):
                continue
            if self._counts(reading, place, label):
                return self._worded(reading, place, last, label.rstrip("?"))
        return None

    def _counts(self, reading: Reading, place: int, label: str) -> bool:
        """Say whether it is the place that is meant, and no organisation, person or common word."""
        if word(reading, place - 1) in self._organisations and spaced_or_none(reading, place):
            return False
        if word(reading, place - 1) in ("van", "der", "den", "xnaamx") and capital(reading, place - 1):
            return False
        if not label.endswith("?"):
            return True
        before = word(reading, place - 1 - (word(reading, place - 1) in _ARTICLES))
        if before not in self._before and before not in ("gemeente", "dorp", "stad", "stadsdeel"):
            return False
        if label == "wijk?":
            return capital(reading, place)
        if capital(reading, place):
            return not starts_sentence(reading, place)
        near = {word(reading, at) for at in range(max(place - _REACH, 0), place)}
        return not near.isdisjoint(self._live)

    def _ending(self, reading: Reading, place: int) -> Candidate | None:
        """Read a neighbourhood that no list holds: "de Bomenbuurt"."""
        token = word(reading, place)
        named = token.endswith(_BUURT) and token not in self._plain and capital(reading, place)
        if not named or starts_sentence(reading, place) or word(reading, place - 1) not in ("de", "het"):
            return None
        return self._worded(reading, place, place, "wijk")

    def _worded(self, reading: Reading, place: int, last: int, label: str) -> Candidate:
        kind = HintType.PLAATS if label == "plaats" else HintType.WIJK
        first = place - 1 if word(reading, place - 1) in _ARTICLES and label == "wijk" else place
        before = word(reading, first - 1) if first and spaced(reading, first - 1) else ""
        if before in ("gemeente", "dorp", "stad", "stadsdeel"):
            first -= 2 if word(reading, first - 2) in _ARTICLES else 1
            before = word(reading, first - 1) if first and spaced(reading, first - 1) else ""
        place_words = ("de regio", "een andere plaats") if label == "plaats" else ("een wijk", "een andere wijk")
        if before in _STAY:
            return Candidate(first - 1, last, kind, f"in {place_words[0]}")
        if before in _FROM:
            return Candidate(first - 1, last, kind, f"uit {place_words[0]}")
        if before in _TOWARDS:
            return Candidate(first - 1, last, kind, f"naar {place_words[1]}")
        return Candidate(first, last, kind, place_words[0] if label == "plaats" else "de wijk")


class OriginFinder:
    """Finds countries, nationalities and languages of small groups."""

    def __init__(self, material: Material) -> None:
        """Take the word lists."""
        file = material.files["herkomst"]
        self._countries = {name_words(name) for name in file["landen"].split(",")}
        self._starts = {words[0] for words in self._countries}
        adjectives = material.words("herkomst", "bijvoeglijk")
        self._short = adjectives
        self._long = frozenset(form for base in adjectives for form in (base + "e", _voiced(base)))
        single = material.words("herkomst", "personen")
        self._persons = {form: len(form) > len(base) for base in single for form in (base, *_plurals(base))}
        self._languages = material.words("herkomst", "talen")
        self._broader: Mapping[str, str] = file["breder"]

    def find(self, reading: Reading) -> Iterator[Candidate]:
        """Yield what tells where somebody is from."""
        for place in range(len(reading.tokens)):
            found = self._country(reading, place) or self._language(reading, place) or self._group(reading, place)
            if found is not None:
                yield found

    def _country(self, reading: Reading, place: int) -> Candidate | None:
        if word(reading, place) not in self._starts:
            return None
        for length in (2, 1):
            names = tuple(word(reading, at) for at in range(place, place + length))
            if names in self._countries and capital(reading, place):
                return Candidate(place, place + length - 1, HintType.HERKOMST, self._broader["land"])
        return None

    def _language(self, reading: Reading, place: int) -> Candidate | None:
        spoken = word(reading, place - 1) in ("spreekt", "spreken", "sprak", "verstaat", "tolk") or (
            word(reading, place + 1) in ("spreekt", "spreken", "sprekend", "sprekende", "sprekenden")
        )
        if spoken and word(reading, place) in self._languages and not glued(reading, place):
            return Candidate(place, place, HintType.HERKOMST, self._broader["taal"])
        return None

    def _group(self, reading: Reading, place: int) -> Candidate | None:
        token = word(reading, place)
        if not capital(reading, place) and token not in self._long:
            return None
        if token in self._long:
            return Candidate(place, place, HintType.HERKOMST, self._broader["bijvoeglijk"])
        if token in self._persons and word(reading, place - 1) in ("een", "als"):
            first = place - 1 if word(reading, place - 1) == "een" else place
            return Candidate(first, place, HintType.HERKOMST, self._broader["persoon"])
        if token in self._short:
            return Candidate(place, place, HintType.HERKOMST, self._broader["bijvoeglijk_kort"])
        if token in self._persons:
            key = "personen" if self._persons[token] else "persoon"
            return Candidate(place, place, HintType.HERKOMST, self._broader[key])
        return None


def _voiced(base: str) -> str:
    """Return the inflected form with a voiced end: "albanees" gives "albanese"."""
    return base[:-2] + "se" if base.endswith("ees") else base + "e"


def _plurals(base: str) -> set[str]:
    """Return the plurals of a word for a person."""
    return {form for form in noun(plain(base)) if form.endswith(("en", "s", "n")) and form != base}


def spaced_or_none(reading: Reading, place: int) -> bool:
    """Say whether the word before a place belongs to it."""
    return place > 0 and (spaced(reading, place - 1) or glued(reading, place - 1))
