"""What a live quiz is: a session with its items, and the polls in which they are put to the chat."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.quiz import limits
from knowledge.quiz.model import Item

MOST_ITEMS = 30
"""Items of one quiz: our choice; at a minute each that is half an hour."""

LATE_START_MINUTES = 60
"""A planned quiz that could not start within so many minutes is over: our choice, nobody waits for it any more."""

LONGEST_NICKNAME = 24
"""Characters of a nickname: our choice, so that a scoreboard keeps to one line each on a phone."""


class SessionState(StrEnum):
    """Where a quiz is."""

    PLANNED = "planned"
    RUNNING = "running"
    """Nothing is open: the next item is to be asked."""
    ASKING = "asking"
    DISCUSSING = "discussing"
    """The poll is closed; the trainer ends the pause."""
    FINISHED = "finished"
    STOPPED = "stopped"

    @property
    def is_live(self) -> bool:
        """Whether it goes on in the chat now."""
        return self in {SessionState.RUNNING, SessionState.ASKING, SessionState.DISCUSSING}

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more."""
        return self in {SessionState.FINISHED, SessionState.STOPPED}


class Scoreboard(StrEnum):
    """What the chat sees at the end besides the themes."""

    NONE = "none"
    TEAM = "team"
    NICKNAME = "nickname"
    """Of those who chose one; nobody else is in it."""


class PollState(StrEnum):
    """What became of one poll."""

    SENDING = "sending"
    """Written before the call; found so after a restart, its response was lost."""
    OPEN = "open"
    LOST = "lost"
    """Nobody knows whether it stands in the chat; it is asked again."""
    CLOSED = "closed"


class Outcome(StrEnum):
    """What became of one answer."""

    COUNTED = "counted"
    ASIDE = "aside"
    """Its poll is not known yet: the answer came before the sending call returned."""
    DUPLICATE = "duplicate"
    LATE = "late"
    """The item was closed: kept as a number, not scored."""
    EMPTY = "empty"
    """A vote that was taken back; nothing is kept of it."""


@dataclass(frozen=True, slots=True)
class QuizSetup:
    """What a trainer asks for.

    Attributes:
        team_id: The team whose trainer it is.
        chat: The group, a linked one of the team.
        theme: Key of a theme; None takes all.
        wanted: Number of items, 1 to :data:`MOST_ITEMS`.
        seconds: How long each poll is open, in seconds; 0 lets the trainer close it.
        anonymous: Polls show no names and give totals only.
        scoreboard: What the end shows.
    """

    team_id: str
    chat: str
    theme: str | None
    wanted: int
    seconds: int = 30
    anonymous: bool = False
    scoreboard: Scoreboard = Scoreboard.NONE

    def __post_init__(self) -> None:
        if not 1 <= self.wanted <= MOST_ITEMS:
            raise ValueError(f"{self.wanted} items: give 1 to {MOST_ITEMS}.")
        if self.seconds and not limits.SHORTEST_OPEN_S <= self.seconds <= limits.LONGEST_OPEN_S:
            raise ValueError(
                f"{self.seconds} seconds: give {limits.SHORTEST_OPEN_S} to {limits.LONGEST_OPEN_S}, or 0 for no timer."
            )
        if self.anonymous and self.scoreboard is not Scoreboard.NONE:
            raise ValueError("An anonymous quiz has no scoreboard: leave one of the two out.")


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item in a quiz, in the version that was approved when the quiz began.

    Attributes:
        position: Its place, from 1.
        name: Name of the item.
        version_id: The version.
        item: What it says.
        closed_at: Since when answers are late; None until then.
    """

    position: int
    name: str
    version_id: int
    item: Item
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A quiz in a chat.

    Attributes:
        session_id: Never given out twice.
        setup: What was asked for.
        state: Where it is.
        position: Of the item that is or was asked last, from 1; 0 before the first.
        items: In order; empty while it is planned.
        planned_for: When it was to start; None when it was started at once.
        started_at: When it did.
        ended_at: When it was finished or stopped.
    """

    session_id: int
    setup: QuizSetup
    state: SessionState
    position: int
    items: tuple[AskedItem, ...]
    planned_for: datetime | None
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def current(self) -> AskedItem | None:
        """The item that is or was asked last; None before the first."""
        return self.items[self.position - 1] if self.position else None

    @property
    def is_last(self) -> bool:
        """Whether no item follows."""
        return self.position >= len(self.items)


@dataclass(frozen=True, slots=True)
class PollRef:
    """One time that an item was put to the chat. `attempt` counts from 1."""

    session_id: int
    position: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll.

    Attributes:
        ref: Which one.
        chat: Where.
        state: What became of it.
        poll_id: The platform's id of the poll; None until it is known.
        message_id: The platform's id of the message in the chat; None until it is known.
        sent_at: When the call was about to be made.
        closes_at: When its time is over; None without a timer, and while it is not open.
    """

    ref: PollRef
    chat: str
    state: PollState
    poll_id: str | None
    message_id: str | None
    sent_at: datetime
    closes_at: datetime | None
