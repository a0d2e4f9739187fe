"""When and how much somebody practises: begin, change, pause, and stop with everything removed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from actions.forms.dates import read_day
from actions.house import House
from actions.outcome import Outcome
from actions.practice.stores import Practising
from actions.practice.words import refused, said, shown
from actions.rendering.practice import introduction, plain
from actions.rendering.practice_plan import (
    AMOUNTS,
    PAUSES,
    ask_days,
    ask_hour,
    ask_items,
    ask_pause,
    ask_stop,
    first_capital,
    named_day,
    plan_page,
)
from actions.turn import Turn
from actions.vocabulary import Button
from knowledge.practice.day import day_of
from knowledge.practice.model import FIRST_HOUR, LAST_HOUR, Plan

YES, NO = "ja", "nee"
_LONGEST = 2
"""Digits of a number in a command."""
_DAYS = range(1, 8)


@dataclass(frozen=True)
class Planner:
    """Does one turn about somebody's plan.

    Attributes:
        turn: The message.
        house: Words.
        kept: Their plan.
        now: The present.
    """

    turn: Turn
    house: House
    kept: Practising
    now: datetime

    @property
    def today(self) -> date:
        """The day it is for them."""
        return day_of(self.now)

    def introduce(self) -> Outcome:
        """What practising is, to somebody who does not practise yet."""
        return said(introduction(self.house.retention.quiz_days, self.house.catalogue), self.turn)

    def begin(self) -> None:
        """Practise as most do; what somebody chose before stays.

        Raises:
            NotPermitted: They left their team in the meantime.
        """
        if self.kept.practice.plan(self.turn.person) is None:
            self.kept.practice.set_plan(self.turn.person, Plan(), self.now)

    def page(self, lead: str = "") -> Outcome:
        """What somebody chose; to somebody who did not begin, what practising is."""
        plan = self.kept.practice.plan(self.turn.person)
        if plan is None:
            return self.introduce()
        return said(plan_page(plan, self.today, self.house.catalogue, lead), self.turn)

    def change(self, words: list[str]) -> Outcome:
        """What stands behind ``/oefenplan``.

        Raises:
            NotPermitted: They left their team in the meantime.
            StoreError: The store cannot be used.
        """
        what, rest = (words[0] if words else ""), words[1:]
        if what == "stop":
            return self.stop(rest)
        plan = self.kept.practice.plan(self.turn.person)
        if plan is None:
            return self.introduce()
        match what:
            case "uur":
                return self._hour(plan, rest)
            case "dag":
                return self._day(plan, rest)
            case "aantal":
                return self._items(plan, rest)
            case "pauze":
                return self.pause(rest)
            case "verder":
                return self.resume()
            case "vandaagniet":
                return said(plain("said.today_not", self.house.catalogue), self.turn)
            case _:
                return self.page()

    def pause(self, words: list[str]) -> Outcome:
        """Rest until a day: weeks from a button, or a day as people type it."""
        if self.kept.practice.plan(self.turn.person) is None:
            return refused("plan.no_plan", self.house, self.turn)
        if not words:
            return said(ask_pause("ask_pause", self.house.catalogue), self.turn)
        weeks = _number(" ".join(words))
        until = self.today + timedelta(weeks=weeks) if weeks in PAUSES else read_day(" ".join(words), self.today)
        if until is None or until <= self.today:
            return said(ask_pause("no_day", self.house.catalogue), self.turn)
        self.kept.practice.pause(self.turn.person, until, self.now)
        day = first_capital(named_day(until, self.house.catalogue))
        resume = Button(self.house.catalogue.text("practice.buttons.resume"), "/oefenplan verder")
        return said(plain("plan.pause_set", self.house.catalogue, resume, day=day), self.turn)

    def resume(self) -> Outcome:
        """Practise again."""
        if not self.kept.practice.pause(self.turn.person, None, self.now):
            return self.introduce()
        return self.page(self.house.catalogue.text("practice.plan.pause_over"))

    def stop(self, words: list[str]) -> Outcome:
        """Ask, and remove everything; the session too."""
        if words[:1] == [NO]:
            return said(plain("stop.kept", self.house.catalogue), self.turn)
        if words[:1] == [YES]:
            count = self.kept.practice.stop(self.turn.person)
            key = "stop.done" if count else "stop.nothing"
            return shown([plain(key, self.house.catalogue)], self.turn, None)
        if self.kept.practice.plan(self.turn.person) is None:
            return said(plain("stop.nothing", self.house.catalogue), self.turn)
        return said(ask_stop(self.house.catalogue), self.turn)

    def _hour(self, plan: Plan, words: list[str]) -> Outcome:
        hour = _number(words[0]) if words else None
        if hour is None or not FIRST_HOUR <= hour <= LAST_HOUR:
            return said(ask_hour(self.house.catalogue), self.turn)
        return self._set(replace(plan, hour=hour))

    def _day(self, plan: Plan, words: list[str]) -> Outcome:
        day = _number(words[0]) if words else None
        if day is None or day not in _DAYS or len(words) < 2:
            return said(ask_days(plan, self.house.catalogue), self.turn)
        days = plan.days | {day} if words[1] == "aan" else plan.days - {day}
        if not days:
            lead = self.house.catalogue.text("practice.plan.one_day")
            return said(ask_days(plan, self.house.catalogue, lead), self.turn)
        changed = replace(plan, days=days)
        self.kept.practice.set_plan(self.turn.person, changed, self.now)
        return said(ask_days(changed, self.house.catalogue), self.turn)

    def _items(self, plan: Plan, words: list[str]) -> Outcome:
        items = _number(words[0]) if words else None
        if items not in AMOUNTS:
            return said(ask_items(self.house.catalogue), self.turn)
        # Half of them new: what was new comes back within days, and needs the other half.
        return self._set(replace(plan, items_a_day=items, new_a_day=(items + 1) // 2))

    def _set(self, plan: Plan) -> Outcome:
        self.kept.practice.set_plan(self.turn.person, plan, self.now)
        return self.page()


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= _LONGEST else None
