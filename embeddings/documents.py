"""What is searched: an id with its texts."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found.

    Attributes:
        id: Unique name, returned in hits.
        title: Short heading.
        passages: What the document says, one statement each.
        phrasings: Ways in which people ask for it.
    """

    id: str
    title: str
    passages: tuple[str, ...]
    phrasings: tuple[str, ...]


def body_text(document: Document) -> str:
    """Title and passages as one running text, as it is encoded."""
    sentences = [part.rstrip(". ") + "." for part in (document.title, *document.passages)]
    return " ".join(sentences)


def fact_texts(document: Document) -> list[str]:
    """Each passage under its title: a short passage alone rarely says what it is about."""
    return [f"{document.title}: {passage}" for passage in document.passages] or [document.title]


def asked_texts(document: Document) -> tuple[str, ...]:
    """The phrasings; a document without any is asked for by its title."""
    return document.phrasings or (document.title,)


def statements(document: Document) -> tuple[str, ...]:
    """Title and single passages, as examples of what the document is about."""
    return (document.title, *document.passages)


def content_hash(documents: Iterable[Document], strangers: Iterable[str] = ()) -> str:
    """SHA-256 over everything that is searched.

    Args:
        documents: In any order: it does not matter.
        strangers: Questions that no document answers, in any order.

    Returns:
        64 hexadecimal digits.
    """
    rows = sorted((d.id, d.title, list(d.passages), list(d.phrasings)) for d in documents)
    return hashlib.sha256(json.dumps([rows, sorted(strangers)], ensure_ascii=False).encode()).hexdigest()
