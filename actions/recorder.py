"""Recorders: where a turn leaves its traces (:class:`actions.house.Recorder`)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from actions.house import Rows
from knowledge.store.entries import EntryStore
from knowledge.store.feedback import FeedbackStore
from knowledge.store.handled import HandledStore
from knowledge.store.outbox import LATER, OutboxStore, Outgoing
from knowledge.store.personal import Forgotten, PersonalData
from knowledge.store.questions import QuestionStore
from knowledge.store.rows import FeedbackKind, QuestionReason


@dataclass(frozen=True, slots=True)
class NoRecorder:
    """Keeps nothing: ``houvast ask`` without ``--log``, and evaluation."""

    def answered(self, key: str, decision: str, slug: str | None, version: int | None, team: str | None) -> None:
        """See :class:`actions.house.Recorder`."""

    def unanswered(self, key: str, person: str, question: str, candidates: tuple[str, ...], team: str | None) -> bool:
        """See :class:`actions.house.Recorder`."""
        return False

    def feedback(
        self, key: str, person: str, kind: str, version: int, team: str | None, note: str | None = None
    ) -> bool:
        """See :class:`actions.house.Recorder`."""
        return False

    def own_data(self, person: str) -> Rows:
        """See :class:`actions.house.Recorder`."""
        return {}

    def forget(self, person: str) -> Forgotten:
        """See :class:`actions.house.Recorder`."""
        return Forgotten({}, {})


@dataclass(frozen=True, slots=True)
class StoreRecorder:
    """Writes to the store; a repeated message key leaves no second trace."""

    questions: QuestionStore
    votes: FeedbackStore
    personal: PersonalData
    handled: HandledStore
    entries: EntryStore
    outbox: OutboxStore

    def answered(self, key: str, decision: str, slug: str | None, version: int | None, team: str | None) -> None:
        """See :class:`actions.house.Recorder`; who asked is left out of the log on purpose."""
        now = datetime.now(UTC)
        self.handled.once(
            f"{key}#log",
            now,
            lambda: self.questions.log(decision, _hour(now), slug=slug, version_id=version, team=team),
        )

    def unanswered(self, key: str, person: str, question: str, candidates: tuple[str, ...], team: str | None) -> bool:
        """See :class:`actions.house.Recorder`."""
        now = datetime.now(UTC)

        def work() -> None:
            self.questions.log("abstain", _hour(now), team=team)
            self.questions.file(
                question, QuestionReason.UNANSWERED, now, person=person, candidates=candidates, team=team
            )

        self.handled.once(f"{key}#log", now, work)
        return True

    def feedback(
        self, key: str, person: str, kind: str, version: int, team: str | None, note: str | None = None
    ) -> bool:
        """See :class:`actions.house.Recorder`."""
        now = datetime.now(UTC)
        vote = FeedbackKind(kind)

        def give() -> None:
            self.votes.give(vote, version, now, person=person, team=team, redacted_note=note)

        self.handled.once(f"{key}#vote", now, give)
        return True

    def own_data(self, person: str) -> Rows:
        """See :class:`actions.house.Recorder`."""
        found = self.personal.export(person)
        return {table: [self._titled(table, row) for row in rows] for table, rows in found.items()}

    def forget(self, person: str) -> Forgotten:
        """See :class:`actions.house.Recorder`; what the bot sent is erased in the chat as well."""
        now = datetime.now(UTC)
        for sent in self.outbox.sent_messages(person):
            erase = {"kind": "erase", "message": int(sent.channel_message_id)}
            # Without the person: these rows outlive the forgetting, and go once they are sent.
            self.outbox.queue(
                Outgoing(f"erase:{sent.chat}:{sent.channel_message_id}", sent.chat, erase, None, LATER), now
            )
        return self.personal.forget(person)

    def _titled(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """A row about a version with the title that the version had."""
        version = row.get("id" if table == "entry_version" else "version_id")
        return {**row, "title": self.entries.version(version).document.get("title")} if version else row


def _hour(moment: datetime) -> datetime:
    """The hour of a moment: an exact time beside a conversation's would tell who asked what."""
    return moment.replace(minute=0, second=0, microsecond=0)
