"""What a knowledge entry is: titled, sourced sentences a professional may act on.

The format is described in ``docs/developers/entry-format.md``. Everything here is immutable: a changed
entry is a new version.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LOCAL_FIELD = re.compile(r"\{lokaal:([a-z0-9]+(?:-[a-z0-9]+)*)\}")
"""A fact that the organisation fills in, see :mod:`knowledge.entries.local`."""
BRACE = re.compile(r"[{}]")
"""Stands in a sentence only as part of such a field."""


class Urgency(StrEnum):
    """Whether an entry may ask its reader to think first."""

    NORMAL = "normaal"
    URGENT = "urgent"


class Status(StrEnum):
    """Where an entry version stands in the review workflow."""

    DRAFT = "concept"
    IN_REVIEW = "ter beoordeling"
    PUBLISHED = "gepubliceerd"
    ARCHIVED = "gearchiveerd"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a sentence comes from: ``[B17]``, ``[A00 afgeleid]`` or ``[algemeen]``.

    Attributes:
        sources: Source ids; empty means common professional knowledge ("nog zonder bron").
        derived: True when the sentence is our inference from the source, not its literal claim.
    """

    sources: tuple[str, ...]
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its mark; shown word for word, the mark shown as source."""

    text: str
    mark: Mark

    @property
    def is_open(self) -> bool:
        """Whether a local field in it was not filled in: then it is shown to nobody."""
        return bool(BRACE.search(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together; ``bullet`` tells whether they form a list item."""

    sentences: tuple[Sentence, ...]
    bullet: bool = False

    @property
    def text(self) -> str:
        """The sentences without their marks, joined by spaces; none with a field that was not filled in."""
        return " ".join(sentence.text for sentence in self.sentences if not sentence.is_open)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way colleagues ask for an entry, with the style it is written in."""

    text: str
    style: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A curated answer.

    Attributes:
        slug: Stable identifier; signposts start with ``ww-``.
        title: Title shown to professionals.
        theme: Folder name of the theme.
        status: Status the author asks for.
        urgency: Urgent entries never ask to reflect first.
        call_first: Who to call first in an urgent entry, as ids of ``numbers`` in the catalogue.
        not_family_first: True bars any suggestion to talk to parents or partner first.
        expertise: Expertise ids that fit this entry.
        reviewed_on: Day of the last review.
        expires_on: Day from which the entry counts as expired.
        related: Slugs of related entries.
        sources: Source ids used in the marks.
        short: *Kort*, at most 600 characters.
        more: *Meer*.
        reflection: *Eerst begrijpen*, questions; empty in urgent entries.
        to_check: *Te controleren*; never shown to professionals.
        phrasings: How colleagues ask for it.
    """

    slug: str
    title: str
    theme: str
    status: Status
    urgency: Urgency
    call_first: tuple[str, ...]
    not_family_first: bool
    expertise: tuple[str, ...]
    reviewed_on: date
    expires_on: date
    related: tuple[str, ...]
    sources: tuple[str, ...]
    short: tuple[Paragraph, ...]
    more: tuple[Paragraph, ...]
    reflection: tuple[str, ...]
    to_check: tuple[Paragraph, ...]
    phrasings: tuple[Phrasing, ...]

    @property
    def is_signpost(self) -> bool:
        """Whether this points to somebody else instead of answering."""
        return self.slug.startswith("ww-")

    @property
    def short_text(self) -> str:
        """*Kort* as shown: sentences without marks."""
        return " ".join(paragraph.text for paragraph in self.short)

    @property
    def passages(self) -> tuple[str, ...]:
        """The sentences of *Kort* and *Meer* that search may match on: those that every organisation shows."""
        return tuple(s.text for part in (self.short, self.more) for p in part for s in p.sentences if not s.is_open)
