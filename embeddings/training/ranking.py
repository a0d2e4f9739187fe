"""Fitting of the ranking weights on held-out phrasings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray, IntArray
from embeddings.errors import TrainingDataError
from embeddings.training.folds import HeldOut

STEPS = (0.4, 0.2, 0.1)
SWEEPS = 3
THIRD_PLACE = 0.5
BooleanArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RankingReport:
    """How well the weights rank phrasings that they were not fitted on.

    Attributes:
        questions: How many phrasings.
        first: Share whose document comes first.
        first_three: Share whose document is among the first three.
    """

    questions: int
    first: float
    first_three: float


@dataclass(frozen=True, slots=True)
class _Table:
    """Features ``(questions, candidates, features)`` and where the right document stands."""

    features: FloatArray
    right: IntArray
    present: BooleanArray

    def ranks(self, weights: FloatArray) -> IntArray:
        """How many candidates score higher than the right one, ``(questions,) int64``."""
        scores = np.where(self.present, self.features @ weights, -np.inf)
        own = np.take_along_axis(scores, self.right[:, None], axis=1)
        return np.asarray((scores > own).sum(axis=1), dtype=np.int64)

    def part(self, chosen: BooleanArray) -> "_Table":
        return _Table(self.features[chosen], self.right[chosen], self.present[chosen])


def fit_ranking(
    held_out: Sequence[HeldOut], names: Sequence[str], *, anchor: str = "ridge", ignored: Collection[str] = ()
) -> tuple[dict[str, float], RankingReport]:
    """Climb to the weights with the most right documents on the first places.

    Coordinate ascent (Metzler & Croft 2007, https://doi.org/10.1007/s10791-006-9019-z): the measure
    itself is maximised, without gradients. No weight becomes negative, so a document never loses by
    resembling the question more. The report comes from two halves: each is ranked with weights that
    were fitted on the other.

    Args:
        held_out: Results with all documents as hits (``limit`` at least their number), from
            :func:`embeddings.training.folds.held_out_results`.
        names: Features that may get a weight.
        anchor: The feature whose weight is 1.
        ignored: Ids of documents whose phrasings are left out.

    Returns:
        The weights by name, fitted on everything, and how weights so fitted do on what they have not
        seen. An index with and one without a ridge regression each need their own fit, see
        :class:`embeddings.ranking.weights.RankingWeights`.

    Raises:
        TrainingDataError: There are fewer than two usable phrasings.
    """
    usable = [item for item in held_out if item.id is not None and item.id not in ignored]
    usable = [item for item in usable if any(hit.id == item.id for hit in item.result.hits)]
    if len(usable) < 2:
        raise TrainingDataError("Ranking weights need at least two held-out phrasings; add phrasings.")
    columns = [anchor, *(name for name in names if name != anchor)]
    table = _table(usable, columns)
    spread = np.maximum(_spread(table), np.float32(1e-6))
    scaled = _Table((table.features / spread).astype(np.float32), table.right, table.present)
    half = np.arange(len(usable)) % 2 == 0
    ranks = np.concatenate(
        [scaled.part(half).ranks(_climb(scaled.part(~half))), scaled.part(~half).ranks(_climb(scaled.part(half)))]
    )
    weights = _climb(scaled) / spread
    weights = weights / weights[0]
    report = RankingReport(len(usable), float(np.mean(ranks < 1)), float(np.mean(ranks < 3)))
    kept = {name: round(float(w), 4) for name, w in zip(columns, weights, strict=True) if w > 0}
    return kept, report


def _table(items: Sequence[HeldOut], columns: Sequence[str]) -> _Table:
    width = max(len(item.result.hits) for item in items)
    features = np.zeros((len(items), width, len(columns)), dtype=np.float32)
    present = np.zeros((len(items), width), dtype=np.bool_)
    right = np.zeros(len(items), dtype=np.int64)
    for row, item in enumerate(items):
        for place, hit in enumerate(item.result.hits):
            features[row, place] = [hit.features[name] for name in columns]
            present[row, place] = True
            if hit.id == item.id:
                right[row] = place
    return _Table(features, right, present)


def _spread(table: _Table) -> FloatArray:
    """Typical spread of each feature among the candidates of one question."""
    return np.asarray(table.features.std(axis=1).mean(axis=0), dtype=np.float32)


def _climb(table: _Table) -> FloatArray:
    weights = np.zeros(table.features.shape[2], dtype=np.float32)
    weights[0] = 1
    best = _quality(table.ranks(weights))
    for step in STEPS:
        for _ in range(SWEEPS):
            moved = False
            for column in range(1, len(weights)):
                for change in (step, -step):
                    trial = weights.copy()
                    trial[column] = max(0.0, trial[column] + change)
                    quality = _quality(table.ranks(trial))
                    if quality > best:
                        weights, best, moved = trial, quality, True
            if not moved:
                break
    return weights


def _quality(ranks: IntArray) -> float:
    """First places count most; a place among the first three half as much."""
    return float(np.mean(ranks < 1) + THIRD_PLACE * np.mean(ranks < 3))
