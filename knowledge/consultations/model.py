"""A consultation: one question to the team about one case, in texts that were redacted before they came here."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge.consultations.number import written

SCALE_TOP = 10
"""The scale question goes from 0 to here."""

SUBJECT_PREFIX = "consultation:"
"""Starts the subject of posts and audit rows about a consultation; its id follows."""

_EXPERTISE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Status(StrEnum):
    """How far a consultation is. Withdrawn: it is over without an outcome, and its texts are gone."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class ContributionKind(StrEnum):
    """What somebody added. All but an answer come from colleagues; an answer comes from who asked."""

    THINK_ALONG = "think_along"
    """A tap on "I think along": no text yet."""
    REPLY = "reply"
    QUESTION = "question"
    """Asks back."""
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to put before the team, after they saw it and said yes.

    Attributes:
        team_id: The team.
        asker: Opaque id of who asks.
        facts: What is known.
        question: What the team is asked.
        worries: What are the worries.
        strengths: What goes well.
        scale: How safe it is for the child, 0 to 10; None when not given.
        scale_reason: Why this number.
        unknown: What is not understood yet.
        expertise: Ids as in `expertise.yml`; kept sorted, each once.
        due: The day on which an answer is needed.
        origin_slug: The entry from which it was started.

    Raises:
        ValueError: A text that must be there is empty, the scale is not 0 to 10, or an expertise is no id.
    """

    team_id: str
    asker: str
    facts: str
    question: str
    worries: str | None = None
    strengths: str | None = None
    scale: int | None = None
    scale_reason: str | None = None
    unknown: str | None = None
    expertise: tuple[str, ...] = ()
    due: date | None = None
    origin_slug: str | None = None

    def __post_init__(self) -> None:
        empty = [name for name in ("facts", "question") if not getattr(self, name).strip()]
        if empty:
            raise ValueError(f"A consultation needs a text for: {', '.join(empty)}.")
        if self.scale is not None and not 0 <= self.scale <= SCALE_TOP:
            raise ValueError(f"The scale goes from 0 to {SCALE_TOP}, not to {self.scale}.")
        wrong = [key for key in self.expertise if not _EXPERTISE.fullmatch(key)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no id of an expertise; take one from expertise.yml.")


@dataclass(frozen=True, slots=True)
class Consultation:
    """A consultation as it is now.

    Attributes:
        consultation_id: Never given out twice.
        team_id: Whose members may read it.
        year: Part of the number.
        sequence: Counts from 1 within team and year.
        asker: Opaque id of who asked; None once forgotten or expired.
        status: Open, closed or withdrawn.
        facts: As in `Draft`; empty once the texts are gone.
        worries: As in `Draft`, like all fields up to `origin_slug`; None as well once the texts are gone.
        on_agenda: Whether the team wants to talk about it in its meeting.
        created_at: When it was put before the team.
        first_reply_at: When a colleague first thought along, replied or asked back.
        reminded_at: When the team was reminded.
        lead_told_at: When the lead was told that nobody replied.
        closed_at: When it was closed or withdrawn.
        decided: What was decided.
        learned: What was learned.
        idea: Whether a lead wants to turn what was learned into an entry.
        reduced_at: When the post in the group was edited down to its number.
    """

    consultation_id: int
    team_id: str
    year: int
    sequence: int
    asker: str | None
    status: Status
    facts: str
    worries: str | None
    strengths: str | None
    scale: int | None
    scale_reason: str | None
    unknown: str | None
    question: str
    expertise: tuple[str, ...]
    due: date | None
    origin_slug: str | None
    on_agenda: bool
    created_at: datetime
    first_reply_at: datetime | None
    reminded_at: datetime | None
    lead_told_at: datetime | None
    closed_at: datetime | None
    decided: str | None
    learned: str | None
    idea: bool
    reduced_at: datetime | None

    @property
    def number(self) -> str:
        """The number as people read it, such as `2026-014`."""
        return written(self.year, self.sequence)

    @property
    def subject(self) -> str:
        """How posts and the audit log name it, such as `consultation:17`."""
        return subject_of(self.consultation_id)

    @property
    def emptied(self) -> bool:
        """Whether its texts are gone: withdrawn, forgotten or expired."""
        return not self.question


@dataclass(frozen=True, slots=True)
class Contribution:
    """What somebody added to a consultation.

    Attributes:
        person: Opaque id of who; None once forgotten or expired.
        text: Redacted; None for a tap, and once the texts are gone.
        key: Of the message that made it; tells the same message come again from somebody who taps twice.
    """

    contribution_id: int
    consultation_id: int
    person: str | None
    kind: ContributionKind
    text: str | None
    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Insight:
    """How a team consults, in numbers that are about no person.

    Attributes:
        asked: Questions that the team put to Houvast, without small talk.
        consultations: How many consultations were opened.
        from_card: How many of these were started from an entry.
        median_hours: Hours until a colleague first reacted, the median over those where one did; None without any.
        missing_expertise: Expertise that was asked for and that nobody in the team has now, with how many
            consultations asked for it; most asked first.
    """

    asked: int
    consultations: int
    from_card: int
    median_hours: float | None
    missing_expertise: tuple[tuple[str, int], ...]


def subject_of(consultation_id: int) -> str:
    """How posts and the audit log name a consultation."""
    return f"{SUBJECT_PREFIX}{consultation_id}"


def consultation_of(subject: str) -> int | None:
    """The id in the subject of a post; None when the post is about something else."""
    number = subject.removeprefix(SUBJECT_PREFIX)
    return int(number) if number != subject and number.isdecimal() and number.isascii() else None
