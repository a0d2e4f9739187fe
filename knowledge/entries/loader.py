"""Load a content folder: every entry that keeps the format, and a refusal for each that does not."""

from dataclasses import dataclass, field
from pathlib import Path

from knowledge.entries.local import LOCAL_FIELDS, fields_of
from knowledge.entries.model import Entry
from knowledge.entries.parser import read_entry
from knowledge.entries.references import References, load_references
from knowledge.errors import EntryFormatError
from knowledge.glossary.concepts import Concepts
from knowledge.glossary.reading import EXPLANATIONS, load_concepts

CONTENT_FOLDER = Path(__file__).parent.parent / "content"
"""Seed content that ships with Houvast."""


@dataclass(frozen=True, slots=True)
class Content:
    """A loaded content folder.

    Attributes:
        entries: Entries by slug, in file order.
        references: Themes, expertise and sources.
        refused: One error per file that was refused; the rest is loaded.
        warnings: Problems that cost no entry, such as a related entry without a file.
        concepts: Terms of the field with their explanation.
    """

    entries: dict[str, Entry]
    references: References
    refused: tuple[EntryFormatError, ...]
    warnings: tuple[EntryFormatError, ...] = ()
    concepts: Concepts = field(default_factory=Concepts)


def load_content(folder: Path = CONTENT_FOLDER) -> Content:
    """Load all entries below a folder.

    Args:
        folder: Holds ``<theme>/<slug>.md`` and the reference lists.

    Returns:
        Entries, references and refusals. A file that breaks the format never stops the others.

    Raises:
        EntryFormatError: The folder or a reference list cannot be read at all.
    """
    references = load_references(folder)
    entries: dict[str, Entry] = {}
    refused: list[EntryFormatError] = []
    for path in sorted(folder.glob("*/*.md")):
        try:
            entry = read_entry(path)
            if entry.slug in entries:
                raise EntryFormatError(path, 2, f"slug '{entry.slug}' already exists in {entries[entry.slug].theme}/")
            _check_references(entry, references, path)
        except EntryFormatError as error:
            refused.append(error)
        else:
            entries[entry.slug] = entry
    refused += _phrasings_without_entry(folder)
    concepts, unread = load_concepts(folder, references)
    dangling = [*_dangling(entries, folder), *_explained_elsewhere(concepts, entries, folder)]
    return Content(entries, references, (*refused, *unread), tuple(dangling), concepts)


def _check_references(entry: Entry, references: References, path: Path) -> None:
    if entry.theme not in references.themes:
        raise EntryFormatError(path, 2, f"thema '{entry.theme}' is not in themas.yml")
    for name in entry.expertise:
        if name not in references.expertise:
            raise EntryFormatError(path, 2, f"expertise '{name}' is not in expertise.yml")
    for source in entry.sources:
        if source not in references.sources:
            raise EntryFormatError(path, 2, f"source '{source}' is not in bronnen.yml")
    for name in fields_of(entry):
        if name not in references.local:
            raise EntryFormatError(path, 2, f"local field '{name}' is not in {LOCAL_FIELDS}")


def _phrasings_without_entry(folder: Path) -> list[EntryFormatError]:
    return [
        EntryFormatError(path, 0, "phrasings without an entry: there is no .md file of this name")
        for path in sorted(folder.glob("*/*.vragen.txt"))
        if not path.with_name(path.name.removesuffix(".vragen.txt") + ".md").exists()
    ]


def _dangling(entries: dict[str, Entry], folder: Path) -> list[EntryFormatError]:
    """Related slugs without a file: worth a warning, never worth losing the entry."""
    return [
        EntryFormatError(folder / entry.theme / f"{slug}.md", 1, f"verwant names an unknown entry: {other}")
        for slug, entry in entries.items()
        for other in entry.related
        if other not in entries
    ]


def _explained_elsewhere(concepts: Concepts, entries: dict[str, Entry], folder: Path) -> list[EntryFormatError]:
    """Concepts that point to an entry without a file: the explanation stays."""
    return [
        EntryFormatError(folder / EXPLANATIONS, 0, f"'{concept.id}': kaart names an unknown entry: {concept.entry}")
        for concept in concepts.all.values()
        if concept.entry and concept.entry not in entries
    ]
