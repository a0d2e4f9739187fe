"""Features of a document that is not in the index, or not in this form, for any number of queries at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from embeddings.arrays import FloatArray
from embeddings.documents import Document, asked_texts, body_text, fact_texts
from embeddings.encoders.cleaning import normalised
from embeddings.encoders.protocol import Encoder
from embeddings.index.parts import IndexParts
from embeddings.index.vector_cache import VectorCache
from embeddings.ranking.nearest import nearest_means
from embeddings.ranking.weights import FEATURES


@dataclass(frozen=True, slots=True)
class Queries:
    """Queries in every form that features need; q of them.

    Attributes:
        vectors: ``(q, d) float32``, L2-normalised.
        characters: ``(q, v)``: their n-grams in the vocabulary of the index.
        words: ``(q, w)``: their stems in that vocabulary.
    """

    vectors: FloatArray
    characters: sparse.csr_matrix
    words: sparse.csr_matrix

    @classmethod
    def of(cls, parts: IndexParts, texts: Sequence[str], vectors: FloatArray) -> "Queries":
        """Queries as an index sees them.

        Args:
            parts: Of the index.
            texts: The queries.
            vectors: ``(q, d) float32``, the queries encoded.
        """
        return cls(vectors, parts.characters.vocabulary.matrix(texts), parts.words.vocabulary.matrix(texts))


@dataclass(frozen=True, slots=True)
class Compared:
    """A document compared with q queries.

    Attributes:
        features: ``(q, len(FEATURES)) float32``.
        near: ``(q, p) float32``: cosine with each way to ask for the document.
        fact: ``(q, f) float32``: cosine with each passage.
    """

    features: FloatArray
    near: FloatArray
    fact: FloatArray


def whole_text(document: Document) -> str:
    """A document as its words are counted; the title counts twice, as in the index."""
    return " ".join((document.title, document.title, *document.passages, *document.phrasings))


def compare_document(
    parts: IndexParts,
    encoder: Encoder,
    vectors: VectorCache,
    document: Document,
    queries: Queries,
    ridge: FloatArray,
) -> Compared:
    """Compare a document with queries, by the vocabulary of an index.

    Args:
        parts: Of the index.
        encoder: Of that index.
        vectors: Known vectors; gets the new ones.
        document: Any document.
        queries: What is asked.
        ridge: ``(q,) float32``, what the ridge regression says of this document for each query.
    """
    asked = asked_texts(document)
    examples = vectors.vectors(encoder, "query", asked)
    near = queries.vectors @ examples.T
    fact = queries.vectors @ vectors.vectors(encoder, "passage", fact_texts(document)).T
    body = queries.vectors @ vectors.vectors(encoder, "passage", [body_text(document)])[0]
    characters, words = parts.characters.vocabulary, parts.words.vocabulary
    char_near = _cosines(queries.characters, characters.matrix(asked))
    whole = whole_text(document)
    near1, near3, near5 = _best_means(near, (1, 3, 5))
    char1, char3 = _best_means(char_near, (1, 3))
    columns = {
        "body": body,
        "fact": fact.max(axis=1),
        "centroid": queries.vectors @ normalised(examples.sum(axis=0)[None])[0],
        "near1": near1,
        "near3": near3,
        "near5": near5,
        "char": _cosines(queries.characters, characters.matrix([whole]))[:, 0],
        "char_near1": char1,
        "char_near3": char3,
        "word": _cosines(queries.words, words.matrix([whole]))[:, 0],
        "ridge": ridge,
    }
    features = np.column_stack([columns[name] for name in FEATURES]).astype(np.float32)
    return Compared(features, near, fact)


def _best_means(scores: FloatArray, sizes: tuple[int, ...]) -> tuple[FloatArray, ...]:
    """Means of the best few of each row."""
    rows, width = scores.shape
    starts = np.arange(rows + 1, dtype=np.int64) * width
    return nearest_means(scores.ravel(), starts, sizes)


def _cosines(queries: sparse.csr_matrix, texts: sparse.csr_matrix) -> FloatArray:
    return np.asarray((queries @ texts.T).toarray(), dtype=np.float32)
