"""The lexicon of the language check: items with word forms, kind, question and source, read from YAML.

A file in `data/lexicon` gives `soort`, `duidt` and `bron` for all its items; an item may differ. Fields of an item:

- `bn` adjectives, `zn` nouns, `ww` verbs: dictionary forms, separated by commas; inflections are made by rule.
  "heel wat" inflects its last word; "af-haken" is a separable verb.
- `los`: patterns, see `patterns`. `niet`: patterns in which the item does not count.
- `vraag`: the question that makes it concrete, in plain Dutch.
- `soort`: what is the matter with the word. `duidt`: what a sentence becomes by it, or "niets".
- `bron`: source id of the knowledge base, with "afgeleid" when derived; "algemeen" when none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import SignalDataError
from knowledge.language.index import Index
from knowledge.language.inflection import Verbs, adjective, noun
from knowledge.language.model import FindingKind, StatementKind
from knowledge.language.patterns import Element, Pattern, PatternError, compile_elements, one_word, plain
from knowledge.yaml_text import read_yaml

DATA = Path(__file__).resolve().parent / "data"
_FORMS = ("bn", "zn", "ww", "los", "niet")
_FIELDS = frozenset((*_FORMS, "vraag", "soort", "duidt", "bron"))
_CLAIMS = {kind.value: kind for kind in StatementKind if kind is not StatementKind.GEEN} | {"niets": None}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the lexicon.

    Attributes:
        name: Its name, unique in the lexicon.
        kind: What is the matter with its words.
        claim: What a sentence becomes by it; None when it says nothing about that.
        question: The question that makes it concrete.
        source: Source mark of the question.
    """

    name: str
    kind: FindingKind
    claim: StatementKind | None
    question: str
    source: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All items with the index that finds them."""

    items: tuple[Item, ...]
    index: Index


def load_verbs(folder: Path = DATA) -> Verbs:
    """Read the table of strong verbs.

    Raises:
        SignalDataError: The file is missing or malformed.
    """
    path = folder / "werkwoorden.yml"
    table = read_yaml(path, SignalDataError)
    if not isinstance(table, dict) or not all(isinstance(value, str) and value.split() for value in table.values()):
        raise SignalDataError(path, 0, "needs 'infinitive: past participle' or 'infinitive: \"= all forms\"' lines")
    short = [name for name, value in table.items() if not value.startswith("=") and len(value.split()) != 2]
    if short:
        raise SignalDataError(path, 0, f"{short[0]!r} needs a past form and a participle")
    return Verbs(table)


def load_lexicon(verbs: Verbs, folder: Path = DATA) -> Lexicon:
    """Read the lexicon.

    Raises:
        SignalDataError: A file is missing or malformed, or a name is used twice.
    """
    items: dict[str, Item] = {}
    index = Index()
    paths = sorted((folder / "lexicon").glob("*.yml"))
    if not paths:
        raise SignalDataError(folder / "lexicon", 0, "holds no lexicon (*.yml); restore the files")
    for path in paths:
        for name, fields in _records(path):
            if name in items:
                raise SignalDataError(path, 0, f"item {name!r} stands in the lexicon twice; rename one")
            owner = len(items)
            items[name] = _item(path, name, fields)
            try:
                _add_forms(index, owner, fields, verbs)
            except PatternError as error:
                raise SignalDataError(path, 0, f"item {name!r}: {error}") from error
    return Lexicon(tuple(items.values()), index)


def _records(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    content = read_yaml(path, SignalDataError)
    if not isinstance(content, dict) or not isinstance(content.get("items"), dict):
        raise SignalDataError(path, 0, "needs soort, duidt, bron and items")
    shared = {field: content[field] for field in ("soort", "duidt", "bron") if field in content}
    for name, fields in content["items"].items():
        if not isinstance(fields, dict):
            raise SignalDataError(path, 0, f"item {name!r} needs fields such as bn and vraag")
        wrong = sorted(set(fields) - _FIELDS) or [key for key, value in fields.items() if not isinstance(value, str)]
        if wrong:
            raise SignalDataError(path, 0, f"item {name!r}: field {wrong[0]!r} is unknown or no text")
        yield str(name), {**shared, **fields}


def _item(path: Path, name: str, fields: Mapping[str, Any]) -> Item:
    absent = [field for field in ("soort", "duidt", "bron", "vraag") if not fields.get(field)]
    if absent or not any(fields.get(field) for field in _FORMS[:-1]):
        raise SignalDataError(path, 0, f"item {name!r} lacks {absent[0] if absent else 'word forms'}")
    if fields["soort"] not in frozenset(FindingKind) or fields["duidt"] not in _CLAIMS:
        raise SignalDataError(path, 0, f"item {name!r}: unknown soort or duidt")
    return Item(name, FindingKind(fields["soort"]), _CLAIMS[fields["duidt"]], fields["vraag"], fields["bron"])


def _split(value: str | None) -> list[str]:
    return [part for part in (piece.strip() for piece in (value or "").split(",")) if part]


def _bases(value: str | None) -> list[str]:
    """Split dictionary forms; plain, so that the forms made of them are plain too."""
    return _split(plain(value)) if value else []


def _add_forms(index: Index, owner: int, fields: Mapping[str, str], verbs: Verbs) -> None:
    for base in _bases(fields.get("bn")):
        _add_inflected(index, owner, base, adjective(base.rpartition(" ")[2]))
    for base in _bases(fields.get("zn")):
        forms = noun(base.rpartition(" ")[2])
        _add_inflected(index, owner, base, forms)
        if " " not in base:
            index.add_tails(forms, owner)
    for verb in _split(fields.get("ww")):
        _add_verb(index, owner, verb, verbs)
    for source in _split(fields.get("los")):
        index.add(Pattern(compile_elements(source, verbs.forms), owner, bars=False))
    for source in _split(fields.get("niet")):
        index.add(Pattern(compile_elements(source, verbs.forms), owner, bars=True))


def _add_inflected(index: Index, owner: int, base: str, forms: Iterable[str]) -> None:
    if " " in base:
        fixed = tuple(one_word(word) for word in base.split()[:-1])
        index.add(Pattern((*fixed, Element(words=frozenset(forms))), owner, bars=False))
    else:
        index.add_words(forms, owner)


def _add_verb(index: Index, owner: int, verb: str, verbs: Verbs) -> None:
    prefix, dash, base = verb.rpartition("-")
    if not dash:
        index.add_words(verbs.forms(plain(verb)), owner)
        return
    joined, apart = verbs.separable(prefix, base)
    index.add_words(joined, owner)
    end = one_word(prefix)
    index.add(Pattern((Element(words=apart), Element(gap=8), end), owner, bars=False))
    infinitive = one_word(base)
    index.add(Pattern((end, one_word("te"), infinitive), owner, bars=False))
