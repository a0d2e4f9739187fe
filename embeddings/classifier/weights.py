"""Weights of a linear text classifier: a compact `.npz` file with its facts in JSON beside it."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.classifier.hashing import HashedText, NgramHasher
from embeddings.errors import WeightsDamaged

FORMAT = 1


@dataclass(frozen=True, slots=True)
class LinearWeights:
    """One set of linear scores, one score per head.

    Attributes:
        heads: Names of the scores.
        ngrams: `(heads, buckets) float16`.
        flags: `(heads, flags) float32`.
        dense: `(heads, d) float32`; `d` is 0 when the set does without a vector.
        bias: `(heads,) float32`.
    """

    heads: tuple[str, ...]
    ngrams: NDArray[np.float16]
    flags: NDArray[np.float32]
    dense: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(
        self, text: HashedText, flags: NDArray[np.float32], vector: NDArray[np.float32] | None
    ) -> NDArray[np.float32]:
        """Return the log-odds of each head, `(heads,) float32`.

        Args:
            text: Hashed n-grams, by the hasher the weights were fitted with.
            flags: `(flags,) float32`.
            vector: `(d,) float32`; ignored when the set has no dense part.

        Raises:
            ValueError: The set needs a vector and none, or one of another size, was given.
        """
        scores: NDArray[np.float32] = self.bias + self.flags @ flags
        scores = scores + self.ngrams[:, text.indices].astype(np.float32) @ text.values
        if self.dense.shape[1]:
            if vector is None or vector.shape != (self.dense.shape[1],):
                got = "none" if vector is None else str(vector.shape)
                raise ValueError(f"a vector of shape ({self.dense.shape[1]},) is needed, got {got}")
            scores = scores + self.dense @ vector.astype(np.float32, copy=False)
        return scores


@dataclass(frozen=True, slots=True)
class TextClassifier:
    """A fitted classifier: one set of weights for use with a vector and one for use without.

    Attributes:
        hasher: How texts are hashed.
        with_vector: Weights for text, flags and vector.
        without_vector: Weights for text and flags alone, fitted separately so that both are calibrated.
        facts: Metadata: encoder fingerprint, feature version, thresholds, counts, date.
    """

    hasher: NgramHasher
    with_vector: LinearWeights
    without_vector: LinearWeights
    facts: Mapping[str, Any]

    def probabilities(
        self, text: str, flags: NDArray[np.float32], vector: NDArray[np.float32] | None
    ) -> dict[str, float]:
        """Return P(head) for each head, each a separate yes/no question, in [0, 1].

        Args:
            text: Normalised text.
            flags: `(flags,) float32`.
            vector: `(d,) float32`, or None to use the weights that do without.
        """
        weights = self.without_vector if vector is None else self.with_vector
        scores = weights.scores(self.hasher.hash(text), flags, vector)
        values = 1.0 / (1.0 + np.exp(-scores.astype(np.float64)))
        return dict(zip(weights.heads, values.tolist(), strict=True))

    def usable(self, vector: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
        """Return the vector, or None when its size is wrong or it holds numbers that are not finite.

        A broken or other encoder then leads to the weights that do without, not to an error or to nonsense.
        """
        size = self.with_vector.dense.shape[1]
        fits = vector is not None and vector.shape == (size,) and bool(np.isfinite(vector).all())
        return vector if fits else None

    def save(self, path: Path) -> None:
        """Write `path` (.npz) and the facts beside it (.json)."""
        arrays: dict[str, Any] = {}
        for name, weights in (("with", self.with_vector), ("without", self.without_vector)):
            for part in ("ngrams", "flags", "dense", "bias"):
                arrays[f"{name}_{part}"] = getattr(weights, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **arrays)
        header = {
            "format": FORMAT,
            "heads": list(self.with_vector.heads),
            "hasher": {
                "buckets": self.hasher.buckets,
                "char_sizes": list(self.hasher.char_sizes),
                "word_size": self.hasher.word_size,
            },
        }
        facts = json.dumps({**header, **self.facts}, indent=1, ensure_ascii=False, sort_keys=True)
        path.with_suffix(".json").write_text(facts + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "TextClassifier":
        """Read a classifier written by `save`.

        Raises:
            WeightsDamaged: A file is missing, damaged, or of another format.
        """
        try:
            facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            if facts["format"] != FORMAT:
                raise WeightsDamaged(path, f"has format {facts['format']}, this version reads {FORMAT}")
            hasher = NgramHasher(
                facts["hasher"]["buckets"], tuple(facts["hasher"]["char_sizes"]), facts["hasher"]["word_size"]
            )
            heads = tuple(facts["heads"])
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
                sets = [
                    LinearWeights(heads, *(arrays[f"{name}_{part}"] for part in ("ngrams", "flags", "dense", "bias")))
                    for name in ("with", "without")
                ]
        except (OSError, KeyError, TypeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise WeightsDamaged(path, f"cannot be read ({error})") from error
        for weights in sets:
            _check(path, weights, hasher)
        return cls(hasher, sets[0], sets[1], facts)


def _check(path: Path, weights: LinearWeights, hasher: NgramHasher) -> None:
    count = len(weights.heads)
    right = (
        weights.ngrams.shape == (count, hasher.buckets)
        and weights.flags.ndim == weights.dense.ndim == 2
        and len(weights.flags) == len(weights.dense) == count
        and weights.bias.shape == (count,)
        and all(bool(np.isfinite(part).all()) for part in (weights.ngrams, weights.flags, weights.dense, weights.bias))
    )
    if not right:
        raise WeightsDamaged(path, "holds weights of the wrong shape or that are not numbers")
