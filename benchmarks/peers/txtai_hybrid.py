"""txtai: its BM25 and FAISS index in one, half and half (https://github.com/neuml/txtai)."""

from collections.abc import Sequence

from txtai import Embeddings

from benchmarks.peers.contender import FOUND, Vectors, owners, single_texts
from embeddings.arrays import FloatArray
from embeddings.documents import Document


class TxtaiHybrid:
    """``hybrid=True`` with vectors from outside; the rest as it comes."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._owners: list[str] = []
        self._index: Embeddings | None = None

    def build(self, documents: Sequence[Document]) -> None:
        """One txtai row per text."""
        units = single_texts(documents)
        known = dict(zip((unit.text for unit in units), self._vectors.units(units), strict=True))
        building = True

        def transform(texts: list[str]) -> list[FloatArray]:
            """Known texts while building; a question is always encoded as one."""
            return [known[text] if building else self._vectors.question(text) for text in texts]

        self._owners = [unit.owner for unit in units]
        self._index = Embeddings(method="external", transform=transform, hybrid=True)
        self._index.index((str(row), unit.text, None) for row, unit in enumerate(units))
        building = False

    def search(self, text: str) -> list[str]:
        """Ids by the mean of both scores."""
        if self._index is None:
            raise RuntimeError("search before build")
        return owners(self._owners[int(row)] for row, _ in self._index.search(text, limit=FOUND))
