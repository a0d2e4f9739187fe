"""Fit ranking weights and calibration on the base's own phrasings and on questions that nothing answers.

scikit-learn (the ``training`` extra) is needed to run this, not to import it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from embeddings.encoders.protocol import Encoder
from embeddings.index.vector_cache import VectorCache
from embeddings.ranking.weights import FEATURES, RankingWeights
from embeddings.settings import IndexSettings
from embeddings.training.confidence import ConfidenceFit, fit_confidence
from embeddings.training.folds import Stranger, held_out_results
from embeddings.training.ranking import RankingReport, fit_ranking
from knowledge.search.negatives import read_negatives
from knowledge.search.published import Published, documents, signposts


def fit_calibration(
    published: Mapping[str, Published], encoder: Encoder, vectors: VectorCache, settings: IndexSettings
) -> ConfidenceFit:
    """Fit P(first is right); signposts count as refusing.

    Raises:
        TrainingDataError: Too little material.
    """
    return fit_confidence(documents(published), _strangers(), encoder, vectors, settings, refusing=signposts(published))


def _strangers() -> list[Stranger]:
    return [Stranger(negative.text, negative.topic) for negative in read_negatives()]


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
    held_out = list(held_out_results(texts, encoder, vectors, settings, strangers=_strangers()))
    left_out = signposts(published)
    whole, with_ridge = fit_ranking(held_out, FEATURES, ignored=left_out)
    plain = [name for name in FEATURES if name != "ridge"]
    part, without_ridge = fit_ranking(held_out, plain, anchor="char", ignored=left_out)
    return RankerFit(RankingWeights(whole, part), with_ridge, without_ridge)
