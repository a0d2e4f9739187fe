"""Houvast's own index: phrasings, kernel ridge regression and a weighted sum of features."""

from collections.abc import Sequence

from benchmarks.peers.contender import FOUND, Vectors
from embeddings.documents import Document
from embeddings.index.search_index import SearchIndex
from embeddings.settings import IndexSettings


class Houvast:
    """The index as the bot uses it, without the questions that nothing answers: others have no place for them."""

    def __init__(self, vectors: Vectors, settings: IndexSettings) -> None:
        self._vectors = vectors
        self._settings = settings
        self._index: SearchIndex | None = None

    def build(self, documents: Sequence[Document]) -> None:
        """Index title, passages and phrasings of each document."""
        self._index = SearchIndex.build(documents, self._vectors.encoder, self._vectors.cache, self._settings)

    def search(self, text: str) -> list[str]:
        """Ids by falling score."""
        if self._index is None:
            raise RuntimeError("search before build")
        return [hit.id for hit in self._index.search(text, limit=FOUND).hits]
