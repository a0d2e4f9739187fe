"""Entries as JSON documents: what the store keeps in an immutable version, and its content hash."""

import hashlib
import json
from typing import Any

from pydantic import TypeAdapter

from knowledge.entries.model import Entry

_ADAPTER = TypeAdapter(Entry)


def to_document(entry: Entry) -> dict[str, Any]:
    """The entry as plain JSON values."""
    document: dict[str, Any] = _ADAPTER.dump_python(entry, mode="json")
    return document


def from_document(document: dict[str, Any]) -> Entry:
    """Rebuild an entry from :func:`to_document`.

    Raises:
        pydantic.ValidationError: The document was not made by :func:`to_document`.
    """
    return _ADAPTER.validate_python(document)


def content_hash(entry: Entry) -> str:
    """SHA-256 over the canonical JSON of an entry, hexadecimal."""
    text = json.dumps(to_document(entry), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
