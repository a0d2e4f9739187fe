"""What the store gives back: plain records, free of SQL."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from knowledge.store.values import JsonObject


class Origin(StrEnum):
    """Where a version came from."""

    FILE = "bestand"
    DESK = "desk"


class VersionStatus(StrEnum):
    """What a version was at birth; it never changes, decisions about it are recorded beside it."""

    PUBLISHED = "published"
    FOR_REVIEW = "for_review"


class ImportOutcome(StrEnum):
    """What the import of one seed file did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    FOR_REVIEW = "for_review"


@dataclass(frozen=True, slots=True)
class SeedEntry:
    """A seed file as the import takes it.

    Attributes:
        slug: Stable name of the entry.
        content_hash: Hash of the file or files it was read from; equal hash means nothing to do.
        document: The parsed entry.
    """

    slug: str
    content_hash: str
    document: JsonObject


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """What readers see of an entry.

    Attributes:
        confirmed: False for seed content that no lead has confirmed yet.
        reviewed_on: Day on which somebody found it still right, later than the document says; None if nobody did.
        expires_on: Day from which it counts as expired since then.
    """

    slug: str
    version_id: int
    number: int
    origin: Origin
    confirmed: bool
    content_hash: str
    document: JsonObject
    reviewed_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """One immutable version; `number` counts from 1 within its entry.

    Attributes:
        created_by: Pseudonym of the author, or `bestand` for seed content.
    """

    version_id: int
    slug: str
    number: int
    origin: Origin
    content_hash: str
    document: JsonObject
    status: VersionStatus
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """State of an entry as a whole; `published_version` is None until something was published."""

    slug: str
    published_version: int | None
    retired_at: datetime | None
    versions: tuple[EntryVersion, ...]


class FeedbackKind(StrEnum):
    """The buttons under an answer."""

    HELPFUL = "helpful"
    WRONG = "wrong"
    UNCLEAR = "unclear"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One vote about one version; `handled_at` is None until somebody did something about it."""

    feedback_id: int
    kind: FeedbackKind
    version_id: int
    slug: str
    team: str | None
    given_at: datetime
    redacted_note: str | None
    handled_at: datetime | None = None


class QuestionReason(StrEnum):
    """Why the text of a question was kept."""

    UNANSWERED = "unanswered"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A redacted question that waits for a team lead.

    Attributes:
        person: Who asked, to tell them once it is answered; None when not known.
        candidates: Slugs that came closest, best first.
    """

    question_id: int
    person: str | None
    team: str | None
    asked_at: datetime
    reason: QuestionReason
    redacted_text: str
    version_id: int | None
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConversationState:
    """The state of one conversation in the shape of a Rasa tracker.

    Texts in it are redacted by the caller; the store cannot tell.

    Attributes:
        sender_id: Key of the conversation, as Rasa calls it.
        person: Opaque id of the person it is with, None when it is with no one in particular.
        events: The latest events, oldest first.
    """

    sender_id: str
    person: str | None = None
    slots: JsonObject = field(default_factory=dict)
    active_loop: JsonObject = field(default_factory=dict)
    latest_message: JsonObject = field(default_factory=dict)
    latest_action_name: str | None = None
    followup_action: str | None = None
    paused: bool = False
    events: tuple[JsonObject, ...] = ()

    def as_tracker(self) -> dict[str, Any]:
        """The dict that `rasa_sdk.Tracker.from_dict` reads."""
        return {
            "sender_id": self.sender_id,
            "slots": dict(self.slots),
            "latest_message": dict(self.latest_message),
            "events": [dict(event) for event in self.events],
            "paused": self.paused,
            "followup_action": self.followup_action,
            "active_loop": dict(self.active_loop),
            "latest_action_name": self.latest_action_name,
        }


class HandledStatus(StrEnum):
    """How far an update came."""

    STARTED = "started"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Handled:
    """What is known of an update: how far it came and how often it was begun. Never what was in it."""

    status: HandledStatus
    attempts: int


class OutboxStatus(StrEnum):
    """Way of a message: queued, sending, then sent or dead."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message on its way out.

    Attributes:
        key: Unique name of this message, so that queueing it twice gives one row.
        reference: Short mark that stays the same over attempts.
        priority: Lower goes first.
        message: What to send; None once sent.
        attempts: How often sending was begun.
        possibly_double: A crash left it in doubt, so it may already have arrived.
        subject: As in `Outgoing`.
    """

    row_id: int
    key: str
    reference: str
    chat: str
    person: str | None
    priority: int
    message: JsonObject | None
    status: OutboxStatus
    attempts: int
    not_before: datetime
    possibly_double: bool
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One thing a lead or trainer did; `actor` is a pseudonym."""

    audit_id: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: JsonObject
