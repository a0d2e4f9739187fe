"""Cross-validated quality of a confidence model."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10
KEPT = 0.95
"""Share of the answerable questions that the threshold of a report lets through."""
LEVELS = (0.1, 0.15, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8)
DoubleArray = NDArray[np.float64]
BooleanArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Level:
    """What a threshold on the probability does.

    Attributes:
        at: The threshold.
        covered: Share of the answerable questions at or above it.
        right: Share of those of which the first hit is right.
        outside: Share of the questions that nothing answers at or above it.
    """

    at: float
    covered: float
    right: float
    outside: float

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"P >= {self.at}: {self.covered:.3f} covered, {self.right:.3f} right, {self.outside:.3f} of outside"


@dataclass(frozen=True, slots=True)
class ConfidenceReport:
    """Cross-validated quality; every probability comes from a model that has not seen the question.

    Attributes:
        inside: Held-out phrasings that a document answers.
        strangers: Questions that nothing answers.
        refusing: Held-out phrasings of documents that refuse.
        brier: Mean squared error of the probability over all of them.
        ece: Expected calibration error over ten bins of equal width.
        ece_inside: The same over the questions that are answered.
        threshold: Lets 95% of the answerable questions through.
        rejected: Share of the strangers below that threshold.
        rejected_refusing: Share of the phrasings of refusing documents below it.
        levels: What fixed thresholds do.
    """

    inside: int
    strangers: int
    refusing: int
    brier: float
    ece: float
    ece_inside: float
    threshold: float
    rejected: float
    rejected_refusing: float
    levels: tuple[Level, ...]

    def __str__(self) -> str:
        """Some lines for a terminal."""
        rejected = f"{self.rejected:.3f} of the strangers and {self.rejected_refusing:.3f} for a refusing document"
        return "\n".join(
            [
                f"{self.inside} answerable, {self.strangers} strangers, {self.refusing} for a refusing document",
                f"Brier {self.brier:.3f}, ECE {self.ece:.3f} (answerable only {self.ece_inside:.3f})",
                f"at {self.threshold:.3f}, which keeps {KEPT:.0%}, {rejected} are rejected",
                *map(str, self.levels),
            ]
        )


def confidence_report(
    expected: DoubleArray, right: BooleanArray, inside: BooleanArray, stranger: BooleanArray
) -> ConfidenceReport:
    """Put the measures together.

    Args:
        expected: ``(n,) float64``, P(the first hit is right), out of fold.
        right: ``(n,) bool``, whether it was.
        inside: ``(n,) bool``, whether a document answers the question.
        stranger: ``(n,) bool``, whether it is a stranger; what is neither asks for a refusing document.
    """
    threshold = float(np.quantile(expected[inside], 1 - KEPT))
    refusing = ~inside & ~stranger
    return ConfidenceReport(
        inside=int(inside.sum()),
        strangers=int(stranger.sum()),
        refusing=int(refusing.sum()),
        brier=float(np.mean((expected - right) ** 2)),
        ece=calibration_error(expected, right),
        ece_inside=calibration_error(expected[inside], right[inside]),
        threshold=threshold,
        rejected=_share(expected[stranger] < threshold),
        rejected_refusing=_share(expected[refusing] < threshold),
        levels=tuple(_level(at, expected, right, inside) for at in LEVELS),
    )


def _level(at: float, expected: DoubleArray, right: BooleanArray, inside: BooleanArray) -> Level:
    reached = expected >= at
    return Level(at, _share(reached[inside]), _share(right[inside & reached]), _share(reached[~inside]))


def _share(values: BooleanArray) -> float:
    return float(values.mean()) if len(values) else 0.0


def calibration_error(probability: DoubleArray, right: BooleanArray) -> float:
    """Expected calibration error (Guo et al. 2017, arXiv:1706.04599) over ten bins of equal width.

    Args:
        probability: ``(n,) float64``, what was claimed.
        right: ``(n,) bool``, what happened.

    Returns:
        The mean distance between claimed and observed, from 0 to 1.
    """
    bins = np.minimum((probability * BINS).astype(np.int64), BINS - 1)
    total = 0.0
    for number in range(BINS):
        chosen = bins == number
        if chosen.any():
            total += float(chosen.sum()) * abs(float(probability[chosen].mean() - right[chosen].mean()))
    return total / len(probability)
