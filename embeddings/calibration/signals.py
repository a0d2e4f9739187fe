"""What a search result says about itself: does anything answer this, and is the first hit the one?"""

import math
from collections.abc import Collection

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.index.search_index import SearchResult
from embeddings.lexical.ngrams import words
from embeddings.ranking.features import OUTSIDE
from embeddings.ranking.weights import FEATURES

OWN = (
    "score",
    "margin",
    "margin3",
    "ridge_margin",
    "ridge_mass",
    "near_best",
    "char_best",
    "agreement",
    "words",
    "answer_mass",
)
"""About the documents that answer: their first score and its lead, how much they weigh together, whether the
features agree on the first, and how long the question is."""
SIGNALS = (
    *OWN,
    *(f"first_{name}" for name in FEATURES),
    "outside_ridge",
    *(f"outside_lead_{name}" for name in OUTSIDE),
    "refusing_ridge",
    "refusing_mass",
    "refusing_lead_score",
    *(f"refusing_lead_{name}" for name in ("ridge", "near1", "near3", "char_near1", "char", "word")),
)
"""Names of the signals, in the order of their weights. A lead is the best of the strangers or of the refusing
documents minus the best of the documents that answer."""

_VOTERS = ("centroid", "near5", "char", "char_near3", "ridge", "fact")
_REFUSING = ("ridge", "near1", "near3", "char_near1", "char", "word")
_COLUMN = {name: place for place, name in enumerate(FEATURES)}


def signals(result: SearchResult, text: str, refusing: Collection[str] = ()) -> FloatArray:
    """Signals of a search result.

    Args:
        result: Of a search for this text, with all documents as hits.
        text: What was asked.
        refusing: Ids of documents that say "not here"; "first" is the first of the others.

    Returns:
        ``(len(SIGNALS),) float32``; all zero when no document that answers was found.
    """
    table = np.array([list(hit.features.values()) for hit in result.hits], dtype=np.float32)
    refuses = np.array([hit.id in refusing for hit in result.hits], dtype=np.bool_)
    if refuses.all():
        return np.zeros(len(SIGNALS), dtype=np.float32)
    scores = np.array([hit.score for hit in result.hits], dtype=np.float32)
    answers, others = table[~refuses], table[refuses]
    first, best = answers[0], answers.max(axis=0)
    own = scores[~refuses]
    ridge = -np.sort(-answers[:, _COLUMN["ridge"]])
    against = others.max(axis=0) if len(others) else np.zeros(len(FEATURES), dtype=np.float32)
    values = [
        own[0],
        own[0] - _place(own, 1),
        own[0] - _place(own, 2),
        ridge[0] - _place(ridge, 1),
        np.maximum(ridge[:5], 0).sum(),
        best[_COLUMN["near1"]],
        best[_COLUMN["char_near1"]],
        np.mean([first[_COLUMN[name]] >= best[_COLUMN[name]] for name in _VOTERS]),
        math.log1p(len(words(text))),
        np.maximum(ridge, 0).sum(),
        *first,
        result.outside["ridge"],
        *(result.outside[name] - best[_COLUMN[name]] for name in OUTSIDE),
        against[_COLUMN["ridge"]],
        np.maximum(others[:, _COLUMN["ridge"]], 0).sum(),
        scores[refuses].max(initial=0) - own[0],
        *(against[_COLUMN[name]] - best[_COLUMN[name]] for name in _REFUSING),
    ]
    return np.array(values, dtype=np.float32)


def _place(values: FloatArray, place: int) -> float:
    """The value on a place, of the last one where there are fewer; 0 for a single one."""
    return float(values[min(place, len(values) - 1)]) if len(values) > 1 else 0.0
