"""Entries as JSON documents."""

from knowledge.documents import Documents
from knowledge.entries.model import Entry

_DOCUMENTS = Documents(Entry)

to_document = _DOCUMENTS.to_document
from_document = _DOCUMENTS.from_document
content_hash = _DOCUMENTS.content_hash
