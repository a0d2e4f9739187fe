"""Entries from elsewhere, held against the content folder of this installation before they are imported."""

from collections.abc import Iterable
from pathlib import Path

from knowledge.entries.loader import Content, load_content
from knowledge.entries.local import LOCAL_FIELDS, fields_of
from knowledge.entries.model import Entry
from knowledge.errors import EntryFormatError
from knowledge.exchange.files import read_json


def receive(source: Path, own: Content) -> Content:
    """Read entries from a folder or a JSON file.

    Args:
        source: A content folder, or a file made by an export.
        own: The content folder of this installation: its lists name the themes, expertise and sources, and what it
            holds is imported again at every start.

    Returns:
        What can be imported, and one refusal for each entry that cannot: it points at something that the lists do
        not have, occurs twice, or stands in the content folder with another text, which would win at the next start.

    Raises:
        JsonRefused: The file is no export of entries.
        EntryFormatError: The folder or one of its lists cannot be read.
    """
    if source.is_dir():
        loaded = load_content(source)
        found: Iterable[Entry] = loaded.entries.values()
        refused = list(loaded.refused)
    else:
        found, refused = read_json(source), []
    entries: dict[str, Entry] = {}
    for entry in found:
        reason = "occurs twice" if entry.slug in entries else _reason(entry, own)
        if reason:
            refused.append(EntryFormatError(source, 0, f"entry '{entry.slug}': {reason}"))
        else:
            entries[entry.slug] = entry
    return Content(entries, own.references, tuple(refused))


def _reason(entry: Entry, own: Content) -> str:
    """Why an entry cannot be imported; empty when it can."""
    references = own.references
    pointed = (
        ((entry.theme,), references.themes, "themas.yml"),
        (entry.expertise, references.expertise, "expertise.yml"),
        (entry.sources, references.sources, "bronnen.yml"),
        (fields_of(entry), references.local, LOCAL_FIELDS),
    )
    for names, known, listed in pointed:
        for name in names:
            if name not in known:
                return f"'{name}' is not in {listed} of this installation; add it first"
    if own.entries.get(entry.slug, entry) != entry:
        return "stands in the content folder with another text; change it there"
    return ""
