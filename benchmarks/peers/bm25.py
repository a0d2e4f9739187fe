"""bm25s: BM25 with Dutch stop words and the Snowball stemmer (https://github.com/xhluca/bm25s)."""

from collections.abc import Callable, Iterable, Sequence

import bm25s
import Stemmer
from bm25s.stopwords import STOPWORDS_DUTCH

from benchmarks.peers.contender import FOUND, Unit, owners
from embeddings.documents import Document


class Bm25:
    """Words only; needs no model."""

    def __init__(self, arrange: Callable[[Iterable[Document]], list[Unit]]) -> None:
        """Choose what one text is.

        Args:
            arrange: One text per document, or one per phrasing.
        """
        self._arrange = arrange
        self._stemmer = Stemmer.Stemmer("dutch")
        self._owners: list[str] = []
        self._index: bm25s.BM25 | None = None

    def build(self, documents: Sequence[Document]) -> None:
        """Index the texts with the library's defaults (Lucene's BM25, k1 1.5, b 0.75)."""
        units = self._arrange(documents)
        self._owners = [unit.owner for unit in units]
        self._index = bm25s.BM25()
        self._index.index(self._tokens([unit.text for unit in units]), show_progress=False)

    def search(self, text: str) -> list[str]:
        """Ids of documents that share a word with the question."""
        if self._index is None:
            raise RuntimeError("search before build")
        rows, scores = self._index.retrieve(
            self._tokens([text]), k=min(FOUND, len(self._owners)), show_progress=False, n_threads=0
        )
        return owners(self._owners[row] for row, score in zip(rows[0], scores[0], strict=True) if score > 0)

    def _tokens(self, texts: list[str]) -> "bm25s.tokenization.Tokenized":
        return bm25s.tokenize(texts, stopwords=list(STOPWORDS_DUTCH), stemmer=self._stemmer, show_progress=False)
