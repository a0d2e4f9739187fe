"""The word groups with which sentences are read, from `data/uitspraken.yml`; verbs conjugated."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SignalDataError
from knowledge.language.inflection import Verbs, noun
from knowledge.language.lexicon import DATA
from knowledge.language.patterns import plain
from knowledge.yaml_text import read_yaml

_NOUNS = ("voorwerpen",)
_VERBS = ("zegt_altijd", "zegt_soms", "zag_zelf", "denken", "roept", "algemeen")
_WORDS = (
    *(
        "zegt_soms_met",
        "zegt_leeg",
        "volgens",
        "zelf",
        "tot",
        "vroeg",
        "titel",
        "verklaart",
        "ik",
        "oorzaak",
        "vraagt",
        "vraagwoord",
        "vraag_begin",
        "norm",
        "norm_woord",
    ),
    *("voorbehoud", "oordeelt", "neutraal", "gewoon", "personen", "toestand", "beoordeelt"),
    *(
        "deelzin",
        "na_komma",
        "getal",
        "geen_gerucht",
        "zou_anders",
        "zou_wens",
        "lidwoord",
        "kan_zeggen",
        "hulpwerkwoord",
    ),
    *("koppelwoord", "tussen", "te_woord"),
)


@dataclass(frozen=True, slots=True)
class Groups:
    """Word groups by name.

    Attributes:
        words: Plain words by group; of a group of verbs all forms.
        split_verbs: For a form of a split verb ("geeft") the words that complete it ("aan").
    """

    words: Mapping[str, frozenset[str]]
    split_verbs: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the words of a group."""
        return self.words[name]

    def having(self, name: str, words: frozenset[str]) -> "Groups":
        """Return these groups and one more."""
        return Groups({**self.words, name: words}, self.split_verbs)


def load_groups(verbs: Verbs, folder: Path = DATA) -> Groups:
    """Read the word groups.

    Raises:
        SignalDataError: The file is missing or malformed, or a group is absent.
    """
    path = folder / "uitspraken.yml"
    content = read_yaml(path, SignalDataError)
    if not isinstance(content, dict):
        raise SignalDataError(path, 0, "needs 'group: words' lines")
    split = content.pop("zegt_los", None)
    absent = sorted({*_VERBS, *_WORDS, *_NOUNS} - {name for name, value in content.items() if isinstance(value, str)})
    if absent or not isinstance(split, dict):
        raise SignalDataError(path, 0, f"group {absent[0] if absent else 'zegt_los'!r} is missing")
    # Names of lexicon items keep their hyphens; words are compared without.
    items = {name: frozenset(content[name].split()) for name in ("voorbehoud", "oordeelt")}
    words = {name: frozenset(plain(content[name]).split()) for name in _WORDS} | items
    words |= {name: frozenset[str]().union(*map(verbs.forms, plain(content[name]).split())) for name in _VERBS}
    words |= {name: frozenset[str]().union(*map(noun, plain(content[name]).split())) for name in _NOUNS}
    endings = {form: frozenset(str(ends).split()) for verb, ends in split.items() for form in verbs.forms(str(verb))}
    joined = {
        end + form for verb, ends in split.items() for end in str(ends).split() for form in verbs.forms(str(verb))
    }
    words["zegt_altijd"] |= joined
    return Groups(words, endings)
