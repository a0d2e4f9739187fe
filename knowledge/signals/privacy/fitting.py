"""Fits the name scorer and the character model; run by developers, never to answer a question.

``python -m knowledge.signals.privacy.fitting CLEAN.jsonl... `` reads the labelled sentences and the
frames of the data folder, and sentences without names ({"text": ...} per line) from the files given.
Names are put into the frames; a part of them is treated as unlisted, so that the scorer learns to
find people who are on no list. Logistic regression with L2, by Adam (Kingma & Ba 2015).
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.signals.privacy.characters import BUCKETS, CharacterModel, buckets
from knowledge.signals.privacy.features import Featurizer, candidates
from knowledge.signals.privacy.folding import fold, key
from knowledge.signals.privacy.lexicon import DATA_FOLDER, Lexicon, load_lexicon
from knowledge.signals.privacy.sampling import fill
from knowledge.signals.privacy.scorer import WEIGHTS_FILE, NameScorer
from knowledge.signals.privacy.words import WORD, Reader

Example = tuple[list[str], bool]
_MORE_OFTEN = 5


def fit_linear(rows: Sequence[NDArray[np.int64]], labels: NDArray[np.float64], size: int, *, l2: float, rounds: int,
               weights: NDArray[np.float64] | None = None) -> tuple[NDArray[np.float64], float]:  # fmt: skip
    """Fit a logistic regression on sparse binary rows.

    Args:
        rows: For each example the indices of its features.
        labels: (n,) 0 or 1.
        size: Number of features.
        l2: Strength of the penalty on squared weights.
        rounds: Number of Adam steps over all examples.
        weights: (n,) importance of each example; 1 when None.

    Returns:
        (size,) weights and the intercept.
    """
    flat = np.concatenate(rows)
    owner = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    importance = np.ones(len(rows)) if weights is None else weights
    parameters = np.zeros(size + 1)
    first, second = np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, rounds + 1):
        scores = np.bincount(owner, parameters[flat], len(rows)) + parameters[size]
        errors = (1 / (1 + np.exp(-scores)) - labels) * importance
        gradient = np.append(np.bincount(flat, errors[owner], size) + l2 * parameters[:size], errors.sum())
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        rate = 0.1 * (1 - step / rounds) + 0.005
        parameters -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return parameters[:size], float(parameters[size])


def fit_characters(names: Sequence[str], words: Sequence[str], rounds: int = 120) -> CharacterModel:
    """Fit the character model on names against ordinary words (both keys)."""
    pool = [*names, *words]
    rows = [np.unique(np.fromiter(buckets(word), np.int64)) for word in pool]
    labels = np.array([1.0] * len(names) + [0.0] * len(words))
    weights, bias = fit_linear(rows, labels, BUCKETS, l2=2.0, rounds=rounds)
    return CharacterModel(tuple(round(w * 100) for w in weights), round(bias * 100))


class _Forgetful(Reader):
    """A reader to which chosen names are unknown, judged by a character model that never saw them."""

    def __init__(self, lexicon: Lexicon, models: tuple[CharacterModel, CharacterModel]) -> None:
        super().__init__(lexicon, models[0])
        self._others = (Reader(lexicon, models[0]), Reader(lexicon, models[1]))
        self.forgotten: frozenset[str] = frozenset()

    def _look_up(self, form: str) -> tuple[str, str]:
        base = form.removesuffix("'s")
        if base in self.forgotten:
            return base, self._others[1 - _fold_of(base)].unknown(base)
        return super()._look_up(form)


def _fold_of(form: str) -> int:
    return sum(form.encode()) % 2


class Trainer:
    """Collects examples and fits the scorer."""

    def __init__(self, folder: Path = DATA_FOLDER) -> None:
        self.lexicon = load_lexicon(folder)
        self.frames = _sentences(folder / "frames.txt")
        self.homonyms = _sentences(folder / "homonyms.txt")
        self.first = _originals(folder / "first_names")
        self.last = _originals(folder / "surnames")
        common = self.lexicon.common
        self.first += [n for n in self.first if key(n) in common] * _MORE_OFTEN
        names = sorted({key(n) for n in self.first + self.last} - self.lexicon.common)
        words = sorted(self.lexicon.common)
        halves = [
            fit_characters([n for n in names if _fold_of(n) == f], [w for w in words if _fold_of(w) == f])
            for f in (0, 1)
        ]
        self.characters = fit_characters(names, words)
        self._reader = _Forgetful(self.lexicon, (halves[0], halves[1]))
        self._featurizer = Featurizer(self.lexicon)

    def examples(
        self, text: str, slices: list[tuple[int, int]], forgotten: frozenset[str] = frozenset()
    ) -> list[Example]:
        """Give the scored words of a sentence with their labels.

        Args:
            text: The sentence (its folded form must have the same offsets).
            slices: Its names.
            forgotten: Name keys to treat as unlisted.
        """
        self._reader.forgotten = forgotten
        folded = fold(text)
        words = self._reader.read(folded.text)
        found = []
        for position in candidates(words):
            word = words[position]
            start, end = folded.original(word.start, word.end)
            inside = any(start >= s and end <= e for s, e in slices)
            if not word.allowed or inside:
                found.append((self._featurizer.features(folded.text, words, position), inside))
        return found

    def synthetic(self, count: int, seed: int, unlisted: float, frames: Sequence[str] | None = None) -> list[Example]:
        """Make examples from frames; a share ``unlisted`` of the sentences holds names treated as unlisted."""
        rng = random.Random(seed)  # noqa: S311 - not for security
        found: list[Example] = []
        for _ in range(count):
            text, slices = fill(rng.choice(frames or self.frames), self.first, self.last, rng)
            names = {key(part) for s, e in slices for part in text[s:e].split()}
            forget = names - self.lexicon.particles - self.lexicon.common if rng.random() < unlisted else set()
            found += self.examples(text, slices, frozenset(forget))
        return found

    def clean_examples(self, texts: Sequence[str]) -> list[Example]:
        """Examples of sentences without names.

        The common words come from these same sentences, so every sentence is also read as if the words
        that it alone uses were unlisted: that is how often a new message holds a word on no list.
        """
        counts = Counter(key(word) for text in texts for word in set(WORD.findall(fold(text).text)))
        found: list[Example] = []
        for text in texts:
            rare = frozenset(w for w in map(key, WORD.findall(fold(text).text)) if counts[w] == 1)
            found += self.examples(text, [])
            if rare:
                found += self.examples(text, [], rare)
        return found

    def fit(self, groups: Sequence[tuple[Sequence[Example], float]], l2: float = 1.0, rounds: int = 150) -> NameScorer:
        """Fit the scorer on groups of examples, each with the weight of one example."""
        counts: dict[str, int] = {}
        for group, _ in groups:
            for features, _ in group:
                for feature in features:
                    counts[feature] = counts.get(feature, 0) + 1
        kept = sorted(f for f, c in counts.items() if c >= 3)
        index = {feature: i for i, feature in enumerate(kept)}
        rows, labels, weights = [], [], []
        for group, weight in groups:
            for features, label in group:
                rows.append(np.array([index[f] for f in features if f in index], np.int64))
                labels.append(float(label))
                weights.append(weight)
        fitted, bias = fit_linear(rows, np.array(labels), len(kept), l2=l2, rounds=rounds, weights=np.array(weights))
        return NameScorer(bias, {f: round(float(w), 2) for f, w in zip(kept, fitted, strict=True) if abs(w) >= 0.01})


def _sentences(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def _originals(folder: Path) -> list[str]:
    return sorted(
        {line for path in folder.glob("*.txt") for line in path.read_text(encoding="utf-8").split("\n") if line}
    )


def read_labelled(path: Path) -> list[tuple[dict[str, Any], list[tuple[int, int]]]]:
    """Read labelled sentences: the record and the slices of its names."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(r, [(s["start"], s["end"]) for s in r["spans"] if s["type"] == "NAAM"]) for r in records]


def labelled_examples(
    trainer: Trainer, records: Sequence[tuple[dict[str, Any], list[tuple[int, int]]]]
) -> list[Example]:
    """Examples of labelled sentences; words inside other spans are left out."""
    found: list[Example] = []
    for record, slices in records:
        text = record["text"]
        for span in record["spans"]:
            if span["type"] != "NAAM":
                text = text[: span["start"]] + "0" * (span["end"] - span["start"]) + text[span["end"] :]
        names = {key(part) for s, e in slices for part in text[s:e].split()}
        found += trainer.examples(text, slices)
        if slices:
            found += trainer.examples(
                text, slices, frozenset(names - trainer.lexicon.particles - trainer.lexicon.common)
            )
    return found


def fit_all(
    trainer: Trainer, labelled: Sequence[tuple[dict[str, Any], list[tuple[int, int]]]], clean: Sequence[str]
) -> NameScorer:
    """Fit on labelled sentences, filled frames and clean sentences."""
    from_frames = trainer.synthetic(9000, seed=7, unlisted=0.4)
    from_clean = trainer.clean_examples(clean)
    from_homonyms = [example for text in trainer.homonyms for example in trainer.examples(text, [])]
    return trainer.fit(
        (
            (labelled_examples(trainer, labelled), 2.0),
            (from_frames, 0.4),
            (from_clean, 1.0),
            (from_homonyms, 2.0),
        )
    )


def main(arguments: Sequence[str]) -> None:
    """Fit on all data and write the weights into the data folder."""
    trainer = Trainer()
    labelled = read_labelled(DATA_FOLDER / "labelled.jsonl")
    clean = [
        json.loads(line)["text"] for name in arguments for line in Path(name).read_text(encoding="utf-8").splitlines()
    ]
    scorer = fit_all(trainer, labelled, clean)
    content = {
        "bias": round(scorer.bias, 2),
        "weights": dict(sorted(scorer.weights.items())),
        "characters_bias": trainer.characters.bias,
        "characters": list(trainer.characters.weights),
    }
    path = DATA_FOLDER / WEIGHTS_FILE
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
