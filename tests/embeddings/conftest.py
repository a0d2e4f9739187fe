"""A small collection and encoders for the tests of the embeddings package."""

from collections.abc import Sequence

import pytest

from embeddings.arrays import FloatArray
from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder

SUBJECTS = {
    "bellen": "telefoonnummer bellen advies bereikbaar nacht",
    "fiets": "fiets band lek plakken ketting",
    "koken": "soep koken groente pan recept",
    "lezen": "boek lezen bibliotheek lenen verhaal",
    "plan": "plan maken afspraken gezin netwerk",
    "tuin": "tuin planten water snoeien zaaien",
}
SHAPES = ("hoe moet ik {}", "{} wat nu", "kan iemand helpen met {}", "vraag over {} en {}")


class CountingEncoder(DeterministicEncoder):
    """Remembers every text that it encodes."""

    def __init__(self, dimension: int = 64) -> None:
        super().__init__(dimension)
        self.texts: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        self.texts.extend(texts)
        return super().encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        self.texts.extend(texts)
        return super().encode_passages(texts)


def collection(words_per_subject: dict[str, str] = SUBJECTS) -> list[Document]:
    documents = []
    for name, text in words_per_subject.items():
        words = text.split()
        phrasings = [
            shape.format(word, words[(place + 1) % len(words)]) for place, word in enumerate(words) for shape in SHAPES
        ]
        documents.append(
            Document(name, name.capitalize(), (f"Over {words[0]} en {words[1]}.", f"Ook {words[2]}."), tuple(phrasings))
        )
    return documents


@pytest.fixture
def documents() -> list[Document]:
    return collection()


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()
