"""What every form does with a turn before its own rules: danger, pauses, and what is no answer at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from actions.forms.waiting import said_no, waiting_text
from actions.house import House
from actions.steps.commands import Command, parse
from actions.turn import PENDING, Turn
from actions.vocabulary import Block, BlockKind, OutboundMessage
from knowledge.search.query import clean, has_words
from knowledge.signals.danger.model import DangerLevel

STALE = timedelta(hours=12)
"""After this long a message is not taken for an answer before somebody chose to go on."""
GO_ON = frozenset({"verder", "ja", "doorgaan", "door", "ga verder"})
END = frozenset({"stop", "stoppen", "nee"})


@dataclass(frozen=True, slots=True)
class Move:
    """What a turn does.

    Attributes:
        slots: Slots it changes.
        says: Messages to show before the next question.
        over: The form ends without anything being put before the team.
        answers: The turn holds an answer that is still to be read.
    """

    slots: Mapping[str, Any] = field(default_factory=dict)
    says: tuple[OutboundMessage, ...] = ()
    over: bool = False
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """What differs between forms.

    Attributes:
        touched: Slot with the moment of the last message in the form, ISO 8601.
        after_danger: Slot that is true when that message came shortly after a danger card.
        checked: Slot that is true once somebody said in this form that nobody is in danger.
        paused: Slot that is true while "verder of stoppen?" waits for an answer.
        commanded: What a command does; ``None`` when it is not for this form.
        resumed: Slots that change when somebody goes on after a pause.
        stopped: What *Stop* does.
    """

    touched: str
    after_danger: str
    checked: str
    paused: str
    commanded: Callable[[Command, Turn, House], Move | None]
    resumed: Callable[[Turn, House], dict[str, Any]]
    stopped: Callable[[Turn, House], Move]

    def move(self, turn: Turn, house: House) -> Move | None:
        """Read a turn.

        Returns:
            What it does; ``None`` when it is not for the form: possible danger, a command of something else, or
            what is no text.

        Raises:
            StoreError: The store cannot be read.
        """
        # A form about worries is full of words that may mean danger. Once the asker said that nobody is in danger
        # now, possible danger gets the numbers and no second question; acute danger always gets its card.
        told_safe = turn.danger == DangerLevel.GREY and bool(turn.form) and bool(turn.slots.get(self.checked))
        if turn.danger != DangerLevel.NONE and not told_safe:
            return None
        if turn.media and turn.payload is None and not has_words(clean(turn.text)):
            return None
        now = datetime.now(UTC)
        seen = {self.touched: now.isoformat(), self.after_danger: turn.after_danger}
        if waiting_text(turn) and said_no(turn, house):
            return Move({**seen, PENDING: None, self.checked: True}, answers=True)
        command = parse(turn)
        if command:
            done = self.commanded(command, turn, house)
            return done and replace(done, slots={**seen, self.paused: None, **done.slots})
        pending = turn.state.pending
        if not turn.form or (pending and pending.kind == "danger_check"):
            return None
        done = self._typed(turn, now, seen, house)
        return replace(done, says=(*done.says, _numbers(house))) if told_safe else done

    def _typed(self, turn: Turn, now: datetime, seen: dict[str, Any], house: House) -> Move:
        said = turn.text.strip(" .!").casefold()
        if turn.slots.get(self.paused):
            if said in GO_ON:
                return Move({**seen, self.paused: None, **self.resumed(turn, house)})
            return self.stopped(turn, house) if said in END else Move({self.paused: True})
        touched = turn.slots.get(self.touched)
        after_danger = turn.after_danger and not turn.slots.get(self.after_danger)
        if after_danger or (touched and now - datetime.fromisoformat(touched) > STALE):
            return Move({self.paused: True, self.checked: None})
        return Move({**seen, PENDING: None}, answers=True)


def _numbers(house: House) -> OutboundMessage:
    return OutboundMessage((Block(BlockKind.SAFETY, house.catalogue.text("safety_line")),))
