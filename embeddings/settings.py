"""Settings of the embeddings package: plain values, composed by the caller."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from embeddings.ranking.ridge import RidgeSettings

EncoderKind = Literal["bundled", "sentence-transformer", "deterministic"]


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """Which model turns text into vectors.

    Attributes:
        kind: ``bundled`` is the 4-bit multilingual-e5-small that comes with the installation,
            ``sentence-transformer`` any local or hub model (extra ``models``), ``deterministic``
            a hash encoder for tests.
        model: Folder or hub name; only read for ``sentence-transformer``.
        threads: CPU threads for one encode call. One is right on shared cores: with more, waiting
            threads spin and the slowest calls take seconds.
        query_prefix: Text put before a query; None takes what the model declares.
        passage_prefix: Text put before a passage; None takes what the model declares.
        adapted: Folder with adapted models. The one that is switched on there stands in for the weights of
            ``bundled``; None always takes those.
    """

    kind: EncoderKind = "bundled"
    model: str | Path | None = None
    threads: int = 1
    query_prefix: str | None = None
    passage_prefix: str | None = None
    adapted: Path | None = None


@dataclass(frozen=True, slots=True)
class RerankerSettings:
    """Which model looks again at what was found first.

    Attributes:
        model: Folder or hub name of a CrossEncoder (extra ``models``).
        threads: CPU threads of torch, for the whole process.
        first: How many of the entries that were found it looks at.
    """

    model: str | Path
    threads: int = 1
    first: int = 10


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How documents are indexed and searched.

    Attributes:
        ngram_min: Shortest character n-gram, in characters.
        ngram_max: Longest character n-gram, in characters.
        exact_limit: Up to this many documents every phrasing is compared with the query; beyond it
            only the phrasings of shortlisted documents are.
        shortlist: How many documents are shortlisted by each of centroid, body and characters.
        ridge: How phrasings are compared in the kernel ridge regression.
        ridge_limit: Up to this many phrasings a kernel ridge regression is fitted (its matrix takes
            4 bytes for every pair of phrasings); beyond it that feature is 0.
        weights: File with fitted ranking weights; None takes the ones in the package.
    """

    ngram_min: int = 3
    ngram_max: int = 5
    exact_limit: int = 400
    shortlist: int = 100
    ridge: RidgeSettings = field(default_factory=RidgeSettings)
    ridge_limit: int = 14000
    weights: Path | None = None
