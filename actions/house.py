"""Everything a conversation turn needs, put together once and passed down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from actions.consulting import Consulting
from actions.judging import ReadsDanger
from actions.practice.stores import Practising
from actions.quizzes.parts import Quizzing
from actions.recent_texts import RecentTexts
from actions.roster import Roster
from actions.settings import ActionsSettings
from knowledge.entries.references import References
from knowledge.glossary.concepts import Concepts
from knowledge.golden.check import GoldenCheck
from knowledge.language.check import LanguageCheck
from knowledge.messages.catalogue import Catalogue
from knowledge.reflection.prompts import Prompts
from knowledge.reflection.rhythm import ZONE
from knowledge.review.workflow import Workflow
from knowledge.search.live import LiveBase
from knowledge.settings import AnswerSettings
from knowledge.signals.identifiability.check import IdentifiabilityCheck
from knowledge.signals.learning.regression import JudgesReflex
from knowledge.signals.manner.check_answer import CheckAnswerReader
from knowledge.signals.manner.choice import ChoiceReader
from knowledge.signals.manner.language import LanguageReader
from knowledge.signals.manner.smalltalk import SmalltalkReader
from knowledge.signals.privacy.model import Redaction, Span
from knowledge.store.desk_links import DeskLinkStore
from knowledge.store.personal import Forgotten
from knowledge.store.reflections import ReflectionStore
from knowledge.store.settings import RetentionSettings

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by table, as they are stored."""
Vectorise = Callable[[str], NDArray[np.float32] | None]
"""Encoder query vector ``(384,) float32, L2-normalised`` of a text; ``None`` when the model is broken."""


class Redactor(Protocol):
    """Finds personal data and leaves it out."""

    def find(self, text: str) -> tuple[Span, ...]:
        """Personal data in a text, sorted, by code points."""

    def redact(self, text: str) -> Redaction:
        """The text without it."""


class Recorder(Protocol):
    """Where a turn leaves its traces; each call is idempotent by message key.

    Question text reaches it redacted only (design rule 4).
    """

    def answered(self, key: str, decision: str, slug: str | None, version: int | None, team: str | None) -> None:
        """Log which entry version a team saw; never the question or who asked."""

    def unanswered(self, key: str, person: str, question: str, candidates: tuple[str, ...], team: str | None) -> bool:
        """File a redacted question for the team leads with the slugs that came closest; whether it was filed."""

    def feedback(
        self, key: str, person: str, kind: str, version: int, team: str | None, note: str | None = None
    ) -> bool:
        """Keep a judgement (``helpful``, ``wrong``, ``unclear``, ``outdated``) about a version; whether kept.

        A note says more for the leads; it holds no text of a person.
        """

    def own_data(self, person: str) -> Rows:
        """Every row kept about a person, by table; rows about a version carry its ``title``."""

    def forget(self, person: str) -> Forgotten:
        """Remove what is kept about a person; what went, and what stays under a pseudonym of nobody."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Small recognisers of how a message is meant."""

    smalltalk: SmalltalkReader
    language: LanguageReader
    check_answer: CheckAnswerReader
    choice: ChoiceReader

    @classmethod
    def load(cls) -> "Readers":
        """Those that come with Houvast.

        Raises:
            SignalDataError: A file is missing or malformed.
        """
        return cls(SmalltalkReader.load(), LanguageReader.load(), CheckAnswerReader.load(), ChoiceReader.load())


@dataclass(frozen=True, slots=True)
class House:
    """The parts behind ``action_houvast`` and its siblings.

    Attributes:
        language: Gentle questions about words; ``None`` when its data is broken: then none are asked.
        identify: Tells what could lead to a family; ``None`` when its data is broken: the preview says so.
        consulting: Consultations and their posts; ``None`` when nothing is kept, or there is no database.
        reflections: Goals, rhythms and lessons of teams; ``None`` when nothing is kept, or there is no database.
        prompts: Reflection questions; ``None`` when their data is broken: then none are given.
        desk_links: Makes links to sign in at the desk; ``None`` when there is no database.
        texts: What somebody had checked just now; in memory only.
        review: The workflow of entries; ``None`` when nothing is kept, or a part that it needs is broken.
        quotes: The message of a group that somebody makes an entry of; in memory only.
        practice: Practising alone; ``None`` when nothing is kept, or there is no database.
        sentences: The sentence that somebody practises on; in memory only.
        quizzes: Items and live quizzes; ``None`` when nothing is kept, or there is no database.
        golden: Asks the golden questions before a text is published; ``None`` in a house that publishes nothing.
    """

    catalogue: Catalogue
    references: References
    concepts: Concepts
    knowledge: LiveBase
    danger: ReadsDanger
    privacy: Redactor
    reflex: JudgesReflex
    vectorise: Vectorise
    readers: Readers
    recorder: Recorder
    roster: Roster
    answer: AnswerSettings
    settings: ActionsSettings
    retention: RetentionSettings
    language: LanguageCheck | None = None
    identify: IdentifiabilityCheck | None = None
    consulting: Consulting | None = None
    reflections: ReflectionStore | None = None
    prompts: Prompts | None = None
    desk_links: DeskLinkStore | None = None
    texts: RecentTexts = field(default_factory=RecentTexts)
    review: Workflow | None = None
    quotes: RecentTexts = field(default_factory=RecentTexts)
    practice: Practising | None = None
    sentences: RecentTexts = field(default_factory=RecentTexts)
    quizzes: Quizzing | None = None
    golden: GoldenCheck | None = None

    def shows_reflex(self, text: str) -> bool:
        """Whether a redacted text shows the reflex to escalate or hand over."""
        return self.reflex.judge(text, self.vectorise(text)).reflex

    def today(self) -> date:
        """The reader's calendar day: today in the Netherlands, whatever the clock of the machine is set to."""
        return datetime.now(ZONE).date()
