"""How sure the first hit is: logistic regression over a search result."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.errors import WeightsDamaged, WeightsMismatch
from embeddings.files import replace_file
from embeddings.index.search_index import Hit, SearchResult
from embeddings.lexical.ngrams import words
from embeddings.ranking.weights import FEATURES

SIGNALS = (
    "score",
    "margin",
    "margin3",
    "ridge_margin",
    "ridge_mass",
    "near_best",
    "char_best",
    "agreement",
    "words",
    *FEATURES,
)
"""Names of the signals, in the order of their weights; those of FEATURES are the first hit's."""

_VOTERS = ("centroid", "near5", "char", "char_near3", "ridge", "fact")


def signals(result: SearchResult, text: str) -> FloatArray:
    """What a search result says about itself.

    Args:
        result: From a search with at least five hits as limit.
        text: What was asked.

    Returns:
        ``(len(SIGNALS),) float32``; all zero when there are no hits.
    """
    hits = result.hits
    if not hits:
        return np.zeros(len(SIGNALS), dtype=np.float32)
    first = hits[0]
    ridge = sorted((hit.features["ridge"] for hit in hits), reverse=True)
    values = [
        first.score,
        first.score - _place(hits, 1),
        first.score - _place(hits, 2),
        first.features["ridge"] - max((hit.features["ridge"] for hit in hits[1:]), default=0.0),
        sum(max(value, 0.0) for value in ridge[:5]),
        max(hit.features["near1"] for hit in hits),
        max(hit.features["char_near1"] for hit in hits),
        sum(first.features[name] >= max(hit.features[name] for hit in hits) for name in _VOTERS) / len(_VOTERS),
        math.log1p(len(words(text))),
        *(first.features[name] for name in FEATURES),
    ]
    return np.array(values, dtype=np.float32)


def _place(hits: Sequence[Hit], place: int) -> float:
    return hits[min(place, len(hits) - 1)].score if len(hits) > 1 else 0.0


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """P(the first hit is right), from the result's signals and the query vector.

    Logistic regression keeps its probabilities honest as long as real questions resemble what it was
    fitted on: held-out phrasings and questions that no document answers.

    Attributes:
        fingerprint: Of the encoder; another model has other scores and vectors.
        means: ``(len(SIGNALS),) float32``, subtracted from the signals.
        scales: ``(len(SIGNALS),) float32``, what they are divided by.
        weights: ``(len(SIGNALS),) float32``.
        vector_weights: ``(d,) float32``, for the query vector; empty when it is not used.
        intercept: The log odds where all else is zero.
    """

    fingerprint: str
    means: FloatArray
    scales: FloatArray
    weights: FloatArray
    vector_weights: FloatArray
    intercept: float

    def probability(self, result: SearchResult, text: str) -> float:
        """P(the first hit is right), 0 when there is no hit.

        Args:
            result: Of a search for this text, with at least five hits as limit.
            text: What was asked.

        Returns:
            A number from 0 to 1.
        """
        if not result.hits:
            return 0.0
        log_odds = self.intercept + float((signals(result, text) - self.means) / self.scales @ self.weights)
        if len(self.vector_weights):
            log_odds += float(result.query_vector @ self.vector_weights)
        return 1.0 / (1.0 + math.exp(-min(max(log_odds, -30.0), 30.0)))

    def save(self, file: Path) -> None:
        """Write as JSON, in one step.

        Raises:
            OSError: The disk refuses.
        """
        table = {
            "fingerprint": self.fingerprint,
            "signals": list(SIGNALS),
            "means": _rounded(self.means),
            "scales": _rounded(self.scales),
            "weights": _rounded(self.weights),
            "vector_weights": _rounded(self.vector_weights),
            "intercept": self.intercept,
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
            WeightsDamaged: The file is absent, unreadable, or for other signals.
            WeightsMismatch: It was fitted for another encoder.
        """
        try:
            table = json.loads(file.read_text(encoding="utf-8"))
            names = tuple(table["signals"])
            model = cls(
                fingerprint=str(table["fingerprint"]),
                means=np.array(table["means"], dtype=np.float32),
                scales=np.array(table["scales"], dtype=np.float32),
                weights=np.array(table["weights"], dtype=np.float32),
                vector_weights=np.array(table["vector_weights"], dtype=np.float32),
                intercept=float(table["intercept"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WeightsDamaged(file, str(error)) from error
        if names != SIGNALS or {len(model.means), len(model.scales), len(model.weights)} != {len(SIGNALS)}:
            raise WeightsDamaged(file, "it was fitted on other signals than this version computes")
        if fingerprint is not None and model.fingerprint != fingerprint:
            raise WeightsMismatch(file, model.fingerprint, fingerprint)
        return model


def _rounded(values: FloatArray) -> list[float]:
    return [float(f"{value:.6g}") for value in values.tolist()]
