"""What was filled in so far, read from the slots, and what is asked next."""

from collections.abc import Mapping
from typing import Any

from actions.forms.top3.slots import ANOTHER, AT, DONE, KNOWN, MOST, OPEN, PARTS, REDO, SLOTS, TURNED, Step
from actions.forms.values import Slots, SlotValues

Situation = Mapping[str, str]
"""What was written about a situation, by the short name of its step."""


class Top3Draft(SlotValues):
    """A draft."""

    __slots__ = ()

    @property
    def done(self) -> tuple[Situation, ...]:
        """The finished situations, in order."""
        return tuple(self.values.get(DONE) or ())

    @property
    def known(self) -> frozenset[str]:
        """Short names of the steps that what was written answers already."""
        return frozenset(self.values.get(KNOWN) or ())

    @property
    def turned(self) -> str:
        """What the situation was taken for, or that this was asked; empty when neither."""
        return self.values.get(TURNED) or ""

    @property
    def at(self) -> int | None:
        """Place of the situation at hand among the others, when it is changed."""
        return self.values.get(AT)

    @property
    def number(self) -> int:
        """Number of the situation at hand, from 1."""
        return 1 + (len(self.done) if self.at is None else self.at)

    @property
    def begun(self) -> bool:
        """Whether there is anything that would be lost."""
        return bool(self.done or self.text(Step.SITUATION))

    @property
    def at_hand(self) -> Situation:
        """What was written about the situation at hand."""
        return {step.short: self.text(step) for step in PARTS if self.text(step)}

    def missing(self) -> Step | None:
        """The first part of the situation at hand that still has to be asked."""
        return next((step for step in PARTS if self.get(step) is None and step.short not in self.known), None)

    def next(self) -> Step | None:
        """The step to ask now; ``None`` when the Top-3 can be shown."""
        again = self.values.get(REDO)
        if again:
            return Step(again)
        if self.text(Step.SITUATION) or not self.done or self.get(Step.MORE) == ANOTHER:
            return self.missing() or Step.MORE
        return Step.MORE if self.get(Step.MORE) is None and len(self.done) < MOST else None

    def before(self, step: Step) -> Step:
        """The step before a step, the first one itself; what needed no question is passed over."""
        steps = [other for other in PARTS if other is step or other.short not in self.known]
        place = steps.index(step) if step in steps else 0
        return steps[max(place - 1, 0)]


def cleared() -> dict[str, Any]:
    """Every slot of the form emptied: nothing is kept."""
    return dict.fromkeys(SLOTS)


def settled(changes: Slots, slots: Slots) -> dict[str, Any]:
    """The changes of a turn, and when they finish the situation at hand: put it among the others.

    Args:
        changes: Slots that a turn changes.
        slots: All slots before it.
    """
    draft = Top3Draft.of({**slots, **changes})
    if draft.values.get(REDO) or not draft.text(Step.SITUATION) or draft.missing():
        return dict(changes)
    done = [dict(situation) for situation in draft.done]
    unsaid = [step.short for step in PARTS if not draft.text(step) and step.short not in draft.known]
    finished = {**draft.at_hand, OPEN: " ".join(unsaid)}
    done.insert(len(done) if draft.at is None else draft.at, finished)
    # After a change what is shown next is the whole; so it is when there are enough.
    last = draft.get(Step.MORE) == "" or draft.at is not None or len(done) >= MOST
    return {**changes, **no_situation(), DONE: done, Step.MORE.value: "" if last else None}


def no_situation() -> dict[str, Any]:
    """The slots of the situation at hand emptied."""
    return {**dict.fromkeys(step.value for step in PARTS), KNOWN: None, AT: None, REDO: None, TURNED: None}


def reopened(draft: Top3Draft, place: int, step: Step) -> dict[str, Any]:
    """The slots with a finished situation at hand again, to change one part of it.

    Args:
        draft: With finished situations.
        place: Which one, from 0.
        step: What is asked again.
    """
    situation = draft.done[place]
    others = [dict(other) for number, other in enumerate(draft.done) if number != place]
    parts = {part.value: situation.get(part.short, "") for part in PARTS}
    unsaid = situation.get(OPEN, "").split()
    known = [part.short for part in PARTS if not parts[part.value] and part.short not in unsaid]
    return {**no_situation(), **parts, DONE: others, AT: place, KNOWN: known, REDO: step.value}
