"""A fitted text classifier: a compact `.npz` file with its facts in JSON beside it."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.classifier.examples import ExampleWeights, KernelShape
from embeddings.classifier.hashing import HashedText, NgramHasher
from embeddings.errors import WeightsDamaged

FORMAT = 2
_LINEAR = ("ngrams", "flags", "bias")
_EXAMPLES = ("codes", "flags", "coefficients")


@dataclass(frozen=True, slots=True)
class LinearWeights:
    """One set of linear scores, one score per head.

    Attributes:
        heads: Names of the scores.
        ngrams: `(heads, buckets) float16`.
        flags: `(heads, flags) float32`.
        bias: `(heads,) float32`.
    """

    heads: tuple[str, ...]
    ngrams: NDArray[np.float16]
    flags: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, text: HashedText, flags: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the score of each head, `(heads,) float32`.

        Args:
            text: Hashed n-grams, by the hasher the weights were fitted with.
            flags: `(flags,) float32`.
        """
        scores: NDArray[np.float32] = self.bias + self.flags @ flags
        return scores + self.ngrams[:, text.indices].astype(np.float32) @ text.values


@dataclass(frozen=True, slots=True)
class TextClassifier:
    """Weights for use with a vector (linear ones plus remembered examples) and weights for use without.

    Attributes:
        hasher: How texts are hashed.
        with_vector: Linear weights that go with the examples.
        examples: What labelled examples add when there is a vector.
        without_vector: Weights for text and flags alone, fitted separately so that both are calibrated.
        facts: Metadata: encoder fingerprint, feature version, thresholds, counts, date.
    """

    hasher: NgramHasher
    with_vector: LinearWeights
    examples: ExampleWeights
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

        Raises:
            ValueError: The vector has another size; ask :meth:`usable` first.
        """
        hashed = self.hasher.hash(text)
        if vector is None:
            scores = self.without_vector.scores(hashed, flags)
        else:
            if vector.shape != (self.examples.size,):
                raise ValueError(f"a vector of shape ({self.examples.size},) is needed, got {vector.shape}")
            known = self.examples.scores(vector.astype(np.float32, copy=False), flags)
            scores = self.with_vector.scores(hashed, flags) + known
        values = 1.0 / (1.0 + np.exp(-scores.astype(np.float64)))
        return dict(zip(self.with_vector.heads, values.tolist(), strict=True))

    def usable(self, vector: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
        """Return the vector, or None when its size is wrong or it holds numbers that are not finite.

        A broken or other encoder then leads to the weights that do without, not to an error or to nonsense.
        """
        fits = vector is not None and vector.shape == (self.examples.size,) and bool(np.isfinite(vector).all())
        return vector if fits else None

    def save(self, path: Path) -> None:
        """Write `path` (.npz) and the facts beside it (.json)."""
        arrays: dict[str, Any] = {f"example_{part}": getattr(self.examples, part) for part in _EXAMPLES}
        for name, weights in (("with", self.with_vector), ("without", self.without_vector)):
            arrays.update({f"{name}_{part}": getattr(weights, part) for part in _LINEAR})
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
            "kernel": {"dense": self.examples.shape.dense, "flags": self.examples.shape.flags},
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
            made = _read(path, facts)
        except (OSError, KeyError, TypeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise WeightsDamaged(path, f"cannot be read ({error})") from error
        heads, flags = len(made.with_vector.heads), made.with_vector.flags.shape[-1]
        linear = all(_fits(weights, made.hasher, flags) for weights in (made.with_vector, made.without_vector))
        if not (linear and made.examples.fits(heads, flags)):
            raise WeightsDamaged(path, "holds weights of the wrong shape or that are not numbers")
        return made


def _read(path: Path, facts: dict[str, Any]) -> TextClassifier:
    hasher = NgramHasher(facts["hasher"]["buckets"], tuple(facts["hasher"]["char_sizes"]), facts["hasher"]["word_size"])
    heads = tuple(facts["heads"])
    shape = KernelShape(float(facts["kernel"]["dense"]), float(facts["kernel"]["flags"]))
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        first, second = (
            LinearWeights(heads, *(arrays[f"{name}_{part}"] for part in _LINEAR)) for name in ("with", "without")
        )
        examples = ExampleWeights(shape, *(arrays[f"example_{part}"] for part in _EXAMPLES))
    return TextClassifier(hasher, first, examples, second, facts)


def _fits(weights: LinearWeights, hasher: NgramHasher, flags: int) -> bool:
    count = len(weights.heads)
    return (
        weights.ngrams.shape == (count, hasher.buckets)
        and weights.flags.shape == (count, flags)
        and weights.bias.shape == (count,)
        and all(bool(np.isfinite(part).all()) for part in (weights.ngrams, weights.flags, weights.bias))
    )
