"""Fitting of the confidence model on held-out phrasings and questions that nothing answers."""

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray, IntArray
from embeddings.calibration.confidence import ConfidenceModel, Odds
from embeddings.calibration.signals import SIGNALS, signals
from embeddings.documents import Document
from embeddings.encoders.protocol import Encoder
from embeddings.errors import TrainingDataError
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from embeddings.training.folds import HeldOut, Stranger, held_out_results
from embeddings.training.logistic import fit_odds
from embeddings.training.measures import ConfidenceReport, DoubleArray, confidence_report

BooleanArray = NDArray[np.bool_]
LOWERING: BooleanArray = np.array([name.startswith(("outside_", "refusing_")) for name in SIGNALS])
"""What resembles a question that nothing answers never becomes more likely to be answered by that."""


@dataclass(frozen=True, slots=True)
class ConfidenceSettings:
    """How the two logistic regressions are held back.

    Attributes:
        inside_strength: Inverse of the L2 penalty (scikit-learn's C) of "a document answers this".
        first_strength: The same of "the first one is right".
        outside_weight: Weight of a question that nothing answers; they are rarer in the material
            than wrong answers are costly.
        folds: Parts for the cross-validated report.
    """

    inside_strength: float = 0.1
    first_strength: float = 0.3
    outside_weight: float = 3.0
    folds: int = 5


def fit_confidence(
    documents: Sequence[Document],
    strangers: Sequence[Stranger],
    encoder: Encoder,
    vectors: VectorCache,
    index_settings: IndexSettings,
    *,
    refusing: Collection[str] = (),
    asked: Collection[str] | None = None,
    settings: ConfidenceSettings | None = None,
) -> tuple[ConfidenceModel, ConfidenceReport]:
    """Fit P(a document answers this) and P(the first one is right, if so).

    Args:
        documents: With phrasings; each phrasing is searched in an index without it.
        strangers: Questions that no document answers; each is searched in an index without its topic.
        encoder: For texts that the cache lacks.
        vectors: Known vectors; gets those of the strangers too.
        index_settings: As in use.
        refusing: Ids of documents that say "not here": their phrasings are questions that nothing
            answers.
        asked: Phrasings to fit on; the others are only found. None fits on all. An encoder that was trained on
            phrasings is too sure of those.
        settings: Of the regressions.

    Returns:
        The model and a cross-validated report.

    Raises:
        TrainingDataError: Questions that are answered and that are not, or right and wrong first
            hits, do not both occur.
    """
    chosen = settings or ConfidenceSettings()
    # Results are let go one by one: a million hits at once take more than a gigabyte.
    held_out = held_out_results(documents, encoder, vectors, index_settings, strangers=strangers)
    rows = [_Row.of(item, refusing) for item in held_out if item.id is None or asked is None or item.text in asked]
    table = np.stack([row.signals for row in rows])
    inside = np.array([row.inside for row in rows])
    right = np.array([row.right for row in rows])
    if inside.all() or not inside.any() or not right.any() or right[inside].all():
        raise TrainingDataError(
            "Confidence needs answered and unanswered questions, and right and wrong first hits; "
            "add phrasings or questions that nothing answers."
        )
    means, scales = table.mean(axis=0), np.maximum(table.std(axis=0), np.float32(1e-6))
    standardised = ((table - means) / scales).astype(np.float32)
    folds = np.array([zlib.crc32(row.topic.encode()) % chosen.folds for row in rows], dtype=np.int64)
    expected = _out_of_fold(standardised, inside, right, folds, chosen)
    report = confidence_report(expected, right, inside, np.array([row.stranger for row in rows]))
    everything = np.ones(len(rows), dtype=np.bool_)
    first, second = _fit(standardised, inside, right, everything, chosen)
    return ConfidenceModel(encoder.fingerprint, means, scales, first, second), report


@dataclass(frozen=True, slots=True)
class _Row:
    """What is kept of a held-out question."""

    signals: FloatArray
    inside: bool
    right: bool
    stranger: bool
    topic: str

    @classmethod
    def of(cls, item: HeldOut, refusing: Collection[str]) -> "_Row":
        first = next((hit.id for hit in item.result.hits if hit.id not in refusing), None)
        inside = item.id is not None and item.id not in refusing
        found = signals(item.result, item.text, refusing)
        return cls(found, inside, inside and item.id == first, item.id is None, item.topic)


def _fit(
    table: FloatArray, inside: BooleanArray, right: BooleanArray, used: BooleanArray, settings: ConfidenceSettings
) -> tuple[Odds, Odds]:
    """Both regressions on some rows; the second only on questions that are answered."""
    weights = np.where(inside, 1.0, settings.outside_weight)
    answered = used & inside
    return (
        fit_odds(table[used], inside[used], settings.inside_strength, weights[used], LOWERING),
        fit_odds(table[answered], right[answered], settings.first_strength, weights[answered], np.zeros_like(LOWERING)),
    )


def _out_of_fold(
    table: FloatArray, inside: BooleanArray, right: BooleanArray, folds: IntArray, settings: ConfidenceSettings
) -> DoubleArray:
    """P(right) of every row, from regressions that have not seen its fold; 0 where nothing could be fitted."""
    expected = np.zeros(len(table))
    for fold in range(settings.folds):
        held = folds == fold
        answered = inside & ~held
        if held.any() and not inside[~held].all() and right[answered].any() and not right[answered].all():
            first, second = _fit(table, inside, right, ~held, settings)
            expected[held] = [first.probability(row) * second.probability(row) for row in table[held]]
    return expected
