"""The regression set: labelled sentences that nothing is fitted on, and sentences known to be judged wrongly."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import SignalDataError
from knowledge.signals.danger.model import DangerJudgement
from knowledge.signals.danger.sentences import Vectorise
from knowledge.signals.material import DATA, Labelled, read_labelled
from knowledge.signals.own.model import LABELS, Subject
from knowledge.signals.reflex.detector import ReflexJudgement
from knowledge.signals.wording.normalise import normalise

FOLDER = DATA / "regression"
MODES = ("with_vector", "without_vector")
"""With the vector of the model, and without: the card must come when the model is broken, too."""


class JudgesDanger(Protocol):
    """What a danger detector offers."""

    def judge(
        self, text: str, vector: NDArray[np.float32] | None = None, vectorise: Vectorise | None = None
    ) -> DangerJudgement:
        """Judge one message."""


class JudgesReflex(Protocol):
    """What a reflex detector offers."""

    def judge(self, text: str, vector: NDArray[np.float32] | None = None) -> ReflexJudgement:
        """Judge one message."""


class Encode(Protocol):
    """Gives `(n, d) float32`, L2-normalised query vectors by the bundled encoder; raises `EmbeddingError`."""

    def __call__(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """Encode texts."""


@dataclass(frozen=True)
class RegressionSet:
    """What weights are measured on.

    Attributes:
        held_out: By subject; never learned from.
        known: By subject: sentences that the shipped weights are known to judge wrongly.
    """

    held_out: dict[Subject, tuple[Labelled, ...]]
    known: dict[Subject, tuple[Labelled, ...]]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read the set.

        Raises:
            SignalDataError: A file is missing or malformed.
        """
        held_out = {
            subject: tuple(read_labelled(folder / subject / "held_out.jsonl", LABELS[subject])) for subject in Subject
        }
        return cls(held_out, {subject: _known(folder / subject / "known_failures.txt", subject) for subject in Subject})

    @cached_property
    def mark(self) -> str:
        """Changes when the set does: figures of another set are not compared with."""
        content = [
            [subject.value, item.text, item.label]
            for part in (self.held_out, self.known)
            for subject in Subject
            for item in part[subject]
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]

    @cached_property
    def wordings(self) -> frozenset[tuple[Subject, str]]:
        """Every held-out sentence in its plain form, which may not be learned."""
        return frozenset((subject, normalise(item.text)) for subject in Subject for item in self.held_out[subject])


Verdicts = dict[str, tuple[str, ...]]
"""What was judged, by mode, in the order of the set: a danger level, or `yes` and `no` for a reflex."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How weights judge the set.

    Attributes:
        mark: Of the set.
        weights: Which weights: a name with what they were made of.
        at: When.
        held_out: Verdicts by subject.
        known: Verdicts by subject.
    """

    mark: str
    weights: str
    at: datetime
    held_out: dict[Subject, Verdicts]
    known: dict[Subject, Verdicts]

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "mark": self.mark,
            "weights": self.weights,
            "at": self.at.isoformat(),
            "held_out": {subject.value: part for subject, part in self.held_out.items()},
            "known": {subject.value: part for subject, part in self.known.items()},
        }

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Self:
        """What `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: It is something else.
        """
        parts = [
            {
                Subject(name): {mode: tuple(map(str, part[mode])) for mode in MODES}
                for name, part in found[which].items()
            }
            for which in ("held_out", "known")
        ]
        return cls(found["mark"], found["weights"], datetime.fromisoformat(found["at"]), *parts)


def measure(
    regression: RegressionSet,
    danger: JudgesDanger,
    reflex: JudgesReflex,
    encode: Encode,
    weights: str,
    now: datetime,
) -> Measured:
    """Judge the whole set, with the model and without.

    Raises:
        EmbeddingError: The texts cannot be encoded.
    """

    def verdicts(subject: Subject, items: Sequence[Labelled]) -> Verdicts:
        texts = [item.text for item in items]
        vectors = encode(texts) if texts else ()
        if subject is Subject.DANGER:
            return {
                MODES[0]: tuple(danger.judge(*pair).level.value for pair in zip(texts, vectors, strict=True)),
                MODES[1]: tuple(danger.judge(text).level.value for text in texts),
            }
        return {
            MODES[0]: tuple(said(reflex.judge(*pair)) for pair in zip(texts, vectors, strict=True)),
            MODES[1]: tuple(said(reflex.judge(text)) for text in texts),
        }

    held_out = {subject: verdicts(subject, items) for subject, items in regression.held_out.items()}
    known = {subject: verdicts(subject, items) for subject, items in regression.known.items()}
    return Measured(regression.mark, weights, now, held_out, known)


def said(judged: ReflexJudgement) -> str:
    """A judgement on the reflex as a word."""
    return "yes" if judged.reflex else "no"


def _known(path: Path, subject: Subject) -> tuple[Labelled, ...]:
    """Read lines of label and sentence, for danger with the wrong level between them; tabs part them."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SignalDataError(path, 0, f"cannot be read ({error}); restore the file") from error
    found = []
    for number, line in enumerate(lines, 1):
        label, *_, text = line.split("\t")
        if label not in LABELS[subject]:
            raise SignalDataError(path, number, f"unknown label {label!r}; put label and sentence apart with a tab")
        found.append(Labelled(text, label, "bekend"))
    return tuple(found)
