"""A longer message sentence by sentence: the one that matters must not drown in the rest."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from embeddings.classifier.weights import TextClassifier
from knowledge.signals.danger.flags import danger_flags
from knowledge.signals.danger.lexicon import DangerLexicon
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.danger.thresholds import ACUTE_HEAD, DANGER_HEAD, Thresholds, decide

Vectorise = Callable[[str], NDArray[np.float32] | None]
"""Query vector by the bundled encoder of a text, `(384,) float32, L2-normalised`; None when the model is broken."""
SEVERAL = 120
"""Characters from which each sentence of a message is judged by itself too."""
MOST = 60
FEWEST_WORDS = 3
SENTENCE_END = re.compile(r"(?<=[.?!;]) ")
SUSPECT_ACUTE, SUSPECT_DANGER = 0.05, 0.2
"""P(acute) and P(danger) by text alone from which a sentence is worth a vector (25 ms): one in six of calm cases."""
CALM, CALM_TOGETHER = 0.15, 0.3
"""P(danger) below which each sentence, and each two that follow each other, take back a question that only the whole
asked for: the vector of a whole story says more about its subject than about its danger."""

# For one sentence of a longer message. Chosen on sentences that the classifier never saw, each put in the middle of
# harmless cases; the comparison stands in docs/decisions/danger-in-two-layers.md. By its text alone only P(acute) is
# looked at.
WITHOUT_VECTOR = Thresholds(acute=0.9, acute_agreed=0.7, grey=0.6, grey_agreed=0.3)
WITH_VECTOR = Thresholds(acute=0.7, acute_agreed=0.5, grey=0.5, grey_agreed=0.3)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a longer message, each judged by itself.

    "Vorig jaar ..." in one sentence then takes nothing away from what another says.

    Attributes:
        classifier: Knows the level.
        lexicon: The rules.
        parts: Normalised sentences; empty for a short message.
        vectorise: Gives the vector of a text; None judges by text alone.
    """

    classifier: TextClassifier
    lexicon: DangerLexicon
    parts: tuple[str, ...]
    vectorise: Vectorise | None

    @classmethod
    def of(
        cls, classifier: TextClassifier, lexicon: DangerLexicon, normalised: str, vectorise: Vectorise | None
    ) -> "Sentences":
        """Split a normalised message."""
        parts = SENTENCE_END.split(normalised) if len(normalised) >= SEVERAL else []
        return cls(classifier, lexicon, tuple(parts[:MOST]) if len(parts) > 1 else (), vectorise)

    def correct(self, whole: DangerLevel, rules: DangerLevel) -> DangerLevel:
        """The level of the message.

        Args:
            whole: What was made of it as a whole.
            rules: What the rules say of it as a whole.
        """
        if whole is DangerLevel.ACUTE:
            return whole
        highest = self.highest()
        if highest is not DangerLevel.NONE:
            return highest
        taken_back = whole is DangerLevel.GREY and rules is not DangerLevel.ACUTE and self.are_calm()
        return DangerLevel.NONE if taken_back else whole

    def highest(self) -> DangerLevel:
        """The highest level of a sentence."""
        found = DangerLevel.NONE
        for part in self.parts:
            level = self._level(part)
            if level is DangerLevel.ACUTE:
                return level
            if level is DangerLevel.GREY:
                found = level
        return found

    def are_calm(self) -> bool:
        """Whether no sentence and no two that follow each other ask for anything; without vectors nobody can tell."""
        together = (f"{one} {other}" for one, other in pairwise(self.parts))
        return bool(self.parts) and (
            all(self._danger(part) < CALM for part in self.parts)
            and all(self._danger(two) < CALM_TOGETHER for two in together)
        )

    def _level(self, sentence: str) -> DangerLevel:
        read = self._read(sentence)
        if read is None:
            return DangerLevel.NONE
        flags, rules = read
        agreed = rules is DangerLevel.ACUTE
        alone = self.classifier.probabilities(sentence, flags, None)
        level = _by_text(alone[ACUTE_HEAD], agreed=agreed)
        suspect = rules is not DangerLevel.NONE or _is_suspect(alone)
        if level is DangerLevel.ACUTE or not suspect or (vector := self._vector(sentence)) is None:
            return level
        chances = self.classifier.probabilities(sentence, flags, vector)
        seen = decide(rules, chances[ACUTE_HEAD], chances[DANGER_HEAD], WITH_VECTOR)
        return seen if level is DangerLevel.NONE or seen is DangerLevel.ACUTE else level

    def _danger(self, text: str) -> float:
        """P(danger) by its vector; 1 without one, for then it is not known."""
        read = self._read(text)
        if read is None:
            return 0.0
        vector = self._vector(text)
        if vector is None:
            return 1.0
        chances = self.classifier.probabilities(text, read[0], vector)
        return max(chances[ACUTE_HEAD], chances[DANGER_HEAD])

    def _read(self, text: str) -> tuple[NDArray[np.float32], DangerLevel] | None:
        """Flags, and what the rules say; None for a few loose words."""
        wording = self.lexicon.wording.read_normalised(text)
        if len(wording.reader.tokens.words) < FEWEST_WORDS:
            return None
        hits = self.lexicon.hits(wording)
        return danger_flags(self.lexicon, wording, hits), self.lexicon.judge_hits(hits).level

    def _vector(self, text: str) -> NDArray[np.float32] | None:
        return None if self.vectorise is None else self.classifier.usable(self.vectorise(text))


def _by_text(acute: float, *, agreed: bool) -> DangerLevel:
    if acute >= (WITHOUT_VECTOR.acute_agreed if agreed else WITHOUT_VECTOR.acute):
        return DangerLevel.ACUTE
    if acute >= (WITHOUT_VECTOR.grey_agreed if agreed else WITHOUT_VECTOR.grey):
        return DangerLevel.GREY
    return DangerLevel.NONE


def _is_suspect(chances: Mapping[str, float]) -> bool:
    return chances[ACUTE_HEAD] >= SUSPECT_ACUTE or chances[DANGER_HEAD] >= SUSPECT_DANGER
