"""What the review workflow hands out: plain records, free of SQL and of the web."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.entries.model import Entry
from knowledge.roster.roles import Role


@dataclass(frozen=True, slots=True)
class DraftText:
    """An entry as its two files.

    Attributes:
        entry: Text of the ``.md`` file.
        asked: Text of the ``.vragen.txt`` file; empty without phrasings.
    """

    entry: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The one open concept of an entry, shared by all who may write.

    Attributes:
        draft_id: Never given out twice.
        slug: Of the entry; there need not be one yet.
        text: As typed, also when it breaks the format.
        revision: Counts the saves; a save names the one it was made from.
        base_version: The published version that its authors have seen; None for a new entry.
        waiting_version: The version made of it that waits for a decision; then it cannot be saved.
        authors: Pseudonyms of all who changed it; none of them may approve it.
        origin: What it was started from, such as ``consultation:12``.
        check_personal: Nobody confirmed yet that it holds no personal data.
        changed_by: Pseudonym of who saved it last.
        outdated: Another version was published since `base_version`.
    """

    draft_id: int
    slug: str
    text: DraftText
    revision: int
    base_version: int | None
    waiting_version: int | None
    authors: tuple[str, ...]
    origin: str | None
    check_personal: bool
    created_at: datetime
    changed_at: datetime
    changed_by: str
    outdated: bool


class Severity(StrEnum):
    """Whether a problem keeps a draft from being handed in."""

    ERROR = "error"
    WARNING = "warning"


class DraftFile(StrEnum):
    """Which of the two texts of a draft."""

    ENTRY = "tekst"
    ASKED = "vragen"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the text of a draft.

    Attributes:
        file: Which text.
        line: 1-based line; 0 when it concerns the whole text.
        severity: An error has to be solved first.
        key: Key below ``beheer.problems`` in the catalogue, to say it to people.
        values: What the text of that key names.
        detail: The same in the words of the entry format (English), for whoever maintains it.
    """

    file: DraftFile
    line: int
    severity: Severity
    key: str
    values: tuple[tuple[str, str], ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        entry: The entry, for a preview; None when the text cannot be read as one.
        problems: Errors first, by line.
    """

    entry: Entry | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be solved before it can be handed in."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


class NoteKind(StrEnum):
    """What a note about a version is."""

    COMMENT = "comment"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a version; never changed. `by` is a pseudonym."""

    note_id: int
    version_id: int
    kind: NoteKind
    text: str
    at: datetime
    by: str


class VersionState(StrEnum):
    """What became of a version."""

    SEED = "seed"
    """Published from a file, confirmed by nobody."""
    WAITING = "waiting"
    APPROVED = "approved"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    """Returned, withdrawn, or turned down."""
    PASSED_OVER = "passed_over"
    """A file that changed again before anybody decided."""


@dataclass(frozen=True, slots=True)
class Curator:
    """Somebody who may write entries: lead of a team at work, or admin. `person` is the opaque id."""

    person: str
    name: str
    role: Role
    expertise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What confirming many versions did, by version id.

    Attributes:
        done: Confirmed now.
        already: Confirmed before; nothing was written.
        refused: Not confirmed, with the reason.
    """

    done: tuple[int, ...]
    already: tuple[int, ...]
    refused: dict[int, Exception]


@dataclass(frozen=True, slots=True)
class Idea:
    """A lesson of a consultation that a lead of its team wants to turn into an entry."""

    consultation_id: int
    number: str
    team_id: str
    learned: str
    decided: str
    closed_at: datetime
