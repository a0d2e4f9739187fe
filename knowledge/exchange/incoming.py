"""What an upload would change, before anything is kept: per entry new, changed, the same, or refused and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.editing.personal import personal_types
from knowledge.entries.model import Entry
from knowledge.entries.serial import from_document
from knowledge.errors import EntryFormatError, EntryNotFound
from knowledge.exchange.unpacking import Refused
from knowledge.review.diff import Diff, diff
from knowledge.review.errors import SlugRefused
from knowledge.review.model import Draft, DraftText, Problem, Severity
from knowledge.review.problems import problem_of
from knowledge.review.text import checked_slug, read
from knowledge.review.workflow import Workflow
from knowledge.signals.privacy.model import PersonalDataType

_OF_THE_FORMAT = re.compile(r"(?:beoordeeld|vervalt)_op:\s*\d{4}-\d{2}-\d{2}|\[[a-z]+\]")
"""Lines that would count as a date of birth or as a name."""

NO_FILE = frozenset({"dead_reference"})
"""Problems that keep a file out: its draft could not be shown, or not be corrected without the lists."""


NOTHING = Diff(())
"""No change."""


class Fate(StrEnum):
    """What becomes of a file; also the key of its word in the catalogue (``desk_import.fates``)."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One entry of an upload.

    Attributes:
        slug: From the name of the file.
        title: Its title; the slug when it cannot be read.
        fate: What becomes of it.
        text: Both files.
        diff: What it changes in what readers see, or would add.
        reason: Why it is refused.
        problem: What breaks the format, with its line.
        personal: Kinds of personal data in it, never the values.
        check_personal: Something in it may be a name: somebody has to read it before it is handed in.
        problems: What has to be solved before it can be handed in, and advice.
    """

    slug: str
    title: str
    fate: Fate
    text: DraftText
    diff: Diff = NOTHING
    reason: Refused | None = None
    problem: Problem | None = None
    personal: tuple[str, ...] = ()
    check_personal: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> int:
        """How many problems keep it from being handed in."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def taken(self) -> bool:
        """Whether it becomes a draft when somebody says yes."""
        return self.fate in (Fate.NEW, Fate.CHANGED)


def look_through(texts: Mapping[str, DraftText], flow: Workflow, now: datetime) -> tuple[Incoming, ...]:
    """What an upload would change; writes nothing.

    Args:
        texts: By slug.
        flow: The workflow of this installation.
        now: When.
    """
    known = flow.curated.now().words
    return tuple(_look(slug, text, flow, known, now) for slug, text in sorted(texts.items()))


def adopt(incoming: Incoming, flow: Workflow, by: str, now: datetime) -> Draft:
    """Make the draft of one entry; nothing is published by it.

    Args:
        incoming: As it was shown.
        flow: The workflow.
        by: Who said yes.
        now: When.

    Raises:
        DraftExists: Somebody started a draft of it meanwhile.
        NotPermitted: If `by` may not write entries.
    """
    return flow.store.open_draft(
        incoming.slug,
        incoming.text,
        by,
        now,
        authors=(),
        origin="import",
        check_personal=incoming.check_personal,
    )


def _look(slug: str, text: DraftText, flow: Workflow, known: frozenset[str], now: datetime) -> Incoming:
    types = _types(text, flow, known)
    refused = _refused(slug, text, types)
    if isinstance(refused, Incoming):
        return refused
    entry = refused
    before = _before(slug, flow)
    changes = diff(before, entry)
    if changes.empty:
        return Incoming(slug, entry.title, Fate.SAME, text)
    if flow.store.draft(slug) is not None:
        return Incoming(slug, entry.title, Fate.REFUSED, text, changes, Refused.OPEN_DRAFT)
    problems = flow.check(slug, text, now).problems
    lists = next((problem for problem in problems if problem.key in NO_FILE), None)
    if lists:
        return Incoming(slug, entry.title, Fate.REFUSED, text, changes, Refused.LISTS, lists)
    return Incoming(
        slug,
        entry.title,
        Fate.CHANGED if before else Fate.NEW,
        text,
        changes,
        check_personal=bool(types),
        problems=problems,
    )


def _refused(slug: str, text: DraftText, types: tuple[PersonalDataType, ...]) -> Incoming | Entry:
    """The entry, or why there is none; personal data comes first, so that nothing of such a text is shown."""
    if names := tuple(kind.value for kind in types if kind is not PersonalDataType.NAAM):
        return Incoming(slug, slug, Fate.REFUSED, DraftText(""), reason=Refused.PERSONAL, personal=names)
    try:
        checked_slug(slug)
        return read(slug, text)
    except SlugRefused:
        return Incoming(slug, slug, Fate.REFUSED, text, reason=Refused.SLUG)
    except EntryFormatError as error:
        return Incoming(slug, slug, Fate.REFUSED, text, reason=Refused.FORMAT, problem=problem_of(error))


def _types(text: DraftText, flow: Workflow, known: frozenset[str]) -> tuple[PersonalDataType, ...]:
    every = (line for part in (text.entry, text.asked) for line in part.splitlines())
    lines = (line for line in every if line.strip() and not _OF_THE_FORMAT.fullmatch(line.strip()))
    return tuple(dict.fromkeys(kind for line in lines for kind in personal_types(line, flow.privacy, known)))


def _before(slug: str, flow: Workflow) -> Entry | None:
    """What readers see, or saw last; None for an entry that is new."""
    try:
        found = flow.entries.get(slug)
    except EntryNotFound:
        return None
    version = next((v for v in found.versions if v.version_id == found.published_version), found.versions[-1])
    return from_document(version.document)
