"""How far somebody is, for their own eyes only. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.practice.day import day_of
from knowledge.practice.model import Card, Grade, Review
from knowledge.practice.schedule import Schedule
from knowledge.quiz.model import Item

STRONG_DAYS = 21
"""From this stability on an item counts as known (Anki calls a card with such an interval mature)."""

WEEKS = 8
"""Weeks in the picture."""


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """A theme: items seen, of how many, and the mean chance (0-1) that those seen are known now; None for none."""

    theme: str
    seen: int
    of: int
    recall: float | None


@dataclass(frozen=True, slots=True)
class PracticeWeek:
    """A week, by its Monday: answers, and how many were right."""

    monday: date
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The own picture.

    Attributes:
        seen: Askable items that were practised.
        of: Askable items.
        strong: Items that stay known for weeks.
        due_now: Items that wait.
        themes: In the order of the items.
        weeks: The last :data:`WEEKS` weeks, oldest first, also those without an answer.
    """

    seen: int
    of: int
    strong: int
    due_now: int
    themes: tuple[ThemeProgress, ...]
    weeks: tuple[PracticeWeek, ...]


def progress(
    cards: Iterable[Card], askable: Sequence[Item], reviews: Iterable[Review], now: datetime, schedule: Schedule
) -> Progress:
    """The picture of one person.

    Args:
        cards: What they saw.
        askable: Items that may be asked; cards of others do not count.
        reviews: Their log, of at least the last weeks.
        now: The present.
        schedule: Tells the chance that an item is still known.
    """
    names = {item.id for item in askable}
    known = {card.name: card for card in cards if card.name in names}
    themes: dict[str, list[Item]] = {}
    for item in askable:
        themes.setdefault(item.theme, []).append(item)
    return Progress(
        seen=len(known),
        of=len(askable),
        strong=sum(card.stability >= STRONG_DAYS for card in known.values()),
        due_now=sum(card.due <= now for card in known.values()),
        themes=tuple(_theme(theme, items, known, now, schedule) for theme, items in themes.items()),
        weeks=_weeks(reviews, now),
    )


def _theme(
    theme: str, items: Sequence[Item], known: dict[str, Card], now: datetime, schedule: Schedule
) -> ThemeProgress:
    recalls = [schedule.recall(known[item.id], now) for item in items if item.id in known]
    return ThemeProgress(theme, len(recalls), len(items), sum(recalls) / len(recalls) if recalls else None)


def _weeks(reviews: Iterable[Review], now: datetime) -> tuple[PracticeWeek, ...]:
    given: Counter[date] = Counter()
    right: Counter[date] = Counter()
    for review in reviews:
        monday = _monday(day_of(review.at))
        given[monday] += 1
        right[monday] += review.grade is not Grade.AGAIN
    last = _monday(day_of(now))
    mondays = [last - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return tuple(PracticeWeek(monday, given[monday], right[monday]) for monday in mondays)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
