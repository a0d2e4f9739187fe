"""When the prompt of a week comes: pure functions of a rhythm and a moment.

The calendar of holidays is python-holidays' for the Netherlands (https://holidays.readthedocs.io). A prompt that
would fall on one comes on the next working day of the same week, at the same hour; when there is none left, that
week has no prompt.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from knowledge.reflection.model import LAST_DAY, Rhythm, Week

ZONE = ZoneInfo("Europe/Amsterdam")
"""Every team of an installation lives in this time."""


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("NL", years=year))


def is_working_day(day: date) -> bool:
    """Whether people are at work: Monday to Friday and no Dutch public holiday."""
    return day.isoweekday() <= LAST_DAY and day not in _holidays(day.year)


def moment_in(rhythm: Rhythm, week: Week) -> datetime | None:
    """When the prompt of a week comes; None when the week has no working day left for it."""
    day = week.monday + timedelta(days=rhythm.weekday - 1)
    while not is_working_day(day):
        day += timedelta(days=1)
        if Week.of(day) != week:
            return None
    return datetime.combine(day, time(rhythm.hour), ZONE)


def due(rhythm: Rhythm, now: datetime) -> Week | None:
    """The week whose prompt should come now.

    A prompt comes late only on its own day: a question of Tuesday in a chat on Friday helps nobody, and after a
    week of silence nothing piles up. Moments from before the rhythm was set are over.

    Args:
        rhythm: Of the team.
        now: The present, in any zone.

    Returns:
        The week; None when there is nothing to do. Whether the prompt was given already, the store knows.
    """
    here = now.astimezone(ZONE)
    week = Week.of(here.date())
    moment = moment_in(rhythm, week) if rhythm.is_on else None
    if moment is None or moment.date() != here.date():
        return None
    return week if rhythm.changed_at <= moment <= now else None


def next_moment(rhythm: Rhythm, now: datetime, given: Week | None) -> datetime | None:
    """When the next prompt comes.

    Args:
        rhythm: Of the team.
        now: The present, in any zone.
        given: The latest week that had its prompt; it gets no second one.

    Returns:
        The moment in the time of Amsterdam; None when the rhythm is off.
    """
    if not rhythm.is_on:
        return None
    week = Week.of(now.astimezone(ZONE).date())
    while True:
        moment = moment_in(rhythm, week)
        if moment is not None and moment > now and (given is None or week > given):
            return moment
        week = week.next
