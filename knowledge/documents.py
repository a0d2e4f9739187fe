"""Dataclasses as JSON documents: what the store keeps in an immutable version, and its content hash."""

import hashlib
import json
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class Documents(Generic[T]):
    """Turns things of one kind into plain JSON values and back.

    Example:
        `DOCUMENTS = Documents(Entry)`
    """

    def __init__(self, kind: type[T]) -> None:
        """Take the kind, a (frozen) dataclass."""
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def to_document(self, thing: T) -> dict[str, Any]:
        """The thing as plain JSON values."""
        document: dict[str, Any] = self._adapter.dump_python(thing, mode="json")
        return document

    def from_document(self, document: dict[str, Any]) -> T:
        """Rebuild a thing from :meth:`to_document`.

        Raises:
            pydantic.ValidationError: The document was not made by :meth:`to_document`.
        """
        return self._adapter.validate_python(document)

    def content_hash(self, thing: T) -> str:
        """SHA-256 over the canonical JSON of a thing, hexadecimal."""
        text = json.dumps(self.to_document(thing), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
