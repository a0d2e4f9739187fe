"""Content-wide reference lists: themes, expertise, sources and local fields, read from YAML beside the entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.entries.local import LocalField, load_fields
from knowledge.errors import EntryFormatError
from knowledge.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class Source:
    """Where knowledge comes from.

    Attributes:
        id: Short id used in marks, such as ``B17``.
        title: Title as published.
        publisher: Who published it, empty if unknown.
        year: Year as text; "z.j." when the publication carries none.
        url: Address, empty for articles in the own archive.
    """

    id: str
    title: str
    publisher: str = ""
    year: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        """How the source is named under an answer."""
        detail = ", ".join(part for part in (self.publisher, self.year) if part)
        return f"{self.title} ({detail})" if detail else self.title


@dataclass(frozen=True, slots=True)
class References:
    """Everything entries point at besides each other.

    Attributes:
        themes: Title by folder name, in the order they are shown.
        expertise: How an answer names an expertise, by id.
        sources: Source by id.
        family_talk: Slugs of entries that suggest talking to the family; never shown as related to an
            entry that bars this (design rule 2).
        local: Facts that the organisation fills in, by id.
    """

    themes: dict[str, str]
    expertise: dict[str, str]
    sources: dict[str, Source]
    family_talk: frozenset[str]
    local: Mapping[str, LocalField] = field(default_factory=dict)


def load_references(folder: Path) -> References:
    """Read ``themas.yml``, ``expertise.yml``, ``bronnen.yml``, ``gezinsgesprek.yml`` and ``lokaal.yml``.

    Args:
        folder: The content folder.

    Returns:
        The reference lists.

    Raises:
        EntryFormatError: A list is missing or has another shape.
    """
    sources: dict[str, Source] = {}
    path = folder / "bronnen.yml"
    for key, value in _mapping(path).items():
        if not isinstance(value, dict) or "titel" not in value:
            raise EntryFormatError(path, 0, f"source {key}: 'titel' is missing")
        sources[key] = Source(
            key,
            value["titel"],
            str(value.get("organisatie", "")),
            str(value.get("jaar", "")),
            str(value.get("url", "")),
        )
    return References(
        _labels(folder / "themas.yml"),
        _labels(folder / "expertise.yml"),
        sources,
        _slugs(folder / "gezinsgesprek.yml"),
        load_fields(folder),
    )


def _labels(path: Path) -> dict[str, str]:
    return {key: str(value) for key, value in _mapping(path).items()}


def _slugs(path: Path) -> frozenset[str]:
    data = read_yaml(path, EntryFormatError)
    if not isinstance(data, list):
        raise EntryFormatError(path, 1, "expected a list of slugs")
    return frozenset(str(slug) for slug in data)


def _mapping(path: Path) -> dict[str, object]:
    data = read_yaml(path, EntryFormatError)
    if not isinstance(data, dict):
        raise EntryFormatError(path, 1, "expected 'key: value' lines")
    return {str(key): value for key, value in data.items()}
