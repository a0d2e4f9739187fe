"""Read ``begrippen_uitleg.yml`` (explanations) and ``begrippen.yml`` (abbreviations)."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from knowledge.entries import body
from knowledge.entries.references import References
from knowledge.errors import EntryFormatError
from knowledge.glossary.concepts import Concept, Concepts, key
from knowledge.search.query import Glossary
from knowledge.yaml_text import read_yaml

EXPLANATIONS = "begrippen_uitleg.yml"
ABBREVIATIONS = "begrippen.yml"
LONGEST_ID = 40
"""Characters of an id, so that it fits in a button."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS = frozenset({"naam", "termen", "uitleg"})
_OPTIONAL = frozenset({"kaart"})


def load_concepts(folder: Path, references: References) -> tuple[Concepts, tuple[EntryFormatError, ...]]:
    """Read the concepts of a content folder.

    Args:
        folder: The content folder; without explanations there are no concepts.
        references: Names of the sources.

    Returns:
        The concepts by name, and one error per concept that was refused; the rest is kept. A file that cannot
        be read as a whole is one refusal.
    """
    refused: list[EntryFormatError] = []
    meanings = _abbreviations(folder / ABBREVIATIONS, refused)
    path = folder / EXPLANATIONS
    if not path.exists():
        return Concepts(meanings=meanings), tuple(refused)
    found: dict[str, Concept] = {}
    for name, data in _records(path, refused).items():
        try:
            found[name] = _concept(name, data, references, path)
        except EntryFormatError as error:
            refused.append(error)
    _check_ids(found, path, refused)
    by_name = sorted(found.values(), key=lambda concept: key(concept.name))
    return Concepts({concept.id: concept for concept in by_name}, meanings), tuple(refused)


def _abbreviations(path: Path, refused: list[EntryFormatError]) -> dict[str, tuple[str, ...]]:
    try:
        return dict(Glossary.load(path).meanings) if path.exists() else {}
    except EntryFormatError as error:
        refused.append(error)
        return {}


def _records(path: Path, refused: list[EntryFormatError]) -> dict[str, Any]:
    try:
        data = read_yaml(path, EntryFormatError)
    except EntryFormatError as error:
        refused.append(error)
        return {}
    if isinstance(data, dict):
        return {str(name): value for name, value in data.items()}
    refused.append(EntryFormatError(path, 1, "expected 'id:' with naam, termen and uitleg below it"))
    return {}


def _concept(name: str, data: object, references: References, path: Path) -> Concept:
    if not _ID.fullmatch(name) or len(name) > LONGEST_ID:
        reason = f"'{name}': an id has lower-case letters, digits and hyphens, at most {LONGEST_ID}"
        raise EntryFormatError(path, 0, reason)
    if not isinstance(data, dict) or not _KEYS <= set(data) <= _KEYS | _OPTIONAL:
        raise EntryFormatError(path, 0, f"'{name}': needs naam, termen and uitleg, and may have kaart")
    terms = data["termen"]
    if not isinstance(terms, list) or not terms:
        raise EntryFormatError(path, 0, f"'{name}': termen must be a list with at least one term")
    # The same sentences, marks and length as the "Kort" of an entry, checked by the same parser.
    try:
        explanation = body.parse([(0, "## Kort"), (0, str(data["uitleg"]))], path).short
    except EntryFormatError as error:
        raise EntryFormatError(path, 0, f"'{name}': {error.reason}") from error
    if any(sentence.is_open for paragraph in explanation for sentence in paragraph.sentences):
        raise EntryFormatError(path, 0, f"'{name}': an explanation has no local field: it holds everywhere")
    for mark in (sentence.mark for paragraph in explanation for sentence in paragraph.sentences):
        if unknown := [source for source in mark.sources if source not in references.sources]:
            raise EntryFormatError(path, 0, f"'{name}': source '{unknown[0]}' is not in bronnen.yml")
    card = data.get("kaart")
    return Concept(name, str(data["naam"]), tuple(map(str, terms)), explanation, str(card) if card else None)


def _check_ids(found: dict[str, Concept], path: Path, refused: list[EntryFormatError]) -> None:
    """An id that is also a term of another concept would hide that other one: that term is dropped there."""
    ids = {key(name): name for name in found}
    for concept in list(found.values()):
        clashing = tuple(term for term in concept.terms if ids.get(key(term), concept.id) != concept.id)
        if clashing:
            refused.append(EntryFormatError(path, 0, f"'{concept.id}': '{clashing[0]}' is the id of another concept"))
            left = tuple(term for term in concept.terms if term not in clashing)
            found[concept.id] = replace(concept, terms=left)
