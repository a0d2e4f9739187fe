"""Recorders: where a turn leaves its traces (:class:`actions.house.Recorder`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from knowledge.store.feedback import FeedbackStore
from knowledge.store.handled import HandledStore
from knowledge.store.personal import PersonalData
from knowledge.store.questions import QuestionStore
from knowledge.store.rows import FeedbackKind, QuestionReason


@dataclass(frozen=True, slots=True)
class NoRecorder:
    """Keeps nothing: ``houvast ask`` without ``--log``, and evaluation."""

    def answered(self, key: str, decision: str, slug: str | None, version: int | None) -> None:
        """See :class:`actions.house.Recorder`."""

    def unanswered(self, key: str, person: str, question: str, candidates: tuple[str, ...]) -> bool:  # noqa: ARG002
        """See :class:`actions.house.Recorder`."""
        return False

    def feedback(self, key: str, person: str, kind: str, version: int) -> bool:  # noqa: ARG002
        """See :class:`actions.house.Recorder`."""
        return False

    def own_data(self, person: str) -> Mapping[str, int]:  # noqa: ARG002
        """See :class:`actions.house.Recorder`."""
        return {}

    def forget(self, person: str) -> int:  # noqa: ARG002
        """See :class:`actions.house.Recorder`."""
        return 0


@dataclass(frozen=True, slots=True)
class StoreRecorder:
    """Writes to the store; a repeated message key leaves no second trace."""

    questions: QuestionStore
    votes: FeedbackStore
    personal: PersonalData
    handled: HandledStore

    def answered(self, key: str, decision: str, slug: str | None, version: int | None) -> None:
        """See :class:`actions.house.Recorder`; who asked is left out of the log on purpose."""
        now = datetime.now(UTC)
        self.handled.once(
            f"{key}#log",
            now,
            lambda: self.questions.log(decision, _hour(now), slug=slug, version_id=version),
        )

    def unanswered(self, key: str, person: str, question: str, candidates: tuple[str, ...]) -> bool:
        """See :class:`actions.house.Recorder`."""
        now = datetime.now(UTC)

        def work() -> None:
            self.questions.log("abstain", _hour(now))
            self.questions.file(question, QuestionReason.UNANSWERED, now, person=person, candidates=candidates)

        self.handled.once(f"{key}#log", now, work)
        return True

    def feedback(self, key: str, person: str, kind: str, version: int) -> bool:
        """See :class:`actions.house.Recorder`."""
        now = datetime.now(UTC)
        vote = FeedbackKind(kind)
        self.handled.once(f"{key}#vote", now, lambda: self.votes.give(vote, version, now, person=person))
        return True

    def own_data(self, person: str) -> Mapping[str, int]:
        """See :class:`actions.house.Recorder`."""
        return {table: len(rows) for table, rows in self.personal.export(person).items() if rows}

    def forget(self, person: str) -> int:
        """See :class:`actions.house.Recorder`."""
        return sum(self.personal.forget(person).rows.values())


def _hour(moment: datetime) -> datetime:
    """The hour of a moment: an exact time beside a conversation's would tell who asked what."""
    return moment.replace(minute=0, second=0, microsecond=0)
