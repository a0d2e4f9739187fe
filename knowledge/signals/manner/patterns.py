"""Word patterns from a YAML file: named lists of regular expressions that match a whole short message."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SignalDataError
from knowledge.yaml_text import read_yaml

FOLDER = Path(__file__).parent.parent / "data" / "manner"

_DROPPED = frozenset({"Cc", "Cf", "So", "Sk", "Mn", "Cs", "Co", "Cn"})
_EDGES = " \t.,!?;:…-–'\"()*"
_REPEATED = re.compile(r"(.)\1{2,}")


def plain(text: str) -> str:
    """Lower case without accents, emoji, control characters and edge punctuation; spaces collapsed.

    A letter repeated three or more times counts once ("neeee" is "ne" twice: "nee" stays "nee").
    """
    # Twice: folding case can compose again, and look-alike letters have a case only once decomposed.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(
        " " if ch.isspace() else ch for ch in decomposed if ch.isspace() or unicodedata.category(ch) not in _DROPPED
    )
    return " ".join(_REPEATED.sub(r"\1\1", kept).split()).strip(_EDGES)


@dataclass(frozen=True, slots=True)
class Patterns:
    """Named groups of patterns, each anchored at both ends."""

    groups: Mapping[str, re.Pattern[str]]

    def match(self, text: str) -> str | None:
        """Name of the first group whose pattern matches the whole text, after :func:`plain`."""
        cleaned = plain(text)
        return next((name for name, pattern in self.groups.items() if pattern.fullmatch(cleaned)), None)


def load_patterns(name: str, folder: Path = FOLDER) -> Patterns:
    """Read ``<name>.yml``: group -> list of regular expressions, tried in file order.

    Raises:
        SignalDataError: Missing file, invalid YAML or an expression that does not compile.
    """
    groups: dict[str, re.Pattern[str]] = {}
    path = folder / f"{name}.yml"
    for group, expressions in read_lists(path).items():
        try:
            groups[group] = re.compile("|".join(f"(?:{expression})" for expression in expressions))
        except re.error as error:
            raise SignalDataError(path, 0, f"group '{group}': {error}") from error
    return Patterns(groups)


def read_lists(path: Path) -> dict[str, list[str]]:
    """Read a YAML mapping of names to lists of texts.

    Raises:
        SignalDataError: Missing file, invalid YAML or another shape.
    """
    data = read_yaml(path, SignalDataError)
    if not isinstance(data, dict) or not all(isinstance(value, list) for value in data.values()):
        raise SignalDataError(path, 1, "expected 'name: [texts]' lines")
    return {str(name): [str(item) for item in value] for name, value in data.items()}
