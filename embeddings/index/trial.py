"""How a document would do in an index that it is not in, or not in this form: for whoever is still writing it.

Everything is computed as at a search, with the vocabulary of the index. Only the ridge regression cannot be: it is
fitted over all documents at once. A document that is in the index keeps the value of the text that is in there; for
one that is not, all documents are weighed without the ridge regression.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.documents import Document, asked_texts
from embeddings.encoders.protocol import Encoder
from embeddings.index.document_features import Queries, compare_document, whole_text
from embeddings.index.parts import IndexParts
from embeddings.index.vector_cache import VectorCache
from embeddings.lexical.ngrams import words
from embeddings.lexical.stems import stem
from embeddings.ranking.weights import FEATURES, RankingWeights


@dataclass(frozen=True, slots=True)
class Look:
    """One document seen from a query.

    Attributes:
        features: By name, as in a hit.
        phrasing: The nearest way to ask for it.
        phrasing_score: Cosine with that.
        fact: The nearest passage; empty when the document has none.
        fact_score: Cosine with that under the title of the document.
        words: Words of the query that the document has too, in the order of the query.
    """

    features: dict[str, float]
    phrasing: str
    phrasing_score: float
    fact: str
    fact_score: float
    words: tuple[str, ...]


def look(
    parts: IndexParts,
    encoder: Encoder,
    vectors: VectorCache,
    document: Document,
    text: str,
    vector: FloatArray,
    ridge: float,
) -> Look:
    """Compare a document with a query.

    Args:
        parts: Of the index whose vocabulary counts.
        encoder: Of that index.
        vectors: Known vectors; gets the new ones.
        document: Any document.
        text: The query.
        vector: ``(d,) float32``, the query encoded.
        ridge: What the ridge regression says of this document.
    """
    queries = Queries.of(parts, [text], vector[None])
    compared = compare_document(parts, encoder, vectors, document, queries, np.array([ridge], dtype=np.float32))
    near, fact = compared.near[0], compared.fact[0]
    return Look(
        features=dict(zip(FEATURES, compared.features[0].tolist(), strict=True)),
        phrasing=asked_texts(document)[int(near.argmax())],
        phrasing_score=float(near.max()),
        fact=document.passages[int(fact.argmax())] if document.passages else "",
        fact_score=float(fact.max()),
        words=_shared(text, whole_text(document)),
    )


def place(
    own: dict[str, float], others: Sequence[dict[str, float]], weights: RankingWeights, *, with_ridge: bool
) -> int:
    """Rank of a document among others, from 1; of equal ones it comes first."""
    rows = np.array([[features[name] for name in FEATURES] for features in (own, *others)], dtype=np.float32)
    scores = weights.scores(rows, has_ridge=with_ridge)
    return 1 + int((scores[1:] > scores[0]).sum())


def _shared(text: str, whole: str) -> tuple[str, ...]:
    """Words that say something and stand in both, endings aside."""
    known = {stem(word) for word in words(whole)}
    return tuple(dict.fromkeys(word for word in words(text) if len(word) > _SHORT and stem(word) in known))


_SHORT = 3
"""Letters of words that stand in any text and say nothing, such as *het*."""
