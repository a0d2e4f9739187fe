"""Fitting of the confidence model on held-out phrasings and questions that nothing answers."""

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray, IntArray
from embeddings.calibration.confidence import ConfidenceModel, signals
from embeddings.documents import Document
from embeddings.encoders.protocol import Encoder
from embeddings.errors import TrainingDataError
from embeddings.index.search_index import SearchIndex, SearchResult
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from embeddings.training.folds import held_out_results

BINS = 10
DoubleArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ConfidenceSettings:
    """How the logistic regression is held back.

    Attributes:
        strength: Inverse of the L2 penalty (scikit-learn's C).
        vector_scale: Factor on the query vector, whose values are small: higher lets it speak more.
            Zero leaves the vector out.
        negative_weight: Weight of a question that nothing answers; they are rarer in the material
            than wrong answers are costly.
        folds: Parts for the cross-validated report.
    """

    strength: float = 0.1
    vector_scale: float = 6.0
    negative_weight: float = 3.0
    folds: int = 5


@dataclass(frozen=True, slots=True)
class ConfidenceReport:
    """Cross-validated quality; every probability comes from a model that has not seen the question.

    Attributes:
        positives: Held-out phrasings.
        negatives: Questions that nothing answers, of which the first hit is a document that answers.
        refused_by_hit: Questions that nothing answers, of which the first hit refuses by itself.
        brier: Weighted mean squared error of the probability.
        ece: Expected calibration error over ten bins of equal width, weighted.
        threshold: Lets 95% of the held-out phrasings through.
        rejected: Share of all questions that nothing answers that are refused at that threshold.
    """

    positives: int
    negatives: int
    refused_by_hit: int
    brier: float
    ece: float
    threshold: float
    rejected: float


def fit_confidence(
    documents: Sequence[Document],
    negatives: Sequence[str],
    encoder: Encoder,
    vectors: VectorCache,
    index_settings: IndexSettings,
    *,
    refusing: Collection[str] = (),
    groups: Sequence[str] | None = None,
    settings: ConfidenceSettings | None = None,
) -> tuple[ConfidenceModel, ConfidenceReport]:
    """Fit P(the first hit is right).

    Args:
        documents: With phrasings; each phrasing is searched in an index without it.
        negatives: Questions that no document answers.
        encoder: For texts that the cache lacks.
        vectors: Known vectors; gets those of the negatives too.
        index_settings: As in use.
        refusing: Ids of documents that say "not here". A negative that finds one of these first is
            handled well, and tells nothing about P.
        groups: A topic per negative: cross-validation keeps a topic together, since questions on one
            topic resemble each other. None treats each as its own topic.
        settings: Of the regression.

    Returns:
        The model and a cross-validated report.

    Raises:
        TrainingDataError: Right and wrong first hits do not both occur.
    """
    chosen = settings or ConfidenceSettings()
    rows = [
        _Row(item.text, item.result, item.result.hits[0].id == item.id, item.text, negative=False)
        for item in held_out_results(documents, encoder, vectors, index_settings)
        if item.result.hits
    ]
    index = SearchIndex.build(documents, encoder, vectors, index_settings)
    queries = vectors.vectors(encoder, "query", negatives)
    topics = groups if groups is not None else negatives
    refused = 0
    for text, query, topic in zip(negatives, queries, topics, strict=True):
        result = index.search(text, vector=query)
        if result.hits[0].id in refusing:
            refused += 1
        else:
            rows.append(_Row(text, result, right=False, topic=topic, negative=True))
    right = np.array([row.right for row in rows])
    if right.all() or not right.any():
        raise TrainingDataError("Confidence needs right and wrong first hits; add phrasings or negatives.")
    inputs = np.stack([signals(row.result, row.text) for row in rows])
    query_vectors = np.stack([row.result.query_vector for row in rows])
    means, scales = inputs.mean(axis=0), np.maximum(inputs.std(axis=0), np.float32(1e-6))
    center = query_vectors.mean(axis=0)
    table = np.hstack([(inputs - means) / scales, (query_vectors - center) * np.float32(chosen.vector_scale)])
    weights = np.where([row.negative for row in rows], chosen.negative_weight, 1.0)
    folds = np.array([zlib.crc32(row.topic.encode()) % chosen.folds for row in rows])
    report = _report(rows, table, right, weights, folds, chosen, refused)
    fitted = _regression(table, right, weights, chosen)
    width = inputs.shape[1]
    coefficients = fitted.coef_[0].astype(np.float32)
    vector_weights = coefficients[width:] * np.float32(chosen.vector_scale)
    model = ConfidenceModel(
        fingerprint=encoder.fingerprint,
        means=means.astype(np.float32),
        scales=scales.astype(np.float32),
        weights=coefficients[:width],
        vector_weights=vector_weights if chosen.vector_scale else np.zeros(0, dtype=np.float32),
        intercept=float(fitted.intercept_[0] - center @ vector_weights),
    )
    return model, report


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    result: SearchResult
    right: bool
    topic: str
    negative: bool


def _regression(table: FloatArray, right: NDArray[np.bool_], weights: DoubleArray, settings: ConfidenceSettings):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from sklearn.linear_model import LogisticRegression  # an extra that answering does not need

    return LogisticRegression(C=settings.strength, max_iter=2000).fit(table, right, sample_weight=weights)


def _report(
    rows: Sequence[_Row],
    table: FloatArray,
    right: NDArray[np.bool_],
    weights: DoubleArray,
    folds: IntArray,
    settings: ConfidenceSettings,
    refused: int,
) -> ConfidenceReport:
    probability = np.zeros(len(rows))
    for fold in range(settings.folds):
        held = folds == fold
        if held.any() and right[~held].any() and not right[~held].all():
            fitted = _regression(table[~held], right[~held], weights[~held], settings)
            probability[held] = fitted.predict_proba(table[held])[:, 1]
    negative = np.array([row.negative for row in rows])
    threshold = float(np.quantile(probability[~negative], 0.05))
    rejected = refused + int((probability[negative] < threshold).sum())
    return ConfidenceReport(
        positives=int((~negative).sum()),
        negatives=int(negative.sum()),
        refused_by_hit=refused,
        brier=float(np.average((probability - right) ** 2, weights=weights)),
        ece=calibration_error(probability, right, weights),
        threshold=threshold,
        rejected=rejected / max(refused + int(negative.sum()), 1),
    )


def calibration_error(probability: DoubleArray, right: NDArray[np.bool_], weights: DoubleArray) -> float:
    """Expected calibration error (Guo et al. 2017, arXiv:1706.04599) over ten bins of equal width.

    Args:
        probability: ``(n,) float64``, what was claimed.
        right: ``(n,) bool``, what happened.
        weights: ``(n,) float64``, how much each counts.

    Returns:
        The weighted mean distance between claimed and observed, from 0 to 1.
    """
    bins = np.minimum((probability * BINS).astype(np.int64), BINS - 1)
    total = 0.0
    for number in range(BINS):
        chosen = bins == number
        if chosen.any():
            claimed = np.average(probability[chosen], weights=weights[chosen])
            observed = np.average(right[chosen], weights=weights[chosen])
            total += float(weights[chosen].sum()) * abs(float(claimed - observed))
    return total / float(weights.sum())
