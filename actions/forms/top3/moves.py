"""What a turn does in the Top-3: begin, go on, back, skip, change, show, forget, or answer."""

from collections.abc import Callable
from typing import Any

from actions.forms.gate import Gate, Move
from actions.forms.slots import REQUESTED
from actions.forms.top3.draft import Top3Draft, cleared, no_situation, reopened, settled
from actions.forms.top3.slots import (
    AFTER_DANGER,
    ANOTHER,
    ASKED_BACK,
    BY_SHORT,
    CHECKED,
    DONE,
    FORM,
    MOST,
    PARTS,
    PAUSED,
    REDO,
    TOUCHED,
    TURNED,
    Step,
)
from actions.house import House
from actions.rendering.top3 import go_on_or_anew, no_draft, said, stopped, which_part, which_situation
from actions.steps.commands import Command
from actions.turn import PENDING, Turn

TYPED = {
    "stop": "stop",
    "weg": "weg",
    "hervat": "hervat",
    "opnieuw": "opnieuw",
    "terug": "terug",
    "sla_over": "sla_over",
    "verder": "verder",
    "klaar": "laatzien",
    "pasaan": "pasaan",
}
"""Commands of every form: typed bare while this form asks something, they are for this form."""


def _commanded(command: Command, turn: Turn, house: House) -> Move | None:
    found = _verb(command, turn)
    if found is None:
        return None
    draft = Top3Draft.of(turn.slots)
    verb, argument = found.name, found.argument
    if verb in ("", "opnieuw"):
        return _begin(draft if not verb else Top3Draft.of({}), turn, house)
    if verb not in VERBS:
        # "/top3 vader gooit een stoel om": what follows is the situation.
        return Move({PENDING: None} if draft.begun else {**cleared(), PENDING: None}, answers=True)
    if not draft.begun and not _is_asking(turn):
        return Move(says=(no_draft(house.catalogue),), over=True)
    return VERBS[verb](argument, draft, house)


def _verb(command: Command, turn: Turn) -> Command | None:
    """What is asked of the form; ``None`` when the command is not for it."""
    if command.name == "top3":
        verb, _, argument = command.argument.partition(" ")
        return Command(verb.lower(), argument.strip())
    bare = turn.payload is None and not command.argument and _is_asking(turn)
    return Command(TYPED[command.name]) if bare and command.name in TYPED else None


def _is_asking(turn: Turn) -> bool:
    """Whether a question of this form was open before this message."""
    return turn.form == FORM and turn.slots.get(REQUESTED) in list(Step)


def _begin(draft: Top3Draft, turn: Turn, house: House) -> Move:
    if not draft.begun:
        return Move({**cleared(), PENDING: None, AFTER_DANGER: turn.after_danger})
    if _is_asking(turn) or draft.next() is None:
        return Move({PENDING: None})
    return Move(says=(go_on_or_anew(house.catalogue),), over=True)


def _stop(argument: str, draft: Top3Draft, house: House) -> Move:  # noqa: ARG001 - one shape for all verbs
    if not draft.begun:
        return Move(cleared(), (said("ended", house.catalogue),), over=True)
    return Move({PAUSED: None}, (stopped(house.retention.conversation_days, house.catalogue),), over=True)


def _forget(argument: str, draft: Top3Draft, house: House) -> Move:  # noqa: ARG001
    return Move(cleared(), (said("gone", house.catalogue),), over=True)


def _go_on(argument: str, draft: Top3Draft, house: House) -> Move:  # noqa: ARG001
    return Move({PENDING: None})


def _here(argument: str, draft: Top3Draft) -> Step | None:
    """The step that is asked now; ``None`` for a button under an earlier question, which moves nothing."""
    step = draft.next()
    return step if not argument or (step and argument == f"{draft.number}{step.short}") else None


def _back(argument: str, draft: Top3Draft, house: House) -> Move:  # noqa: ARG001
    step = _here(argument, draft)
    if step is None or step is Step.MORE:
        return Move()
    return Move({REDO: draft.before(step).value})


def _skip(argument: str, draft: Top3Draft, house: House) -> Move:
    step = _here(argument, draft)
    if step is None:
        return Move()
    if step is Step.MORE:
        return _show("", draft, house)
    if step is Step.SITUATION and not draft.text(step):
        return Move(says=(said("needed", house.catalogue),))
    changes = {REDO: None} if draft.text(step) else {step.value: "", REDO: None}
    return Move(settled(changes, draft.values))


def _keep(argument: str, draft: Top3Draft, house: House) -> Move:  # noqa: ARG001
    """Leave an answer as it is; a sentence that was asked back is then taken as it stands."""
    step = _here(argument, draft)
    if step is None or draft.get(step) is None:
        return Move()
    turned = {TURNED: ASKED_BACK} if step is Step.SITUATION and draft.turned else {}
    return Move(settled({REDO: None, **turned}, draft.values))


def _enough(argument: str, draft: Top3Draft, house: House) -> Move:  # noqa: ARG001
    """Finish the situation at hand as it is."""
    step = _here(argument, draft)
    return Move(settled(_left_out(draft), draft.values)) if step and draft.text(Step.SITUATION) else Move()


def _another(argument: str, draft: Top3Draft, house: House) -> Move:  # noqa: ARG001
    if draft.text(Step.SITUATION) or len(draft.done) >= MOST:
        return Move()
    return Move({Step.MORE.value: ANOTHER})


def _show(argument: str, draft: Top3Draft, house: House) -> Move:  # noqa: ARG001
    """Show what there is; what was not asked yet stays open."""
    if not draft.begun:
        return Move(says=(said("needed", house.catalogue),))
    at_hand = _left_out(draft) if draft.text(Step.SITUATION) else {**no_situation(), REDO: None}
    return Move(settled({**at_hand, Step.MORE.value: ""}, draft.values))


def _left_out(draft: Top3Draft) -> dict[str, Any]:
    unasked = {step.value: "" for step in PARTS if draft.get(step) is None}
    return {**unasked, REDO: None}


def _change(argument: str, draft: Top3Draft, house: House) -> Move:
    """``pasaan [NUMBER [PART]]``: ask which situation, which part, or ask that part again."""
    number, _, part = argument.partition(" ")
    place = int(number) - 1 if number.isdecimal() and len(number) == 1 else 0 if len(draft.done) == 1 else -1
    step = BY_SHORT.get(part)
    if draft.text(Step.SITUATION) or not draft.done:
        return Move()  # a situation is at hand: "Terug" goes back in it
    if not 0 <= place < len(draft.done):
        return Move(says=(which_situation(draft.done, house.catalogue),), over=True)
    if step not in PARTS:
        return Move(says=(which_part(place + 1, len(draft.done), house.catalogue),), over=True)
    return Move(reopened(draft, place, step))


def _take_away(argument: str, draft: Top3Draft, house: House) -> Move:
    """``haalweg NUMBER``: leave a situation out."""
    if not argument.isdecimal() or not 1 <= int(argument) <= len(draft.done) or draft.text(Step.SITUATION):
        return Move()
    left = [dict(one) for number, one in enumerate(draft.done, start=1) if number != int(argument)]
    if not left:
        return _forget("", draft, house)
    return Move({DONE: left, Step.MORE.value: ""})


VERBS: dict[str, Callable[[str, Top3Draft, House], Move]] = {
    "stop": _stop,
    "weg": _forget,
    "klaar": _forget,
    "hervat": _go_on,
    "terug": _back,
    "sla_over": _skip,
    "verder": _keep,
    "genoeg": _enough,
    "volgende": _another,
    "laatzien": _show,
    "pasaan": _change,
    "haalweg": _take_away,
}
"""What follows ``/top3``: each gets its argument, the draft and the house."""


def _resumed(turn: Turn, house: House) -> dict[str, Any]:  # noqa: ARG001 - nothing can have changed meanwhile
    return {}


def _stopped(turn: Turn, house: House) -> Move:
    return _stop("", Top3Draft.of(turn.slots), house)


GATE = Gate(TOUCHED, AFTER_DANGER, CHECKED, PAUSED, _commanded, _resumed, _stopped)
"""Danger and pauses in the Top-3."""
