"""Fit ranking weights and calibration on the base's own phrasings and on questions that nothing answers.

scikit-learn (the ``training`` extra) is needed to run this, not to import it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from embeddings.calibration.confidence import ConfidenceModel
from embeddings.encoders.protocol import Encoder
from embeddings.index.vector_cache import VectorCache
from embeddings.ranking.weights import FEATURES, RankingWeights
from embeddings.settings import IndexSettings
from embeddings.training.confidence import ConfidenceReport, fit_confidence
from embeddings.training.folds import held_out_results
from embeddings.training.ranking import RankingReport, fit_ranking
from knowledge.errors import DataFileError
from knowledge.search.published import Published, documents
from knowledge.search.query import Glossary, clean

NEGATIVES_FILE = Path(__file__).parent / "negatives.jsonl"
"""Questions near and far from the domain that no entry answers, with their topic."""


@dataclass(frozen=True, slots=True)
class Negative:
    """A question that nothing answers; questions of one topic stay together in cross-validation."""

    text: str
    topic: str


def read_negatives(path: Path = NEGATIVES_FILE) -> list[Negative]:
    """Read the questions that nothing answers.

    Raises:
        DataFileError: A line is no JSON object with ``text`` and ``topic``.
    """
    negatives = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            negatives.append(Negative(row["text"], row["topic"]))
        except (ValueError, KeyError, TypeError) as error:
            raise DataFileError(path, number, "expected an object with text and topic") from error
    return negatives


def fit_calibration(
    published: Mapping[str, Published],
    encoder: Encoder,
    glossary: Glossary,
    vectors: VectorCache,
    settings: IndexSettings,
) -> tuple[ConfidenceModel, ConfidenceReport]:
    """Fit P(first is right); signposts count as refusing.

    Raises:
        TrainingDataError: Too little material.
    """
    negatives = read_negatives()
    return fit_confidence(
        documents(published),
        [glossary.expand(clean(negative.text)) for negative in negatives],
        encoder,
        vectors,
        settings,
        refusing=[slug for slug, item in published.items() if item.entry.is_signpost],
        groups=[negative.topic for negative in negatives],
    )


@dataclass(frozen=True, slots=True)
class RankerFit:
    """Fitted weights with how they do on phrasings they were not fitted on."""

    weights: RankingWeights
    with_ridge: RankingReport
    without_ridge: RankingReport


def fit_ranker(
    published: Mapping[str, Published], encoder: Encoder, vectors: VectorCache, settings: IndexSettings
) -> RankerFit:
    """Fit the ranking weights, for an index with and one without the kernel ridge regression.

    Phrasings of signposts compete but are not fitted on.

    Raises:
        TrainingDataError: Too little material.
    """
    texts = documents(published)
    held_out = list(held_out_results(texts, encoder, vectors, settings, limit=len(texts)))
    signposts = [slug for slug, item in published.items() if item.entry.is_signpost]
    whole, with_ridge = fit_ranking(held_out, FEATURES, ignored=signposts)
    plain = [name for name in FEATURES if name != "ridge"]
    part, without_ridge = fit_ranking(held_out, plain, anchor="char", ignored=signposts)
    return RankerFit(RankingWeights(whole, part), with_ridge, without_ridge)
