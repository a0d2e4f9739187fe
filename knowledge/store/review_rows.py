"""What the review workflow gives back about versions: plain records, free of SQL."""

from dataclasses import dataclass
from datetime import date, datetime

from knowledge.review.model import Note, VersionState
from knowledge.store.rows import EntryVersion


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version with what people did about it.

    Attributes:
        version: The version itself.
        state: What became of it.
        shown: Readers see it now.
        authors: Pseudonyms of all who wrote it; empty for a file.
        base_version: The published version it was made from; None for a new entry and for a file.
        decided_at: When the latest decision was taken.
        decided_by: Pseudonym of who took it.
        notes: Oldest first.
    """

    version: EntryVersion
    state: VersionState
    shown: bool
    authors: tuple[str, ...]
    base_version: int | None
    decided_at: datetime | None
    decided_by: str | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that waits for a decision.

    Attributes:
        version: The version itself.
        authors: Pseudonyms of all who wrote it; none of them may approve it.
        base_version: As in `VersionView`.
        urgent: It is urgent, or what readers see now is: only a gedragswetenschapper may approve it.
        outdated: Another version was published since `base_version`; return it, or changes get lost.
        notes: Oldest first.
    """

    version: EntryVersion
    authors: tuple[str, ...]
    base_version: int | None
    urgent: bool
    outdated: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ExpiringEntry:
    """A published entry that expires soon, or did.

    Attributes:
        expires_on: Day from which readers see that it expired.
        owner: Opaque id of who keeps it up to date; None when nobody does.
    """

    slug: str
    title: str
    version_id: int
    expires_on: date
    owner: str | None


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """A question of which the answer is published now, and whose asker does not know that yet."""

    question_id: int
    person: str
    slug: str
    title: str
