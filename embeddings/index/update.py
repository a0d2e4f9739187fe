"""A quick index of changed documents, from the index of before.

Building anew takes the square and the cube of the number of examples (some ten seconds for ten thousand). Here the
vocabulary with its weights stays as it was, rows of what did not change are taken over, and the coefficients of the
ridge regression are extended with those of the new examples. docs/decisions/quick-index.md tells what that costs.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from embeddings.arrays import FloatArray, IntArray
from embeddings.documents import Document
from embeddings.encoders.protocol import Encoder
from embeddings.index.build import encode_missing, lay_out, whole_text
from embeddings.index.examples import Examples
from embeddings.index.parts import IndexParts
from embeddings.index.vector_cache import VectorCache
from embeddings.lexical.tfidf import Postings
from embeddings.ranking import ridge
from embeddings.settings import IndexSettings

MOST_NEW = 1000
"""New examples at most: with more, the coefficients of before say too little."""


def updated_parts(
    parts: IndexParts,
    before: Sequence[Document],
    documents: Sequence[Document],
    encoder: Encoder,
    vectors: VectorCache,
    settings: IndexSettings,
    strangers: Sequence[str],
) -> IndexParts | None:
    """The parts of an index of `documents`, made from those of an index of `before`.

    Args:
        parts: The index of before.
        before: Its documents.
        documents: As they are now.
        encoder: Makes the vectors that the cache lacks.
        vectors: Filled with the new vectors.
        settings: As the index was built with.
        strangers: Questions that no document answers, as the index was built with.

    Returns:
        The parts, or None when there is nothing left, too much is new, or `before` is not what `parts` was made of.
    """
    old_ordered, ordered = (sorted(given, key=lambda document: document.id) for given in (before, documents))
    old, new = Examples.of(old_ordered, strangers), Examples.of(ordered, strangers)
    if not ordered or len(old.texts) != parts.examples.count or parts.ids != tuple(item.id for item in old_ordered):
        return None
    rows = _matched(old.keys(old_ordered), new.keys(ordered))
    fresh = np.flatnonzero(rows < 0)
    if len(fresh) > MOST_NEW:
        return None
    encode_missing(ordered, encoder, vectors, None, strangers)
    unchanged = {document: place for place, document in enumerate(old_ordered)}
    whole_rows = np.array([unchanged.get(document, -1) for document in ordered], dtype=np.int64)
    examples = _carried(parts.example_characters, rows, new.texts)
    return lay_out(
        ordered,
        new,
        encoder,
        vectors,
        characters=_carried(parts.characters, whole_rows, [whole_text(document) for document in ordered]),
        example_characters=examples,
        ridge=_extended(parts, rows, fresh, new, vectors.vectors(encoder, "query", new.texts), examples, ordered),
        settings=settings,
    )


def _matched(old: Sequence[tuple[str, bool, str]], new: Sequence[tuple[str, bool, str]]) -> IntArray:
    """Per new example its row of before, -1 for what was not there; a row is given away once."""
    places: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
    for row, key in enumerate(old):
        places[key].append(row)
    return np.array([places[key].pop() if places[key] else -1 for key in new], dtype=np.int64)


def _carried(postings: Postings, rows: IntArray, texts: Sequence[str]) -> Postings:
    """The same vocabulary over other texts; only those without a row of before are weighed."""
    fresh = np.flatnonzero(rows < 0)
    weighed = postings.vocabulary.matrix([texts[int(place)] for place in fresh])
    stacked = sparse.vstack([postings.matrix.T.tocsr(), weighed], format="csr")
    source = rows.copy()
    source[fresh] = postings.matrix.shape[1] + np.arange(len(fresh))
    return Postings(postings.vocabulary, stacked[source].T.tocsr())


def _extended(
    parts: IndexParts,
    rows: IntArray,
    fresh: IntArray,
    examples: Examples,
    vectors: FloatArray,
    characters: Postings,
    ordered: Sequence[Document],
) -> FloatArray:
    """The coefficients of before, in the order of the new rows and columns, and those of the new examples."""
    columns = {document: place for place, document in enumerate(parts.ids)}
    classes = len(ordered) + 1
    if not parts.has_ridge:
        return np.zeros((0, classes), dtype=np.float32)
    kept = np.array([place for place, document in enumerate(ordered) if document.id in columns], dtype=np.int64)
    coefficients = np.zeros((len(rows), classes), dtype=np.float32)
    carried = np.flatnonzero(rows >= 0)
    source = np.array([*(columns[ordered[place].id] for place in kept), len(parts.ids)], dtype=np.int64)
    target = np.append(kept, len(ordered))
    coefficients[np.ix_(carried, target)] = parts.ridge[np.ix_(rows[carried], source)]
    if len(fresh):
        terms = characters.matrix.T.tocsr()
        shared = (terms[fresh] @ characters.matrix).toarray()
        similarities = ridge.kernel(vectors[fresh] @ vectors.T, shared, parts.ridge_settings)
        coefficients[fresh] = ridge.extend(
            similarities[:, fresh],
            similarities[:, carried],
            coefficients[carried],
            examples.owners[fresh],
            parts.ridge_settings,
        )
    return coefficients
