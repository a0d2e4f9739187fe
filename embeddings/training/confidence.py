"""Fitting of the confidence model on held-out phrasings and questions that nothing answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray, IntArray
from embeddings.calibration.confidence import ConfidenceModel, Odds
from embeddings.calibration.signals import SIGNALS
from embeddings.documents import Document
from embeddings.encoders.protocol import Encoder
from embeddings.errors import TrainingDataError
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from embeddings.training.folds import Stranger, held_out_results
from embeddings.training.logistic import fit_odds
from embeddings.training.measures import ConfidenceReport, DoubleArray, confidence_report
from embeddings.training.rows import ConfidenceRows

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
) -> "ConfidenceFit":
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
        The model, a cross-validated report, and the held-out questions.

    Raises:
        TrainingDataError: Questions that are answered and that are not, or right and wrong first
            hits, do not both occur.
    """
    held_out = held_out_results(documents, encoder, vectors, index_settings, strangers=strangers)
    used = (item for item in held_out if item.id is None or asked is None or item.text in asked)
    rows = ConfidenceRows.of(encoder.fingerprint, used, refusing)
    model, report = fit_rows(rows, settings)
    return ConfidenceFit(model, report, rows)


@dataclass(frozen=True, slots=True)
class ConfidenceFit:
    """A fitted model, how it does on what it was not fitted on, and what it was fitted on."""

    model: ConfidenceModel
    report: ConfidenceReport
    rows: ConfidenceRows


def fit_rows(
    rows: ConfidenceRows, settings: ConfidenceSettings | None = None
) -> tuple[ConfidenceModel, ConfidenceReport]:
    """Fit on held-out questions; a second for ten thousand.

    Raises:
        TrainingDataError: As :func:`fit_confidence`.
    """
    chosen = settings or ConfidenceSettings()
    inside, right = rows.inside, rows.right
    if inside.all() or not inside.any() or not right.any() or right[inside].all():
        raise TrainingDataError(
            "Confidence needs answered and unanswered questions, and right and wrong first hits; "
            "add phrasings or questions that nothing answers."
        )
    means = rows.signals.mean(axis=0)
    scales = np.maximum(rows.signals.std(axis=0), np.float32(1e-6))
    standardised = ((rows.signals - means) / scales).astype(np.float32)
    expected = _out_of_fold(standardised, inside, right, rows.topics % chosen.folds, chosen)
    report = confidence_report(expected, right, inside, rows.stranger)
    first, second = _fit(standardised, inside, right, np.ones(len(rows), dtype=np.bool_), chosen)
    return ConfidenceModel(rows.fingerprint, means, scales, first, second), report


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
