"""What a contender is, and the texts that all of them index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.documents import Document, body_text
from embeddings.encoders.protocol import Encoder
from embeddings.index.vector_cache import Role, VectorCache

FOUND = 30
"""Texts that a contender asks of its library: enough for three documents with ten texts each."""


class Contender(Protocol):
    """Something that searches documents."""

    def build(self, documents: Sequence[Document]) -> None:
        """Index the documents; what was indexed before is gone."""

    def search(self, text: str) -> list[str]:
        """Ids of documents, best first, each once."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors that all contenders share: those of the encoder that comes with Houvast.

    Attributes:
        encoder: Encodes questions.
        cache: Holds the vectors of all texts of the documents.
    """

    encoder: Encoder
    cache: VectorCache

    def question(self, text: str) -> FloatArray:
        """``(d,) float32``, L2-normalised."""
        vector: FloatArray = self.encoder.encode_queries([text])[0]
        return vector

    def units(self, units: Sequence["Unit"]) -> FloatArray:
        """``(len(units), d) float32``: bodies encoded as passages, phrasings as queries, as Houvast does."""
        found = np.zeros((len(units), self.encoder.dimension), dtype=np.float32)
        roles: tuple[Role, ...] = ("passage", "query")
        for role in roles:
            rows = [row for row, unit in enumerate(units) if unit.role == role]
            found[rows] = self.cache.vectors(self.encoder, role, [units[row].text for row in rows])
        return found


@dataclass(frozen=True, slots=True)
class Unit:
    """One text that a library indexes.

    Attributes:
        owner: Id of the document.
        text: What is indexed.
        role: How it is encoded.
    """

    owner: str
    text: str
    role: Role


def single_texts(documents: Iterable[Document]) -> list[Unit]:
    """Title with passages as one text, and each phrasing as a text of its own (as in a search over questions)."""
    units = []
    for document in documents:
        units.append(Unit(document.id, body_text(document), "passage"))
        units += [Unit(document.id, phrasing, "query") for phrasing in document.phrasings]
    return units


def whole_texts(documents: Iterable[Document]) -> list[Unit]:
    """Everything of a document as one text."""
    return [Unit(d.id, " ".join((body_text(d), *d.phrasings)), "passage") for d in documents]


def owners(found: Iterable[str]) -> list[str]:
    """Each id once, at its best place."""
    return list(dict.fromkeys(found))
