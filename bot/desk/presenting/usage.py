"""How Houvast is used, in figures that are about no person: whatever is smaller than `LEAST` is not shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from knowledge.store.usage import WeekCount

K = TypeVar("K")
LEAST = 5
"""Smaller counts are left out, as in `/inzicht` in the chat: they would be about persons."""
LEAST_PEOPLE = 3
"""Nothing at all is shown of a team with fewer members."""
KINDS = {"answer": "answer", "clarify": "choice", "abstain": "unknown", "danger": "danger", "danger_check": "danger"}
"""How the page groups what was decided; small talk is no question."""
ORDER = ("answer", "choice", "unknown", "danger")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart and of the table beside it.

    Attributes:
        label: Key or text that names it.
        count: How many; ``None`` when that is too few to show.
        percent: Share of the largest, 0-100, for the length of the bar.
        share: Share of all in whole percents; ``None`` when it is not shown.
    """

    label: str
    count: int | None
    percent: int
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """A week in the chart; ``count`` is ``None`` when it is too small to show and not zero."""

    monday: date
    count: int | None
    percent: int


@dataclass(frozen=True, slots=True)
class Usage:
    """What the page shows.

    Attributes:
        total: Questions in all; ``None`` when there are too few to show anything.
        weeks: Every week of the period, the oldest first.
        kinds: How questions were answered, in a fixed order.
        themes: What answers were about, most asked first; themes with too few are left out.
    """

    total: int | None
    weeks: tuple[Week, ...] = ()
    kinds: tuple[Bar, ...] = ()
    themes: tuple[Bar, ...] = ()


def usage_of(
    counts: Sequence[WeekCount], entries: Mapping[str, int], theme_of: Mapping[str, str], first: date, last: date
) -> Usage:
    """Make the figures of a period.

    Args:
        counts: Decisions per week.
        entries: How often each entry was the answer.
        theme_of: Theme by slug; an entry that is gone has none and is left out.
        first: A day in the first week.
        last: A day in the last week.
    """
    questions = [item for item in counts if item.decision in KINDS]
    total = sum(item.count for item in questions)
    if total < LEAST:
        return Usage(None)
    kinds: Counter[str] = Counter()
    for item in questions:
        kinds[KINDS[item.decision]] += item.count
    themes: Counter[str] = Counter()
    for slug, count in entries.items():
        if slug in theme_of:
            themes[theme_of[slug]] += count
    shown = [(theme, count) for theme, count in themes.most_common() if count >= LEAST]
    return Usage(total, _weeks(questions, first, last), _kinds(kinds, total), _bars(shown))


def _weeks(questions: Iterable[WeekCount], first: date, last: date) -> tuple[Week, ...]:
    per_week: Counter[date] = Counter()
    for item in questions:
        per_week[item.monday] += item.count
    start = first - timedelta(days=first.weekday())
    days = [start + timedelta(days=7 * step) for step in range((last - start).days // 7 + 1)]
    hidden = _hidden({day: per_week[day] for day in days})
    highest = max((per_week[day] for day in days if day not in hidden), default=0)
    return tuple(
        Week(day, None if day in hidden else per_week[day], 0 if day in hidden else _part(per_week[day], highest))
        for day in days
    )


def _kinds(kinds: Mapping[str, int], total: int) -> tuple[Bar, ...]:
    counts = {name: kinds.get(name, 0) for name in ORDER}
    hidden = _hidden(counts)
    return tuple(
        Bar(name, None, 0) if name in hidden else Bar(name, count, _part(count, total), _part(count, total))
        for name, count in counts.items()
    )


def _bars(counts: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    highest = max((count for _, count in counts), default=0)
    return tuple(Bar(name, count, _part(count, highest)) for name, count in counts)


def _hidden(counts: Mapping[K, int]) -> set[K]:
    """What is not shown of counts whose sum is: all that are too small, and one more when the sum would tell one."""
    small = {name for name, count in counts.items() if 0 < count < LEAST}
    others = sorted((name for name, count in counts.items() if count >= LEAST), key=lambda name: counts[name])
    if len(small) == 1 and others:
        small.add(others[0])
    return small


def _part(count: int, of: int) -> int:
    return round(100 * count / of) if of else 0
