"""Danger by rules and classifier together; falls back on the rules when the classifier cannot be used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.classifier.weights import TextClassifier
from embeddings.errors import EmbeddingError
from knowledge.signals.danger.cries import Cries
from knowledge.signals.danger.flags import danger_flags, flag_names
from knowledge.signals.danger.lexicon import DATA, DangerLexicon
from knowledge.signals.danger.model import NO_DANGER, DangerJudgement, DangerLevel
from knowledge.signals.danger.sentences import Sentences, Vectorise
from knowledge.signals.danger.thresholds import ACUTE_HEAD, DANGER_HEAD, Thresholds, decide
from knowledge.signals.wording.normalise import normalise

FEATURE_VERSION = 1
LEVEL_FILE = "niveau.npz"
KIND_FILE = "soort.npz"
LONG = 1500
"""Characters from which a message is more than a few sentences."""
_MODES = ("with_vector", "without_vector")


@dataclass(frozen=True, slots=True)
class _Classifiers:
    level: TextClassifier
    kind: TextClassifier
    with_vector: Thresholds
    without_vector: Thresholds


@dataclass(frozen=True, slots=True)
class DangerReading:
    """A message as the rules read it, before the classifier.

    Attributes:
        by_rules: What the rules say; the classifier may raise or lower that.
        judge: The judgement, given the query vector of the same text or None, and what gives vectors of its sentences
            or None; as in :meth:`DangerDetector.judge`.
    """

    by_rules: DangerJudgement
    judge: Callable[[NDArray[np.float32] | None, Vectorise | None], DangerJudgement]


@dataclass(frozen=True, slots=True)
class DangerDetector:
    """Judges messages on danger.

    Attributes:
        lexicon: The rules.
        cries: Whole messages that are a cry for help by themselves.
        degraded: Why only the rules judge; None when all is well.
    """

    lexicon: DangerLexicon
    cries: Cries
    degraded: str | None
    _classifiers: _Classifiers | None

    @classmethod
    def load(cls, folder: Path | None = None) -> "DangerDetector":
        """Load rules and classifiers.

        Args:
            folder: The data folder that holds `danger/` and `wording/`; the bundled one when None.

        Raises:
            SignalDataError: A rule file is missing or malformed. A missing or damaged classifier does not
                raise: the rules go on alone and `degraded` says why.
        """
        data = DATA if folder is None else folder
        lexicon = DangerLexicon.load(data)
        cries = Cries.load(data / "danger")
        try:
            return cls(lexicon, cries, None, _load(data / "danger", lexicon))
        except EmbeddingError as error:
            return cls(lexicon, cries, str(error), None)
        except (KeyError, TypeError, ValueError) as error:
            return cls(lexicon, cries, f"The facts beside the danger classifier are unusable: {error!r}", None)

    def judge(
        self, text: str, vector: NDArray[np.float32] | None = None, vectorise: Vectorise | None = None
    ) -> DangerJudgement:
        """Judge one message; never raises on text.

        Args:
            text: The raw message.
            vector: `(384,) float32`, L2-normalised query vector of the text by the bundled encoder; None
                when there is none. Text alone is judged by weights of its own.
            vectorise: Gives such vectors, for sentences of a longer message that look suspect; without it they are
                judged by their text alone.
        """
        return self.read(text).judge(vector, vectorise)

    def read(self, text: str) -> DangerReading:
        """Read one message with the rules; never raises on text.

        This takes a few ms and needs no vector, so that of many messages the suspect one can be judged first.

        Args:
            text: The raw message.
        """
        if cry := self.cries.judge(text):
            return DangerReading(cry, lambda _vector, _vectorise: cry)
        normalised = normalise(text)
        wording = self.lexicon.wording.read_normalised(normalised)
        hits = self.lexicon.hits(wording)
        by_rules = self.lexicon.judge_hits(hits)
        classifiers = self._classifiers
        if classifiers is None or not wording.reader.tokens.words:
            return DangerReading(by_rules, lambda _vector, _vectorise: by_rules)
        flags = danger_flags(self.lexicon, wording, hits)

        def judge(vector: NDArray[np.float32] | None, vectorise: Vectorise | None) -> DangerJudgement:
            return self._judge(classifiers, normalised, flags, by_rules, vector, vectorise)

        return DangerReading(by_rules, judge)

    def _judge(
        self,
        classifiers: _Classifiers,
        normalised: str,
        flags: NDArray[np.float32],
        by_rules: DangerJudgement,
        vector: NDArray[np.float32] | None,
        vectorise: Vectorise | None,
    ) -> DangerJudgement:
        vector = classifiers.level.usable(vector)
        chances = classifiers.level.probabilities(normalised, flags, vector)
        thresholds = classifiers.without_vector if vector is None else classifiers.with_vector
        level = decide(by_rules.level, chances[ACUTE_HEAD], chances[DANGER_HEAD], thresholds)
        # Without the model the rules have the last word (design rule 1), and in a long message too: there
        # the one sentence that matters drowns in the rest for the classifier.
        if by_rules.level is DangerLevel.ACUTE and (vector is None or len(normalised) > LONG):
            level = DangerLevel.ACUTE
        sentences = Sentences.of(classifiers.level, self.lexicon, normalised, vectorise)
        level = sentences.correct(level, by_rules.level)
        probability = chances[ACUTE_HEAD]
        if level is DangerLevel.NONE:
            return DangerJudgement(level, None, NO_DANGER.reasons, probability)
        kinds = classifiers.kind.probabilities(normalised, flags, vector)
        kind = max(kinds, key=lambda name: kinds[name])
        return DangerJudgement(level, kind, (*by_rules.reasons, "classifier"), probability)


def _load(folder: Path, lexicon: DangerLexicon) -> _Classifiers:
    level = TextClassifier.load(folder / LEVEL_FILE)
    kind = TextClassifier.load(folder / KIND_FILE)
    for classifier in (level, kind):
        facts: Mapping[str, object] = classifier.facts
        if facts["features"] != FEATURE_VERSION or facts["flags"] != list(flag_names(lexicon)):
            raise ValueError("fitted for other rules or features; train the signals again")
    if not set(kind.with_vector.heads) <= set(lexicon.kinds):
        raise ValueError("the kinds are not those of soorten.yml; train the signals again")
    thresholds = [Thresholds(**level.facts["thresholds"][mode]) for mode in _MODES]
    return _Classifiers(level, kind, *thresholds)
