"""The word lists of the identifiability check, read from YAML."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import SignalDataError
from knowledge.language.index import Index
from knowledge.language.inflection import Verbs
from knowledge.language.lexicon import load_verbs
from knowledge.language.patterns import Pattern, compile_elements, plain
from knowledge.signals.identifiability.model import HintType
from knowledge.yaml_text import read_yaml

DATA = Path(__file__).resolve().parent / "data"
Names = Mapping[tuple[str, ...], str]
# What each file must hold; the files without keys are checked record by record.
_KEYS: dict[str, tuple[str, ...]] = {
    "plaatsen": ("plaatsen", "ook_woord", "voorzetsels", "organisaties", "wonen"),
    "wijken": ("wijken", "ook_woord"),
    "leeftijd": ("groepen", "gemengd", "klas_basis", "klas_middelbaar", "personen", "duur_ervoor", "duur_erna"),
    "beroepen": (),
    "herkomst": ("landen", "bijvoeglijk", "personen", "talen", "breder"),
    "namen": (
        *("scholen", "schooleinden", "schoolwoorden", "clubs", "clubletters", "clubnamen", "club_breder"),
        *("werkgevers", "werk_woorden", "werkgever_breder", "geen_werkgever"),
    ),
    "datums": (
        *("maanden", "seizoenen", "doordeweeks", "weekend", "dagdelen", "voorzetsels", "geboren"),
        *("vorig", "komend", "elk", "breder"),
    ),
    "opvallend": (),
    "uitleg": tuple(kind.value for kind in HintType),
    "woorden": (
        *("terzijde", "bijwoorden", "kinderen", "geen_gezin", "klassen", "klasnamen", "geen_leeftijd_erna"),
        *("na_verjaardag", "gewone_wijk", "bijzin", "meervoud"),
    ),
}


@dataclass(frozen=True, slots=True)
class Rare:
    """A rare fact and its broader words.

    Attributes:
        type: What kind of detail it is.
        broader: Broader words; None when there are none.
        after_an: Broader words that also replace "een" before it.
        after_the: Broader words that also replace "de" or "het" before it.
        plural: Whether the broader words ask for a plural verb.
    """

    type: HintType
    broader: str | None
    after_an: str | None
    after_the: str | None
    plural: bool


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the finders know.

    Attributes:
        files: Content of the YAML files by name.
        why: The reason for each type.
        places: Names of places by their words, with "plaats" or "wijk", and "?" after it when also a common word.
        jobs: Professions by their words, with the broader work.
        rare: The rare facts.
        index: Finds the rare facts.
    """

    files: Mapping[str, Any]
    why: Mapping[HintType, str]
    places: Names
    jobs: Names
    rare: tuple[Rare, ...]
    index: Index

    def words(self, file: str, name: str) -> frozenset[str]:
        """Return a list of words of a file."""
        return frozenset(plain(self.files[file][name]).split())


def load_material(folder: Path = DATA) -> Material:
    """Read the word lists.

    Raises:
        SignalDataError: A file is missing or malformed.
    """
    files = {name: _file(folder / f"{name}.yml", keys) for name, keys in _KEYS.items()}
    try:
        rare, index = _rare(files["opvallend"], load_verbs())
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SignalDataError(folder / "opvallend.yml", 0, f"a record has another shape or kind ({error})") from error
    why = {kind: str(files["uitleg"][kind.value]) for kind in HintType}
    places = {
        **_names(files["plaatsen"]["plaatsen"], "plaats"),
        **_names(files["plaatsen"]["ook_woord"], "plaats?"),
        **_names(files["wijken"]["wijken"], "wijk"),
        **_names(files["wijken"]["ook_woord"], "wijk?"),
    }
    try:
        jobs = {key: group["breder"] for group in files["beroepen"].values() for key in _names(group["namen"], "")}
    except (KeyError, TypeError, AttributeError) as error:
        raise SignalDataError(folder / "beroepen.yml", 0, "each kind of work needs breder and namen") from error
    return Material(files, why, places, jobs, rare, index)


def _file(path: Path, keys: tuple[str, ...]) -> Any:  # noqa: ANN401 - YAML is any value
    """Read a file; one with keys must be a mapping that holds them all."""
    content = read_yaml(path, SignalDataError)
    absent = [key for key in keys if not isinstance(content, dict) or not content.get(key)]
    if absent:
        raise SignalDataError(path, 0, f"{absent[0]!r} is missing")
    return content


def name_words(name: str) -> tuple[str, ...]:
    """Split a name as a text is split: "'s-Gravenhage" is one word, "Amsterdam Oost" two."""
    return tuple(part.strip("'") for part in plain(name).split())


def _names(listed: str, label: str) -> dict[tuple[str, ...], str]:
    return {name_words(name): label for name in listed.split(",") if name.strip()}


def _rare(listed: list[dict[str, Any]], verbs: Verbs) -> tuple[tuple[Rare, ...], Index]:
    found: list[Rare] = []
    index = Index()
    for owner, fields in enumerate(listed):
        kind = HintType(fields["soort"])
        found.append(Rare(kind, fields.get("breder"), fields.get("na_een"), fields.get("na_de"), "meervoud" in fields))
        for source in fields["patronen"].split(","):
            index.add(Pattern(compile_elements(source.strip(), verbs.forms), owner, bars=False))
    return tuple(found), index
