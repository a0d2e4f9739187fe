"""The escalation reflex by classifier and rules; by rules alone when the classifier cannot be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.classifier.weights import TextClassifier
from embeddings.errors import EmbeddingError
from knowledge.signals.reflex.lexicon import DATA, ReflexLexicon, ReflexRuleLevel
from knowledge.signals.wording.normalise import normalise
from knowledge.signals.wording.rules import Rule

FEATURE_VERSION = 1
HEAD = "reflex"
FILE = "reflex.npz"
# Where reporting may be the professional norm, only a reflex that is more likely than not counts:
# asking to slow down there would do harm.
NORM_THRESHOLD = 0.5
_MODES = ("with_vector", "without_vector")


@dataclass(frozen=True, slots=True)
class ReflexJudgement:
    """What the detector found.

    Attributes:
        reflex: Whether the message shows the reflex.
        kind: Stable id of `data/reflex/soorten.yml`; None when there is no reflex or no rule names it.
        probability: P(reflex) in [0, 1]; the share of matching rules that speak for it when only rules judge.
        reasons: Ids of the rules that spoke for it, and "classifier"; never text of the message.
    """

    reflex: bool
    kind: str | None
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReflexDetector:
    """Judges messages on the escalation reflex.

    Attributes:
        lexicon: The rules.
        degraded: Why only the rules judge; None when all is well.
    """

    lexicon: ReflexLexicon
    degraded: str | None
    _classifier: TextClassifier | None

    @classmethod
    def load(cls, folder: Path | None = None) -> "ReflexDetector":
        """Load rules and classifier from the data folder, the bundled one when None.

        Raises:
            SignalDataError: A rule file is missing or malformed. A missing or damaged classifier does not
                raise: the rules go on alone and `degraded` says why.
        """
        data = DATA if folder is None else folder
        lexicon = ReflexLexicon.load(data)
        try:
            classifier = TextClassifier.load(data / "reflex" / FILE)
            facts = classifier.facts
            if facts["features"] != FEATURE_VERSION or facts["flags"] != list(lexicon.flag_names()):
                return cls(lexicon, "The reflex classifier was fitted for other rules; train it again.", None)
            for mode in _MODES:
                float(facts["thresholds"][mode])
        except EmbeddingError as error:
            return cls(lexicon, str(error), None)
        except (KeyError, TypeError, ValueError) as error:
            return cls(lexicon, f"The facts beside the reflex classifier are unusable: {error!r}", None)
        return cls(lexicon, None, classifier)

    def judge(self, text: str, vector: NDArray[np.float32] | None = None) -> ReflexJudgement:
        """Judge one message; never raises on text.

        Args:
            text: The message.
            vector: `(384,) float32`, L2-normalised query vector of the text by the bundled encoder; None
                when there is none.
        """
        normalised = normalise(text)
        wording = self.lexicon.wording.read_normalised(normalised)
        hits = self.lexicon.hits(wording)
        if self._classifier is None or not wording.reader.tokens.words:
            return _by_rules(hits)
        usable = self._classifier.usable(vector)
        flags = np.array(self.lexicon.flags(wording), dtype=np.float32)
        chances = self._classifier.probabilities(normalised, flags, usable)
        threshold = self._classifier.facts["thresholds"][_MODES[usable is None]]
        if any(rule.level == ReflexRuleLevel.NORM for rule in hits):
            threshold = max(threshold, NORM_THRESHOLD)
        if chances[HEAD] < threshold:
            return ReflexJudgement(reflex=False, kind=None, probability=chances[HEAD], reasons=())
        kinds = {name: chance for name, chance in chances.items() if name != HEAD}
        reasons = tuple(rule.id for rule in hits if rule.level == ReflexRuleLevel.REFLEX)
        kind = max(kinds, key=lambda name: kinds[name]) if kinds else None
        return ReflexJudgement(reflex=True, kind=kind, probability=chances[HEAD], reasons=(*reasons, "classifier"))


def _by_rules(hits: Sequence[Rule]) -> ReflexJudgement:
    speaking = [rule for rule in hits if rule.level == ReflexRuleLevel.REFLEX]
    share = len(speaking) / len(hits) if hits else 0.0
    # More rules must speak for it than against it.
    if share <= 0.5:
        return ReflexJudgement(reflex=False, kind=None, probability=share, reasons=())
    return ReflexJudgement(
        reflex=True, kind=speaking[0].kind, probability=share, reasons=tuple(rule.id for rule in speaking)
    )
