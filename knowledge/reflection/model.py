"""What reflection is made of: a week, a rhythm, a prompt, and a note of what was learned. No person is in any of it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

SUBJECT_PREFIX = "reflection:"
"""How the subject of a post about a prompt starts; see `knowledge.store.posts`."""
NOTE_LIMIT = 300
"""Longest note, in characters: a lesson in two or three sentences. A longer text is a case."""
FIRST_DAY, LAST_DAY = 1, 5
"""Days on which a prompt may come, as `date.isoweekday`: Monday to Friday."""
FIRST_HOUR, LAST_HOUR = 8, 17
"""Hours of the day, local time, in which a prompt may come. None of them falls in a change of the clock."""

_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<number>\d{2})")
_REF = re.compile(r"(?P<topic>[a-z0-9]+(?:-[a-z0-9]+)*)/(?P<question>\d{1,3})")


class Kind(StrEnum):
    """What a prompt is about."""

    PRINCIPLE = "principle"
    ENTRY = "entry"
    GOAL = "goal"


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week (ISO 8601: weeks start on Monday, week 1 holds the first Thursday of the year)."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The week a day falls in."""
        return cls(*day.isocalendar()[:2])

    @classmethod
    def read(cls, written: str) -> Self:
        """Rebuild from :attr:`written`.

        Raises:
            ValueError: It is no week.
        """
        match = _WEEK.fullmatch(written)
        if match is None:
            raise ValueError(f"{written!r} is no week such as '2026-W47'.")
        return cls(int(match["year"]), int(match["number"]))

    @property
    def written(self) -> str:
        """Such as ``2026-W47``; the order of these texts is the order of the weeks."""
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def index(self) -> int:
        """Counts the weeks without a gap, also over the end of a year."""
        return (self.monday.toordinal() - 1) // 7

    @property
    def next(self) -> "Week":
        """The week after this one."""
        return Week.of(self.monday + timedelta(days=7))


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question to reflect on, by reference: the words stand in curated data.

    Attributes:
        kind: What it is about.
        topic: Id of a principle, slug of an entry, or ``doel``.
        question: Which question of the topic, from 0.
    """

    kind: Kind
    topic: str
    question: int = 0

    @property
    def ref(self) -> str:
        """Topic and question, such as ``duidelijkheid/2``."""
        return f"{self.topic}/{self.question}"

    @classmethod
    def read(cls, kind: str, ref: str) -> Self:
        """Rebuild from the value of :attr:`kind` and from :attr:`ref`.

        Raises:
            ValueError: It is no reference.
        """
        match = _REF.fullmatch(ref)
        if match is None:
            raise ValueError(f"{ref!r} refers to no question.")
        return cls(Kind(kind), match["topic"], int(match["question"]))


@dataclass(frozen=True, slots=True)
class Given:
    """A prompt that was given to a team.

    Attributes:
        prompt_id: Its id.
        team_id: The team.
        week: In which week.
        number: 0 for the prompt of the week, above that for each one that was asked for.
        prompt: The question.
    """

    prompt_id: int
    team_id: str
    week: Week
    number: int
    prompt: Prompt

    @property
    def subject(self) -> str:
        """How posts name it, such as ``reflection:17``."""
        return f"{SUBJECT_PREFIX}{self.prompt_id}"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a team gets its prompt, in the time of Amsterdam.

    Attributes:
        weekday: 1 (Monday) to 5 (Friday).
        hour: :data:`FIRST_HOUR` to :data:`LAST_HOUR`.
        is_on: Whether a prompt comes at all.
        changed_at: Since when this holds; moments before it are never made up for.
    """

    weekday: int
    hour: int
    is_on: bool
    changed_at: datetime

    def __post_init__(self) -> None:
        if not FIRST_DAY <= self.weekday <= LAST_DAY or not FIRST_HOUR <= self.hour <= LAST_HOUR:
            raise ValueError(
                f"Day {self.weekday}, hour {self.hour}: give day {FIRST_DAY} to {LAST_DAY}"
                f" and hour {FIRST_HOUR} to {LAST_HOUR}."
            )


@dataclass(frozen=True, slots=True)
class Note:
    """What a team learned.

    Attributes:
        note_id: Its id.
        team_id: Whose it is.
        text: Redacted.
        day: When it was written down; not the hour, so that it cannot be laid beside who wrote when.
        prompt: The question it answers; None without one, or when that is not known any more.
    """

    note_id: int
    team_id: str
    text: str
    day: date
    prompt: Prompt | None


def prompt_of(subject: str) -> int | None:
    """The id in the subject of a post; None when the post is about something else."""
    number = subject.removeprefix(SUBJECT_PREFIX)
    return int(number) if number != subject and number.isdecimal() and number.isascii() else None
