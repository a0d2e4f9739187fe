"""Questions that are asked of an index once, to try many documents on: what a search gives, for all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.documents import Document
from embeddings.encoders.protocol import Encoder
from embeddings.index.document_features import Queries, compare_document
from embeddings.index.parts import IndexParts
from embeddings.index.vector_cache import VectorCache
from embeddings.ranking.features import compare
from embeddings.ranking.weights import FEATURES, RankingWeights

_RIDGE = FEATURES.index("ridge")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document beside the others, for q questions; scores of one reading can be compared.

    Attributes:
        own: ``(q,) float32``, scores of the document.
        others: ``(q, n) float32``, of the documents of the index; minus infinity for the document itself.
        before: ``(q, n) float32``, of all documents of the index as they are.
    """

    own: FloatArray
    others: FloatArray
    before: FloatArray


@dataclass(frozen=True, slots=True)
class Scored:
    """What n documents get for q questions: the part of an exam that takes seconds, and can be kept.

    Attributes:
        scores: ``(q, n) float32``, as a search gives them.
        plain: ``(q, n) float32``, the same without the ridge regression.
        ridge: ``(q, n) float32``, what the ridge regression says.
    """

    scores: FloatArray
    plain: FloatArray
    ridge: FloatArray

    @classmethod
    def of(cls, parts: IndexParts, weights: RankingWeights, texts: Sequence[str], encoded: FloatArray) -> "Scored":
        """Ask an index; all its documents are scored, also where a search takes a shortlist."""
        scores, plain, ridge = (np.zeros((len(texts), len(parts.ids)), dtype=np.float32) for _ in range(3))
        for row, (text, vector) in enumerate(zip(texts, encoded, strict=True)):
            features = compare(parts, text, vector, None).features
            scores[row] = weights.scores(features, has_ridge=parts.has_ridge)
            plain[row] = weights.scores(features, has_ridge=False)
            ridge[row] = features[:, _RIDGE]
        return cls(scores, plain, ridge)

    def fits(self, questions: int, documents: int) -> bool:
        """Whether the arrays are of so many questions and documents."""
        return all(array.shape == (questions, documents) for array in (self.scores, self.plain, self.ridge))


@dataclass(frozen=True, slots=True)
class Exam:
    """q questions as an index of n documents answers them.

    Attributes:
        ids: The n documents.
        scored: What they get.
    """

    ids: tuple[str, ...]
    scored: Scored
    _queries: Queries
    _parts: IndexParts
    _encoder: Encoder
    _weights: RankingWeights

    @classmethod
    def of(
        cls,
        parts: IndexParts,
        encoder: Encoder,
        weights: RankingWeights,
        texts: Sequence[str],
        vectors: VectorCache,
        scored: Scored | None = None,
    ) -> "Exam":
        """Ask the questions.

        Args:
            parts: Of the index.
            encoder: Of the index.
            weights: Of the index.
            texts: The questions.
            vectors: Known vectors; gets the new ones.
            scored: What the same index gave the same questions before; None asks now.
        """
        encoded = vectors.vectors(encoder, "query", texts)
        if scored is None or not scored.fits(len(texts), len(parts.ids)):
            scored = Scored.of(parts, weights, texts, encoded)
        return cls(parts.ids, scored, Queries.of(parts, texts, encoded), parts, encoder, weights)

    @property
    def scores(self) -> FloatArray:
        """``(q, n) float32``, as a search gives them."""
        return self.scored.scores

    def try_document(self, document: Document, vectors: VectorCache) -> tuple[Reading, ...]:
        """How a document would do if it stood in the index as it is given.

        The ridge regression is fitted over all documents at once, so it cannot follow one text in a second. A
        document of the index is therefore read twice: with the value that its text of now has, and without the
        regression. A new one is read without.

        Args:
            document: A new one, or another form of one that is in the index.
            vectors: Known vectors; gets the new ones.
        """
        column = self.ids.index(document.id) if document.id in self.ids else None
        ridge = np.zeros(len(self.scores), dtype=np.float32) if column is None else self.scored.ridge[:, column]
        found = compare_document(self._parts, self._encoder, vectors, document, self._queries, ridge)
        plain = self._reading(found.features, self.scored.plain, column, with_ridge=False)
        if column is None or not self._parts.has_ridge:
            return (plain,)
        return self._reading(found.features, self.scores, column, with_ridge=True), plain

    def _reading(self, features: FloatArray, before: FloatArray, column: int | None, *, with_ridge: bool) -> Reading:
        others = before.copy()
        if column is not None:
            others[:, column] = -np.inf
        return Reading(self._weights.scores(features, has_ridge=with_ridge), others, before)
