"""Items as JSON documents: what the bank keeps in an immutable version, and its content hash."""

import hashlib
import json
from typing import Any

from pydantic import TypeAdapter

from knowledge.quiz.model import Item

_ADAPTER = TypeAdapter(Item)


def to_document(item: Item) -> dict[str, Any]:
    """The item as plain JSON values."""
    document: dict[str, Any] = _ADAPTER.dump_python(item, mode="json")
    return document


def from_document(document: dict[str, Any]) -> Item:
    """Rebuild an item from :func:`to_document`.

    Raises:
        pydantic.ValidationError: The document was not made by :func:`to_document`.
    """
    return _ADAPTER.validate_python(document)


def content_hash(item: Item) -> str:
    """SHA-256 over the canonical JSON of an item, hexadecimal."""
    text = json.dumps(to_document(item), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
