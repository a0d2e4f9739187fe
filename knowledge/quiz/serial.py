"""Quiz items as JSON documents."""

from knowledge.documents import Documents
from knowledge.quiz.model import Item

_DOCUMENTS = Documents(Item)

to_document = _DOCUMENTS.to_document
from_document = _DOCUMENTS.from_document
content_hash = _DOCUMENTS.content_hash
