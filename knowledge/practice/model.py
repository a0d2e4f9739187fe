"""What practising is made of: a plan, a card per item, a grade, what is due. No text of an item is in any of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

FIRST_HOUR, LAST_HOUR = 7, 22
"""Hours of the day, in the time of Amsterdam, in which practice may come. None falls in a change of the clock."""

MOST_A_DAY = 30
"""Items of one day at most: our choice, a quarter of an hour."""

LEECH_LAPSES = 8
"""An item that somebody forgot so often is a bad item rather than a bad pupil
(docs.ankiweb.net/leeches.html, its default)."""


class Grade(IntEnum):
    """How well an item was known; the numbers are those of FSRS."""

    AGAIN = 1
    """Wrong."""
    HARD = 2
    """Right, by a guess."""
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """When and how much somebody practises.

    Attributes:
        hour: :data:`FIRST_HOUR` to :data:`LAST_HOUR`, in the time of Amsterdam.
        days: As `date.isoweekday`, 1 (Monday) to 7.
        new_a_day: New items on one day at most.
        items_a_day: Items on one day at most, new ones included.
        paused_until: First day on which practice comes again; None without a pause.
    """

    hour: int = 9
    days: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    new_a_day: int = 3
    items_a_day: int = 6
    paused_until: date | None = None

    def __post_init__(self) -> None:
        if not FIRST_HOUR <= self.hour <= LAST_HOUR:
            raise ValueError(f"Hour {self.hour}: give {FIRST_HOUR} to {LAST_HOUR}.")
        if not self.days or not self.days <= set(range(1, 8)):
            raise ValueError(f"Days {sorted(self.days)}: give at least one, from 1 (Monday) to 7.")
        if not 0 <= self.new_a_day <= self.items_a_day or not 1 <= self.items_a_day <= MOST_A_DAY:
            raise ValueError(
                f"{self.new_a_day} new of {self.items_a_day} items: give 1 to {MOST_A_DAY} items, and no more new ones."
            )


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one person and one item (FSRS: stability in days, difficulty 1 to 10).

    Attributes:
        name: Name of the item.
        version_id: The version of the item that was asked last.
        stability: Days after which nine of ten times it is still known.
        difficulty: 1 (easy) to 10.
        due: When it should be asked again, UTC.
        last_review: When it was asked last, UTC.
        lapses: How often this version was wrong after the item had been asked before.
    """

    name: str
    version_id: int
    stability: float
    difficulty: float
    due: datetime
    last_review: datetime
    lapses: int = 0

    def is_leech(self, version_id: int | None) -> bool:
        """Whether it is not asked any more: forgotten too often, and the item still reads as it did."""
        return self.lapses >= LEECH_LAPSES and self.version_id == version_id


@dataclass(frozen=True, slots=True)
class Review:
    """One line of the log: a version of an item, how well it was known, and when (UTC)."""

    name: str
    version_id: int
    grade: Grade
    at: datetime


@dataclass(frozen=True, slots=True)
class Today:
    """What somebody practises today.

    Attributes:
        due: Items to repeat, the one that is closest to forgotten first.
        fresh: New items; the steps of a case in order.
        done: Items answered today.
    """

    due: tuple[str, ...]
    fresh: tuple[str, ...]
    done: int

    @property
    def names(self) -> tuple[str, ...]:
        """All of it, in order."""
        return (*self.due, *self.fresh)


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer did: whether it was the first with its key, and when the item comes again (UTC)."""

    first: bool
    due: datetime
