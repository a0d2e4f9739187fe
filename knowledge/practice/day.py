"""What somebody practises on a day, and when it comes. Pure."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.practice.model import Card, Plan, Today
from knowledge.quiz.model import Item

ZONE = ZoneInfo("Europe/Amsterdam")
"""Hours and days of a plan are in this time."""


def day_of(now: datetime) -> date:
    """The day it is for who practises."""
    return now.astimezone(ZONE).date()


def start_of(day: date) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time(), ZONE)


def is_due(plan: Plan, now: datetime, offered_on: date | None) -> bool:
    """Whether practice should come now: once on a chosen day, from its hour on, and late only on that day.

    Args:
        plan: Of the person.
        now: The present, in any zone.
        offered_on: The last day on which it came.
    """
    here = now.astimezone(ZONE)
    today = here.date()
    if plan.paused_until is not None and today < plan.paused_until:
        return False
    return today.isoweekday() in plan.days and here.hour >= plan.hour and (offered_on is None or offered_on < today)


def next_offer(plan: Plan, now: datetime, offered_on: date | None) -> datetime:
    """When practice comes next, in the time of Amsterdam; now, when it is due."""
    if is_due(plan, now, offered_on):
        return now.astimezone(ZONE)
    day = max(day_of(now), plan.paused_until or date.min)
    while True:
        moment = datetime.combine(day, time(plan.hour), ZONE)
        if day.isoweekday() in plan.days and moment > now and (offered_on is None or offered_on < day):
            return moment
        day += timedelta(days=1)


def today(
    plan: Plan,
    cards: Iterable[Card],
    askable: Sequence[Item],
    now: datetime,
    *,
    new_today: Collection[str] = (),
    again_today: Collection[str] = (),
    person: str = "",
) -> Today:
    """What is left to practise today.

    Items to repeat go first, the most overdue one in front; new ones fill what is left. What was answered today
    counts for the limits and does not come again today.

    Args:
        plan: Limits of the day.
        cards: What the person saw before.
        askable: Items that may be asked.
        now: The present, in any zone.
        new_today: Items that were new to the person today.
        again_today: Items that were repeated today.
        person: Mixes the order of new items, so that neighbours do not all get the same.
    """
    known = {card.name: card for card in cards}
    names = {item.id for item in askable}
    done = {*new_today, *again_today}
    end = start_of(day_of(now) + timedelta(days=1))
    ready = [card for card in known.values() if card.due < end and card.name in names - done]
    room = max(0, plan.items_a_day - len(done))
    due = tuple(card.name for card in sorted(ready, key=lambda card: (_overdue(card, now), card.name)))[:room]
    fresh = [item for item in askable if item.id not in known and item.id not in done]
    fresh.sort(key=lambda item: (_shuffled(person, item.unit), item.step))
    more = max(0, min(room - len(due), plan.new_a_day - len(set(new_today))))
    return Today(due, tuple(item.id for item in fresh[:more]), len(done))


def _overdue(card: Card, now: datetime) -> float:
    """Negative share of its own interval that a card waits too long: what is relatively latest is forgotten first."""
    interval = max(timedelta(days=1), card.due - card.last_review)
    return (card.due - now) / interval


def _shuffled(person: str, unit: str) -> str:
    return hashlib.sha256(f"{person}\n{unit}".encode()).hexdigest()
