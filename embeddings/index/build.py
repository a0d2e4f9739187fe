"""From documents to the parts of an index."""

from collections.abc import Callable, Sequence
from itertools import chain
from logging import getLogger

import numpy as np

from embeddings.arrays import FloatArray, IntArray
from embeddings.documents import Document, asked_texts, body_text, fact_texts, statements
from embeddings.encoders.cleaning import normalised
from embeddings.encoders.protocol import Encoder
from embeddings.index.examples import Examples, starts
from embeddings.index.flat import FlatVectors
from embeddings.index.parts import IndexParts
from embeddings.index.vector_cache import Role, VectorCache
from embeddings.lexical.tfidf import WORDS, Postings, Vocabulary
from embeddings.ranking import ridge
from embeddings.settings import IndexSettings

LOG = getLogger(__name__)
Progress = Callable[[int, int], None]
BLOCK = 256


def texts_to_encode(
    documents: Sequence[Document], strangers: Sequence[str] = ()
) -> tuple[tuple[Role, tuple[str, ...]], ...]:
    """All texts that an index needs vectors of, by role; for shipping and checking vectors."""
    passages = chain.from_iterable((body_text(d), *fact_texts(d)) for d in documents)
    queries = chain(chain.from_iterable((*asked_texts(d), *statements(d)) for d in documents), strangers)
    return ("passage", tuple(dict.fromkeys(passages))), ("query", tuple(dict.fromkeys(queries)))


def build_parts(
    documents: Sequence[Document],
    encoder: Encoder,
    vectors: VectorCache,
    settings: IndexSettings,
    progress: Progress | None = None,
    strangers: Sequence[str] = (),
) -> IndexParts:
    """Encode what is new and compute the rest.

    Args:
        documents: At least one, with different ids; they are put in order of id.
        encoder: Makes the vectors that the cache lacks.
        vectors: Filled with the new vectors; the caller saves it.
        settings: N-gram sizes and limits.
        progress: Called with (texts encoded, texts to encode) after every batch.
        strangers: Questions that no document answers.

    Returns:
        The parts, ready to search or save.

    Raises:
        ValueError: There are no documents, or two have the same id.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    ids = tuple(document.id for document in ordered)
    if not ids or len(set(ids)) < len(ids):
        raise ValueError(f"an index needs documents with different ids, got {len(set(ids))} ids for {len(ids)}")
    encode_missing(ordered, encoder, vectors, progress, strangers)
    examples = Examples.of(ordered, strangers)
    whole = [whole_text(document) for document in ordered]
    vocabulary = Vocabulary.fit(whole, (settings.ngram_min, settings.ngram_max))
    example_characters = Postings.of(vocabulary, examples.texts)
    example_vectors = vectors.vectors(encoder, "query", examples.texts)
    return lay_out(
        ordered,
        examples,
        encoder,
        vectors,
        characters=Postings.of(vocabulary, whole),
        example_characters=example_characters,
        ridge=_ridge(example_vectors, example_characters, examples.owners, len(ids) + 1, settings),
        settings=settings,
    )


def lay_out(
    ordered: Sequence[Document],
    examples: Examples,
    encoder: Encoder,
    vectors: VectorCache,
    *,
    characters: Postings,
    example_characters: Postings,
    ridge: FloatArray,
    settings: IndexSettings,
) -> IndexParts:
    """Put the parts together, with what is quickly computed from vectors and stems.

    Args:
        ordered: The documents, in order of id.
        examples: Theirs.
        encoder: Names the vectors.
        vectors: Has all that are needed.
        characters: Of whole documents.
        example_characters: Of the examples.
        ridge: ``(examples, documents + 1) float32``, see :class:`IndexParts`.
        settings: The kernel.
    """
    facts = [fact_texts(document) for document in ordered]
    whole = [whole_text(document) for document in ordered]
    example_vectors = vectors.vectors(encoder, "query", examples.texts)
    sums = np.add.reduceat(example_vectors[: examples.phrasings], examples.phrasing_starts[:-1], axis=0)
    return IndexParts(
        ids=tuple(document.id for document in ordered),
        bodies=FlatVectors.of(vectors.vectors(encoder, "passage", [body_text(d) for d in ordered])),
        facts=FlatVectors.of(vectors.vectors(encoder, "passage", list(chain.from_iterable(facts)))),
        fact_starts=starts([len(texts) for texts in facts]),
        examples=FlatVectors.of(example_vectors),
        phrasing_starts=examples.phrasing_starts,
        stranger_start=examples.stranger_start,
        centroids=FlatVectors.of(normalised(sums)),
        characters=characters,
        example_characters=example_characters,
        words=Postings.of(Vocabulary.fit(whole, WORDS), whole),
        ridge=ridge,
        ridge_settings=settings.ridge,
    )


def _ridge(
    vectors: FloatArray, characters: Postings, owners: IntArray, classes: int, settings: IndexSettings
) -> FloatArray:
    """Fit, or leave out when there are too many examples. Blocks keep the peak of memory low."""
    count = len(vectors)
    if count > settings.ridge_limit:
        # Its matrix and its time grow with the square and the cube: docs/quality/peers.md tells what it costs.
        LOG.warning(
            "%d questions are over the limit of %d: search goes without kernel ridge", count, settings.ridge_limit
        )
        return np.zeros((0, classes), dtype=np.float32)
    similarities = np.zeros((count, count), dtype=np.float32)
    rows = characters.matrix.T.tocsr()
    for start in range(0, count, BLOCK):
        # The matrix is symmetric, and its upper half is all that the fit reads.
        block = slice(start, start + BLOCK)
        shared = (rows[block] @ rows[start:].T).toarray()
        similarities[block, start:] = ridge.kernel(vectors[block] @ vectors[start:].T, shared, settings.ridge)
    return ridge.fit(similarities, owners, classes, settings.ridge)


def whole_text(document: Document) -> str:
    """All texts of a document; the title twice, since it names the subject."""
    return " ".join((document.title, document.title, *document.passages, *document.phrasings))


def encode_missing(
    documents: Sequence[Document],
    encoder: Encoder,
    vectors: VectorCache,
    progress: Progress | None,
    strangers: Sequence[str] = (),
) -> None:
    """Fill the cache with all vectors that an index of these documents needs.

    Args:
        documents: To be indexed.
        encoder: Makes the vectors that the cache lacks.
        vectors: The cache; the caller saves it.
        progress: Called with (texts encoded, texts to encode).
        strangers: To be indexed as questions that no document answers.
    """
    wanted = texts_to_encode(documents, strangers)
    needed = [(role, vectors.missing(encoder.fingerprint, role, texts)) for role, texts in wanted]
    total = sum(len(texts) for _, texts in needed)
    done = 0

    def report(encoded: int) -> None:
        nonlocal done
        done += encoded
        if progress is not None:
            progress(done, total)

    for role, texts in wanted:
        vectors.vectors(encoder, role, texts, report)
