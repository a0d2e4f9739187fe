"""An entry as a row of a list: what readers see, what is going on behind it, and what asks for attention."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class ReaderStatus(StrEnum):
    """What readers see of an entry."""

    NOTHING = "nothing"
    OFFLINE = "offline"
    ARCHIVED = "archived"
    EXPIRED = "expired"
    UNCONFIRMED = "unconfirmed"
    PUBLISHED = "published"


class Work(StrEnum):
    """What is going on behind it."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"


@dataclass(frozen=True, slots=True)
class FeedbackCounts:
    """Votes that nobody handled yet, over all versions of an entry."""

    wrong: int = 0
    unclear: int = 0
    outdated: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.wrong + self.unclear + self.outdated


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as a row of a list.

    Attributes:
        title: Of what readers see, else of the newest text.
        reader: What readers see.
        work: What is going on behind it; None when nothing is.
        owner: Opaque id of who keeps it up to date; None when nobody does.
        reviewed_on: Day of the last review; None until something was published.
        expires_on: Day from which readers see that it expired; None until something was published.
        changed_at: Of the latest save or version.
        published_version: What readers see; None for nothing.
        waiting_version: The newest version that waits for a decision.
        retired_because: Why it was taken offline or archived.
        asked: How often it was shown in the last 90 days.
    """

    slug: str
    title: str
    theme: str
    urgent: bool
    reader: ReaderStatus
    work: Work | None
    owner: str | None
    reviewed_on: date | None
    expires_on: date | None
    changed_at: datetime
    confirmed: bool
    published_version: int | None
    waiting_version: int | None
    retired_because: str | None
    feedback: FeedbackCounts = field(default_factory=FeedbackCounts)
    asked: int = 0

    @property
    def status(self) -> ReaderStatus | Work:
        """The one word to show: what readers see, or what is going on while they see nothing."""
        if self.reader is ReaderStatus.NOTHING and self.work is not None:
            return self.work
        return self.reader
