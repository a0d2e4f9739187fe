"""How a team does in quizzes, by theme and week: totals of five people or more, which the store sees to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.practice.day import ZONE
from knowledge.store.quiz_insight import ThemeWeek, WeakEntry

WEAK = 0.6
"""An entry behind less than this share (0-1) of right answers is shown as weak: our choice."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a theme; ``percent`` is None in a week without figures."""

    monday: date
    answers: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme over the period.

    Attributes:
        key: The theme.
        answers: Answers in all.
        percent: How many of them were right, in whole percents.
        weeks: Every week of the period, the oldest first.
        weak: Entries that are not known well, weakest first.
    """

    key: str
    answers: int
    percent: int
    weeks: tuple[Week, ...]
    weak: tuple[WeakEntry, ...]

    @property
    def with_figures(self) -> tuple[Week, ...]:
        """The weeks that have a figure."""
        return tuple(week for week in self.weeks if week.percent is not None)


def monday_of(moment: datetime) -> date:
    """The Monday of the week of a moment, on the clock of the users."""
    day = moment.astimezone(ZONE).date()
    return day - timedelta(days=day.weekday())


def themes_of(found: Iterable[ThemeWeek], entries: Sequence[WeakEntry], first: date, last: date) -> tuple[Theme, ...]:
    """The themes that a team had in quizzes, weakest first.

    Args:
        found: By week and theme.
        entries: By entry.
        first: Monday of the first week.
        last: Monday of the last week.
    """
    by_theme: dict[str, dict[date, ThemeWeek]] = {}
    for one in found:
        by_theme.setdefault(one.theme, {})[one.monday] = one
    mondays = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    themes = [_theme(key, weeks, mondays, entries) for key, weeks in by_theme.items()]
    return tuple(sorted(themes, key=lambda theme: (theme.percent, theme.key)))


def _theme(key: str, weeks: dict[date, ThemeWeek], mondays: list[date], entries: Sequence[WeakEntry]) -> Theme:
    answers = sum(week.voters for week in weeks.values())
    right = sum(week.voters * week.right_share for week in weeks.values())
    return Theme(
        key,
        answers,
        round(100 * right / answers),
        tuple(_week(monday, weeks.get(monday)) for monday in mondays),
        tuple(entry for entry in entries if entry.theme == key and entry.right_share < WEAK),
    )


def _week(monday: date, found: ThemeWeek | None) -> Week:
    return Week(monday, found.voters, round(100 * found.right_share)) if found else Week(monday, 0, None)
