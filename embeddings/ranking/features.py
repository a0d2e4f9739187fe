"""Features of every document for one query."""

from dataclasses import dataclass

import numpy as np

from embeddings.arrays import FloatArray, IntArray
from embeddings.index.parts import IndexParts
from embeddings.ranking import ridge
from embeddings.ranking.nearest import nearest_means
from embeddings.ranking.weights import FEATURES

OUTSIDE = ("near1", "near3", "near5", "char_near1", "char_near3", "ridge")
"""What is known about the questions that no document answers, as one class: the features of those names."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A query compared with documents.

    Attributes:
        rows: ``(m,) int64``, the documents that were scored, ascending.
        features: ``(m, len(FEATURES)) float32``, theirs.
        outside: ``(len(OUTSIDE),) float32``, the same for the strangers together.
    """

    rows: IntArray
    features: FloatArray
    outside: FloatArray


def compare(parts: IndexParts, text: str, vector: FloatArray, shortlist: int | None) -> Comparison:
    """Compare a query with documents and with the questions that none of them answers.

    Args:
        parts: The index.
        text: The query, for its characters.
        vector: ``(d,) float32``, L2-normalised: the query encoded.
        shortlist: None scores every document. A number scores only the documents that are among
            that many best by centroid, by body or by characters; these get exactly the features that
            they would get otherwise. It saves time only where no ridge regression was fitted.

    Returns:
        The features of the documents that were scored.
    """
    query = parts.characters.vocabulary.matrix([text])
    body = parts.bodies.scores(vector)
    centroid = parts.centroids.scores(vector)
    char = parts.characters.scores(query)
    char_examples = parts.example_characters.scores(query)
    count = len(parts.ids)
    rows = (
        np.arange(count, dtype=np.int64)
        if shortlist is None or shortlist >= count
        else _best_rows((centroid, body, char), shortlist)
    )
    fact_rows, fact_starts = _members(rows, parts.fact_starts)
    near_rows, near_starts = _members(rows, parts.phrasing_starts)
    stranger_rows = np.arange(parts.stranger_start, len(char_examples), dtype=np.int64)
    if parts.has_ridge:
        near_examples = parts.examples.scores(vector)
        ridge_scores = ridge.kernel(near_examples, char_examples, parts.ridge_settings) @ parts.ridge
        near_scores, strangers = near_examples[near_rows], near_examples[stranger_rows]
    else:
        ridge_scores = np.zeros(count + 1, dtype=np.float32)
        near_scores = parts.examples.scores_of(vector, near_rows)
        strangers = parts.examples.scores_of(vector, stranger_rows)
    (fact,) = nearest_means(parts.facts.scores_of(vector, fact_rows), fact_starts, (1,))
    near1, near3, near5 = nearest_means(near_scores, near_starts, (1, 3, 5))
    char_near1, char_near3 = nearest_means(char_examples[near_rows], near_starts, (1, 3))
    words = parts.words.scores(parts.words.vocabulary.matrix([text]))
    columns = {
        "body": body[rows],
        "fact": fact,
        "centroid": centroid[rows],
        "near1": near1,
        "near3": near3,
        "near5": near5,
        "char": char[rows],
        "char_near1": char_near1,
        "char_near3": char_near3,
        "word": words[rows],
        "ridge": ridge_scores[rows],
    }
    features = np.column_stack([columns[name] for name in FEATURES]).astype(np.float32)
    near_stranger = _best_means(strangers, (1, 3, 5))
    char_stranger = _best_means(char_examples[stranger_rows], (1, 3))
    return Comparison(rows, features, np.array([*near_stranger, *char_stranger, ridge_scores[-1]], dtype=np.float32))


def _best_means(scores: FloatArray, sizes: tuple[int, ...]) -> list[float]:
    """Mean of the best few scores, 0 when there are none."""
    if not len(scores):
        return [0.0] * len(sizes)
    widest = min(max(sizes), len(scores))
    best = np.sort(np.partition(scores, len(scores) - widest)[-widest:])[::-1]
    return [float(best[:size].mean()) for size in sizes]


def _best_rows(scores: tuple[FloatArray, ...], size: int) -> IntArray:
    best = [np.argpartition(-column, size - 1)[:size] for column in scores]
    return np.unique(np.concatenate(best)).astype(np.int64)


def _members(rows: IntArray, starts: IntArray) -> tuple[IntArray, IntArray]:
    """The texts of some documents, and where each document starts among them."""
    counts = np.diff(starts)[rows]
    new_starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    shift = np.repeat(starts[rows] - new_starts[:-1], counts)
    return np.arange(new_starts[-1], dtype=np.int64) + shift, new_starts
