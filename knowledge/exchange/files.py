"""Entries to a folder or a JSON file, and back from JSON."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from knowledge.entries.model import Entry
from knowledge.entries.serial import from_document, to_document
from knowledge.exchange.errors import ExportError, JsonRefused, TargetNotEmpty, TargetUnwritable
from knowledge.exchange.markdown import to_markdown

FORMAT = "houvast-entries"
VERSION = 1


def write_folder(entries: Iterable[Entry], folder: Path, lists: Path) -> int:
    """Write a content folder: entries, phrasings and the reference lists.

    Args:
        entries: What to write.
        folder: A new or empty folder.
        lists: The content folder whose ``*.yml`` are copied, so that the export is complete.

    Returns:
        The number of entries.

    Raises:
        NotExpressible: An entry does not fit the format; nothing was written.
        TargetNotEmpty: The folder holds something; nothing was written.
        TargetUnwritable: A file could not be written.
    """
    written = [(entry, *to_markdown(entry)) for entry in entries]
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise TargetNotEmpty(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(lists.glob("*.yml")):
            shutil.copyfile(path, folder / path.name)
        for entry, text, asked in written:
            path = folder / entry.theme / f"{entry.slug}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            if asked:
                path.with_suffix(".vragen.txt").write_text(asked, encoding="utf-8", newline="\n")
    except OSError as error:
        raise TargetUnwritable(folder, error.strerror or str(error)) from error
    return len(written)


def write_json(entries: Iterable[Entry], path: Path) -> int:
    """Write entries as one JSON file; an existing file is replaced.

    Returns:
        The number of entries.

    Raises:
        TargetUnwritable: The file could not be written.
    """
    documents = [to_document(entry) for entry in entries]
    text = json.dumps({"format": FORMAT, "version": VERSION, "entries": documents}, ensure_ascii=False, indent=1)
    try:
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise TargetUnwritable(path, error.strerror or str(error)) from error
    return len(documents)


def read_json(path: Path) -> tuple[Entry, ...]:
    """Read entries from a JSON file, each held against the entry format.

    Raises:
        JsonRefused: The file cannot be read, is another file, or holds an entry that breaks the format.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise JsonRefused(path, f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise JsonRefused(path, f"is no JSON in UTF-8 ({error})") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or data.get("version") != VERSION:
        raise JsonRefused(path, f"is no '{FORMAT}' file of version {VERSION}")
    listed = data.get("entries")
    if not isinstance(listed, list):
        raise JsonRefused(path, "'entries' is no list")
    return tuple(_entry(document, number, path) for number, document in enumerate(listed, start=1))


def _entry(document: object, number: int, path: Path) -> Entry:
    if not isinstance(document, dict):
        raise JsonRefused(path, f"entry {number} is no object")
    try:
        entry = from_document(document)
        to_markdown(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise JsonRefused(path, f"entry {number}: '{where}': {first['msg']}") from error
    except ExportError as error:
        raise JsonRefused(path, f"entry {number}: {error}") from error
    return entry
