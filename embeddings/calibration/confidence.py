"""How sure the first hit is: is it answered here at all, and if so, by this document?"""

import json
import math
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.calibration.signals import SIGNALS, signals
from embeddings.errors import WeightsDamaged, WeightsMismatch
from embeddings.files import replace_file
from embeddings.index.search_index import SearchResult

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Certainty:
    """What is thought of a search result.

    Attributes:
        inside: P(a document answers this).
        first: P(the first document that answers is the right one), given that one does.
    """

    inside: float
    first: float

    @property
    def right(self) -> float:
        """P(the first document that answers is right)."""
        return self.inside * self.first


@dataclass(frozen=True, slots=True)
class Odds:
    """A logistic regression over standardised signals.

    Attributes:
        weights: ``(len(SIGNALS),) float32``.
        intercept: The log odds where all signals are average.
    """

    weights: FloatArray
    intercept: float

    def probability(self, standardised: FloatArray) -> float:
        """From signals to a number from 0 to 1."""
        log_odds = self.intercept + float(standardised @ self.weights)
        return 1.0 / (1.0 + math.exp(-min(max(log_odds, -30.0), 30.0)))


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """P(the first hit is right) as a product: P(it is answered here) times P(by this one, if so).

    One regression for both has to give a question with two likely answers the same low number as a
    question that nothing answers; two keep them apart (docs/decisions/retrieval-confidence.md).
    Logistic regression keeps its probabilities honest as long as real questions resemble what it was
    fitted on: held-out phrasings and questions that no document answers.

    Attributes:
        fingerprint: Of the encoder; another model has other scores.
        means: ``(len(SIGNALS),) float32``, subtracted from the signals.
        scales: ``(len(SIGNALS),) float32``, what they are divided by.
        inside: Whether a document answers.
        first: Whether it is the first.
    """

    fingerprint: str
    means: FloatArray
    scales: FloatArray
    inside: Odds
    first: Odds

    def certainty(self, result: SearchResult, text: str, refusing: Collection[str] = ()) -> Certainty:
        """Both probabilities for a search result.

        Args:
            result: Of a search for this text, with all documents as hits.
            text: What was asked.
            refusing: Ids of documents that say "not here": they are never the right answer.

        Returns:
            Both 0 when no document that answers was found.
        """
        if all(hit.id in refusing for hit in result.hits):
            return Certainty(0.0, 0.0)
        standardised = (signals(result, text, refusing) - self.means) / self.scales
        return Certainty(self.inside.probability(standardised), self.first.probability(standardised))

    def save(self, file: Path) -> None:
        """Write as JSON, in one step.

        Raises:
            OSError: The disk refuses.
        """
        table = {
            "format": FORMAT,
            "fingerprint": self.fingerprint,
            "signals": list(SIGNALS),
            "means": _rounded(self.means),
            "scales": _rounded(self.scales),
            "inside": {"weights": _rounded(self.inside.weights), "intercept": self.inside.intercept},
            "first": {"weights": _rounded(self.first.weights), "intercept": self.first.intercept},
        }
        replace_file(file, (json.dumps(table) + "\n").encode())

    @classmethod
    def load(cls, file: Path, fingerprint: str | None = None) -> "ConfidenceModel":
        """Read what :meth:`save` wrote.

        Args:
            file: The JSON file.
            fingerprint: Of the encoder in use; None accepts any.

        Returns:
            The model.

        Raises:
            WeightsDamaged: The file is absent, unreadable, in another format, or for other signals.
            WeightsMismatch: It was fitted for another encoder.
        """
        try:
            table = json.loads(file.read_text(encoding="utf-8"))
            if table["format"] != FORMAT:
                raise WeightsDamaged(file, "written in another format")
            names = tuple(table["signals"])
            model = cls(
                fingerprint=str(table["fingerprint"]),
                means=np.array(table["means"], dtype=np.float32),
                scales=np.array(table["scales"], dtype=np.float32),
                inside=_odds(table["inside"]),
                first=_odds(table["first"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WeightsDamaged(file, str(error)) from error
        lengths = {len(part) for part in (model.means, model.scales, model.inside.weights, model.first.weights)}
        if names != SIGNALS or lengths != {len(SIGNALS)}:
            raise WeightsDamaged(file, "it was fitted on other signals than this version computes")
        if fingerprint is not None and model.fingerprint != fingerprint:
            raise WeightsMismatch(file, model.fingerprint, fingerprint)
        return model


def _odds(table: dict[str, Any]) -> Odds:
    return Odds(np.array(table["weights"], dtype=np.float32), float(table["intercept"]))


def _rounded(values: FloatArray) -> list[float]:
    return [float(f"{value:.6g}") for value in values.tolist()]
