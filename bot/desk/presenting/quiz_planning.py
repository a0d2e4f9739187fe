"""The form to plan a quiz: read as typed, and what is wrong with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from starlette.datastructures import FormData

from knowledge.practice.day import ZONE
from knowledge.quiz.limits import LONGEST_OPEN_S, SHORTEST_OPEN_S
from knowledge.quiz.live.model import MOST_ITEMS, QuizSetup, Scoreboard

ANONYMOUS = "anoniem"
MODES: dict[str, Scoreboard] = {
    "open": Scoreboard.NONE,
    ANONYMOUS: Scoreboard.NONE,
    "team": Scoreboard.TEAM,
    "bijnaam": Scoreboard.NICKNAME,
}
"""Who sees what, by the word in the form; an anonymous quiz has no scoreboard."""
FARTHEST = timedelta(days=366)
"""How far ahead a quiz may be planned: our choice."""
_LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands in the form.

    Attributes:
        chat: Reference of the group.
        theme: Key of a theme; empty for all.
        count: Items.
        seconds: Time per item, in seconds; 0 lets the trainer close it.
        mode: Key of `MODES`.
        day: As a date field gives it.
        hour: As a time field gives it.
    """

    chat: str = ""
    theme: str = ""
    count: str = "5"
    seconds: str = "30"
    mode: str = "open"
    day: str = ""
    hour: str = "09:00"


def read_plan(form: FormData) -> Plan:
    """What a browser sent; whatever is missing is empty."""

    def one(key: str) -> str:
        value = form.get(key, "")
        return value.strip()[:80] if isinstance(value, str) else ""

    names = ("groep", "thema", "aantal", "seconden", "wie", "dag", "uur")
    return Plan(*map(one, names))


def plan_problems(plan: Plan, chats: Collection[str], themes: Collection[str], now: datetime) -> dict[str, str]:
    """What is wrong, as keys of ``desk_quiz_plan.problems`` by field.

    Args:
        plan: The form.
        chats: References of the groups of the team.
        themes: Themes that have something to ask.
        now: The present.
    """
    checks = {
        "groep": ("chat", plan.chat in chats),
        "thema": ("theme", plan.theme in ("", *themes)),
        "aantal": ("count", 1 <= _number(plan.count) <= MOST_ITEMS),
        "seconden": ("seconds", _number(plan.seconds) in {0, *range(SHORTEST_OPEN_S, LONGEST_OPEN_S + 1)}),
        "wie": ("mode", plan.mode in MODES),
    }
    wrong = {field: key for field, (key, holds) in checks.items() if not holds}
    at = moment(plan)
    if at is None:
        wrong["dag"] = "moment"
    elif at <= now:
        wrong["dag"] = "past"
    elif at > now + FARTHEST:
        wrong["dag"] = "far"
    return wrong


def moment(plan: Plan) -> datetime | None:
    """When it is to start, on the clock of the users; None for a day or hour that is none."""
    try:
        return datetime.combine(date.fromisoformat(plan.day), time.fromisoformat(plan.hour).replace(tzinfo=None), ZONE)
    except ValueError:
        return None


def setup_of(plan: Plan, team: str, chat: str) -> QuizSetup:
    """The quiz of a form without problems.

    Args:
        plan: The form.
        team: Id of the team.
        chat: Id of the group that its reference stands for.
    """
    return QuizSetup(
        team,
        chat,
        plan.theme or None,
        _number(plan.count),
        _number(plan.seconds),
        plan.mode == ANONYMOUS,
        MODES[plan.mode],
    )


def mode_of(setup: QuizSetup) -> str:
    """The word of `MODES` for a quiz."""
    if setup.anonymous:
        return ANONYMOUS
    return next(word for word, board in MODES.items() if board is setup.scoreboard and word != ANONYMOUS)


def _number(typed: str) -> int:
    """A number, or -1."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_NUMBER else -1
