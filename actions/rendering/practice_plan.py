"""When and how much somebody practises, in words: the page, its choices, a pause, and stopping; pure functions."""

from datetime import date, datetime

from actions.rendering.practice import plain, with_buttons
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue
from knowledge.practice.model import FIRST_HOUR, LAST_HOUR, Plan

AMOUNTS = (3, 6, 10, 15)
"""Items a day that can be chosen: one to about eight minutes."""
PAUSES = (1, 2, 3, 6)
"""Weeks of a pause that can be chosen; any day can be typed."""
SECONDS_PER_ITEM = 30
"""What an item takes, to say how long practice is: our estimate."""
_DAYS = range(1, 8)


def plan_page(plan: Plan, today: date, catalogue: Catalogue, lead: str = "") -> OutboundMessage:
    """Everything that somebody chose, with the ways to change it.

    Args:
        plan: Theirs.
        today: The day it is for them.
        catalogue: User texts.
        lead: What was just done; empty for nothing.
    """
    text = catalogue.text
    paused = plan.paused_until is not None and today < plan.paused_until
    lines = [
        text("practice.plan.days", days=_days(plan, catalogue)),
        text("practice.plan.hour", hour=plan.hour),
        text("practice.plan.items", items=plan.items_a_day, new=plan.new_a_day),
    ]
    if paused and plan.paused_until is not None:
        lines.append(text("practice.plan.paused", day=first_capital(named_day(plan.paused_until, catalogue))))
    blocks = [Block(BlockKind.NOTICE, lead)] if lead else []
    blocks += [Block(BlockKind.TITLE, text("practice.plan.title")), Block(BlockKind.TEXT, "\n".join(lines))]
    buttons = [
        Button(text("practice.buttons.start"), "/oefen"),
        Button(text("practice.buttons.other_hour"), "/oefenplan uur"),
        Button(text("practice.buttons.other_days"), "/oefenplan dag"),
        Button(text("practice.buttons.other_items"), "/oefenplan aantal"),
        Button(text("practice.buttons.resume"), "/oefenplan verder")
        if paused
        else Button(text("practice.buttons.pause"), "/oefenplan pauze"),
        Button(text("practice.buttons.stop"), "/oefenplan stop"),
    ]
    return with_buttons(blocks, buttons, catalogue)


def ask_hour(catalogue: Catalogue) -> OutboundMessage:
    """From which hour."""
    text = catalogue.text
    buttons = [
        Button(text("practice.buttons.hour", hour=hour), f"/oefenplan uur {hour}")
        for hour in range(FIRST_HOUR, LAST_HOUR + 1)
    ]
    return plain("plan.ask_hour", catalogue, *buttons, _back(catalogue))


def ask_days(plan: Plan, catalogue: Catalogue, lead: str = "") -> OutboundMessage:
    """On which days; each a switch.

    Args:
        plan: With the days that are on.
        catalogue: User texts.
        lead: Why the last press changed nothing; empty when it did.
    """
    text = catalogue.text
    buttons = []
    for number, name in zip(_DAYS, text("practice.weekdays").split(), strict=True):
        on = number in plan.days
        label = text("practice.buttons.day_on", day=name) if on else name
        # Says what it becomes and not "the other": pressed twice it is the same.
        buttons.append(Button(label, f"/oefenplan dag {number} {'uit' if on else 'aan'}"))
    blocks = [Block(BlockKind.NOTICE, lead)] if lead else []
    blocks.append(Block(BlockKind.TEXT, text("practice.plan.ask_days")))
    return with_buttons(blocks, [*buttons, _back(catalogue)], catalogue)


def ask_items(catalogue: Catalogue) -> OutboundMessage:
    """How many a day."""
    text = catalogue.text
    buttons = [Button(text("practice.buttons.items", items=count), f"/oefenplan aantal {count}") for count in AMOUNTS]
    return plain("plan.ask_items", catalogue, *buttons, _back(catalogue))


def ask_pause(key: str, catalogue: Catalogue) -> OutboundMessage:
    """How long.

    Args:
        key: Which text asks: ``ask_pause``, or ``no_day`` when what was typed is no day.
        catalogue: User texts.
    """
    text = catalogue.text
    buttons = [
        Button(
            text("practice.buttons.weeks", weeks=weeks) if weeks > 1 else text("practice.buttons.week"),
            f"/oefenplan pauze {weeks}",
        )
        for weeks in PAUSES
    ]
    return plain(f"plan.{key}", catalogue, *buttons, _back(catalogue))


def ask_stop(catalogue: Catalogue) -> OutboundMessage:
    """Whether everything may go."""
    text = catalogue.text
    buttons = [
        Button(text("practice.buttons.stop_yes"), "/oefenplan stop ja"),
        Button(text("practice.buttons.stop_no"), "/oefenplan stop nee"),
    ]
    return plain("stop.sure", catalogue, *buttons)


def offer(count: int, catalogue: Catalogue) -> OutboundMessage:
    """Practice is ready; comes once a day, unasked.

    Args:
        count: Items that wait.
        catalogue: User texts.
    """
    text = catalogue.text
    minutes = max(1, round(count * SECONDS_PER_ITEM / 60))
    key = "offer.ready_one" if count == 1 else "offer.ready"
    buttons = [
        Button(text("practice.buttons.start"), "/oefen"),
        Button(text("practice.buttons.today_not"), "/oefenplan vandaagniet"),
        Button(text("practice.buttons.settings"), "/oefenplan"),
    ]
    return plain(key, catalogue, *buttons, count=count, minutes=minutes)


def offer_pause(catalogue: Catalogue) -> OutboundMessage:
    """Nothing was done with several offers: whether to pause."""
    text = catalogue.text
    buttons = [
        Button(text("practice.buttons.pause"), "/oefenplan pauze"),
        Button(text("practice.buttons.go_on"), "/oefenplan doorgaan"),
        Button(text("practice.buttons.stop"), "/oefenplan stop"),
    ]
    return plain("offer.ask_pause", catalogue, *buttons)


def named_day(value: date, catalogue: Catalogue) -> str:
    """A day with its name: "maandag 23 november"; never more than a year away, so it needs no year."""
    weekday = catalogue.text("practice.weekdays").split()[value.isoweekday() - 1]
    return catalogue.text("practice.day", weekday=weekday, date=short_day(value, catalogue))


def short_day(value: date, catalogue: Catalogue) -> str:
    """A day without its year: "23 november"."""
    month = catalogue.text("months").split()[value.month - 1]
    return catalogue.text("practice.date", day=value.day, month=month)


def coming_line(moment: datetime, catalogue: Catalogue) -> str:
    """When practice comes next."""
    return catalogue.text("practice.summary.coming", day=named_day(moment.date(), catalogue), hour=moment.hour)


def first_capital(text: str) -> str:
    """With a capital first, for a sentence that begins with it."""
    return text[:1].upper() + text[1:]


def _days(plan: Plan, catalogue: Catalogue) -> str:
    names = catalogue.text("practice.weekdays").split()
    return ", ".join(name for number, name in zip(_DAYS, names, strict=True) if number in plan.days)


def _back(catalogue: Catalogue) -> Button:
    return Button(catalogue.text("practice.buttons.back"), "/oefenplan")
