"""Look up user texts by key; Dutch for users, English for developers.

A language is a folder of YAML files, one per subject, with nested keys; ``danger.card.title`` names
a leaf. Placeholders are ``{name}`` as in :meth:`str.format`.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import CatalogueError
from knowledge.yaml_text import read_yaml

FOLDER = Path(__file__).parent
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All user texts of one language.

    Attributes:
        language: ``nl`` or ``en``.
        texts: Text by dotted key.
        path: The folder it was read from, for errors.
    """

    language: str
    texts: Mapping[str, str]
    path: Path
    # A page asks for hundreds of sections, and there are thousands of texts.
    _sections: Mapping[str, Mapping[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the texts in their sections."""
        found: dict[str, dict[str, str]] = {}
        for key, text in self.texts.items():
            prefix, _, last = key.rpartition(".")
            found.setdefault(prefix, {})[last] = text
        object.__setattr__(self, "_sections", found)

    def text(self, key: str, **values: object) -> str:
        """The text of a key with its placeholders filled.

        Args:
            key: Dotted key.
            **values: One value per placeholder.

        Returns:
            The text.

        Raises:
            CatalogueError: Unknown key or a placeholder without a value.
        """
        template = self.texts.get(key)
        if template is None:
            raise CatalogueError(self.path, 0, f"no message '{key}'")
        try:
            return template.format(**values)
        except KeyError as error:
            raise CatalogueError(self.path, 0, f"message '{key}' needs a value for {error}") from error

    def has(self, key: str) -> bool:
        """Whether the key exists, for texts that are optional variants."""
        return key in self.texts

    def section(self, prefix: str) -> dict[str, str]:
        """The texts directly below a prefix, by their last key part."""
        return dict(self._sections.get(prefix, {}))


def load_catalogue(language: str = "nl", folder: Path = FOLDER) -> Catalogue:
    """Read the catalogue of a language.

    Args:
        language: One of :data:`LANGUAGES`.
        folder: Holds a folder ``<language>`` with the texts, one file per subject.

    Returns:
        The catalogue.

    Raises:
        CatalogueError: There is no such folder, a file cannot be read or is not YAML, a value is not a
            text, or two files give the same key.
    """
    home = folder / language
    texts: dict[str, str] = {}
    for path in sorted(home.glob("*.yml")):
        found: dict[str, str] = {}
        _flatten("", read_yaml(path, CatalogueError), found, path)
        if twice := sorted(found.keys() & texts.keys()):
            raise CatalogueError(path, 0, f"message '{twice[0]}' is in another file as well")
        texts |= found
    if not texts:
        raise CatalogueError(home, 0, f"cannot be read: no texts for language '{language}'")
    return Catalogue(language, texts, home)


def placeholders(template: str) -> frozenset[str]:
    """Names of the placeholders in a text."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def _flatten(prefix: str, node: object, texts: dict[str, str], path: Path) -> None:
    if isinstance(node, Mapping):
        for key, value in node.items():
            _flatten(f"{prefix}.{key}" if prefix else str(key), value, texts, path)
    elif isinstance(node, str):
        texts[prefix] = node.strip("\n")
    else:
        raise CatalogueError(path, 0, f"'{prefix}' must be a text, not {type(node).__name__}")
