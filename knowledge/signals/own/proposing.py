"""Add a sentence: what may be kept, and is not there already."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from knowledge.signals.learning.regression import RegressionSet
from knowledge.signals.own.errors import (
    LabelUnknown,
    SentenceHoldsPersonalData,
    SentenceKnown,
    SentenceLength,
    SentenceMeasures,
)
from knowledge.signals.own.model import KINDS, LONGEST, SHORTEST_WORDS, OwnSentence, Subject
from knowledge.signals.own.shipped import ShippedSentences
from knowledge.signals.privacy.model import Span
from knowledge.signals.wording.normalise import normalise
from knowledge.store.signal_sentences import SignalSentenceStore


class FindsPersonalData(Protocol):
    """What :class:`knowledge.signals.privacy.detector.PersonalDataDetector` offers here."""

    def find(self, text: str) -> tuple[Span, ...]:
        """Find personal data in a text."""


@dataclass(frozen=True)
class Proposing:
    """Adds own sentences.

    Attributes:
        store: Where they go.
        privacy: Finds personal data.
        shipped: What Houvast comes with.
        regression: What is measured on.
    """

    store: SignalSentenceStore
    privacy: FindsPersonalData
    shipped: ShippedSentences
    regression: RegressionSet

    @cached_property
    def _measured_on(self) -> frozenset[tuple[Subject, str]]:
        return self.regression.wordings

    def propose(self, subject: Subject, text: str, label: str, kind: str, by: str, now: datetime) -> OwnSentence:
        """Add a sentence that waits for somebody else.

        Raises:
            SentenceLength: It is one word, or too long.
            LabelUnknown: Label or kind is none of the subject.
            SentenceHoldsPersonalData: It holds personal data; nothing was kept.
            SentenceMeasures: It belongs to the regression set.
            SentenceKnown: The same words are there already, shipped or own.
            NotPermitted: `by` may not.
        """
        kept = " ".join(text.split())
        if len(kept) > LONGEST or len(kept.split()) < SHORTEST_WORDS:
            raise SentenceLength(SHORTEST_WORDS, LONGEST)
        if kind not in KINDS[subject].get(label, ()):
            raise LabelUnknown(label, kind)
        if types := tuple(dict.fromkeys(span.type.value for span in self.privacy.find(kept))):
            raise SentenceHoldsPersonalData(types)
        wording = normalise(kept)
        if (subject, wording) in self._measured_on:
            raise SentenceMeasures
        if (subject, wording) in self.shipped.wordings:
            raise SentenceKnown
        return self.store.propose(subject, kept, wording, label, kind, by, now)
