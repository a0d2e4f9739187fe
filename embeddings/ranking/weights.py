"""Weights that turn features into one absolute score."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.errors import WeightsDamaged
from embeddings.files import replace_file

FEATURES = (
    "body",
    "fact",
    "centroid",
    "near1",
    "near3",
    "near5",
    "char",
    "char_near1",
    "char_near3",
    "word",
    "ridge",
)
"""Names of the features, in the order of the columns of a feature matrix."""


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """A weighted sum over features.

    The sum is absolute: it does not depend on the other documents or on rank, so it can be compared
    with a threshold. Rank fusion and z-scores cannot.

    Attributes:
        weights: Weight by feature name; a feature that is not named counts 0.
        without_ridge: The same for an index that is too large for the ridge regression.
    """

    weights: Mapping[str, float]
    without_ridge: Mapping[str, float]

    def scores(self, features: FloatArray, *, has_ridge: bool = True) -> FloatArray:
        """Scores of documents.

        Args:
            features: ``(documents, len(FEATURES)) float32``.
            has_ridge: Whether the index has a ridge regression.

        Returns:
            ``(documents,) float32``.
        """
        weights = self.weights if has_ridge else self.without_ridge
        vector = np.array([weights.get(name, 0.0) for name in FEATURES], dtype=np.float32)
        return np.asarray(features @ vector, dtype=np.float32)

    def save(self, file: Path) -> None:
        """Write as JSON, in one step.

        Raises:
            OSError: The disk refuses.
        """
        table = {"weights": dict(self.weights), "without_ridge": dict(self.without_ridge)}
        replace_file(file, (json.dumps(table, indent=2) + "\n").encode())

    @classmethod
    def load(cls, file: Path) -> "RankingWeights":
        """Read what :meth:`save` wrote.

        Raises:
            WeightsDamaged: The file cannot be read or names an unknown feature.
        """
        try:
            text = file.read_text(encoding="utf-8")
        except OSError as error:
            raise WeightsDamaged(file, str(error)) from error
        return _parsed(text, file)


@cache
def default_weights() -> RankingWeights:
    """The weights in the package; docs/decisions/retrieval-ranking.md has how they were chosen."""
    source = resources.files("embeddings.ranking") / "weights.json"
    return _parsed(source.read_text(encoding="utf-8"), Path("embeddings/ranking/weights.json"))


def _parsed(text: str, file: Path) -> RankingWeights:
    try:
        table = json.loads(text)
        weights, without_ridge = (
            {str(name): float(value) for name, value in table[part].items()} for part in ("weights", "without_ridge")
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsDamaged(file, f"not a table of weights ({error})") from error
    unknown = sorted({*weights, *without_ridge} - set(FEATURES))
    if unknown:
        raise WeightsDamaged(file, f"unknown features {', '.join(unknown)}")
    return RankingWeights(weights, without_ridge)
