"""What a turn does in the form of a consultation: begin, go on, back, skip, stop, or answer."""

from collections.abc import Callable
from typing import Any

from actions.forms.answers import teams_of
from actions.forms.begin import begun_before, cleared, explained, fresh
from actions.forms.candidates import candidate_of
from actions.forms.draft import FormDraft
from actions.forms.gate import Gate, Move
from actions.forms.prefill import LOST, SOURCES
from actions.forms.slots import (
    AFTER_DANGER,
    BY_SHORT,
    CHECKED,
    CHOSEN,
    FORM,
    ORDER,
    PAUSED,
    REDO,
    REQUESTED,
    REQUIRED,
    TOUCHED,
    Step,
)
from actions.house import House
from actions.rendering.consult_form import introduction, no_draft, notice, stopped
from actions.steps.commands import FORMS, Command
from actions.turn import PENDING, Turn
from actions.vocabulary import OutboundMessage


def _commanded(command: Command, turn: Turn, house: House) -> Move | None:
    if FORMS.get(command.name) != FORM:
        return None
    draft = FormDraft.of(turn.slots)
    if command.name == "overleg":
        return _begin(command.argument, turn, draft, house)
    if command.name == "opnieuw":
        return _begin(command.argument, turn, FormDraft.of({}), house)
    steps: dict[str, Callable[[Command, FormDraft, House], Move]] = {
        "terug": _back,
        "sla_over": _skip,
        "verder": _keep,
        "klaar": _done,
        "pasaan": _change,
        "wie": _switch,
    }
    if not draft.begun and not _is_asking(turn):
        return Move(says=(no_draft(house.catalogue),), over=True)
    if command.name == "stop":
        return _stop(draft, house)
    if command.name == "weg":
        return Move(cleared(), (notice("consult.form.thrown_away", house.catalogue),), over=True)
    if command.name == "hervat":
        return Move({PENDING: None, **_team_still(turn, draft, house)})
    if candidate_of(turn, house):
        return Move({PENDING: None}, answers=True)
    # A button without what it should carry moves nothing: the question is asked again.
    return steps[command.name](command, draft, house) if command.name in steps else Move()


def _is_asking(turn: Turn) -> bool:
    """Whether a question of this form was open before this message; a form that just began has none yet."""
    return turn.slots.get(REQUESTED) in list(Step)


def _begin(argument: str, turn: Turn, draft: FormDraft, house: House) -> Move:
    published = house.knowledge.version(int(argument)) if argument.isdecimal() else None
    source = argument if argument in SOURCES else ""
    teams = teams_of(turn.person, house)
    if not teams:
        return Move(says=(explained(published, turn, house),), over=True)
    if not draft.begun:
        return _new(fresh(published, teams, turn, house), source, turn, house)
    if _is_asking(turn) and published is None and not source:
        return Move({PENDING: None})
    return Move(says=(begun_before(argument if published or source else "", house.catalogue),), over=True)


def _new(slots: dict[str, Any], source: str, turn: Turn, house: House) -> Move:
    """A new draft, filled from the language check or the Top-3 where that led here."""
    if not source:
        return Move(slots)
    filled = SOURCES[source](turn, house)
    if filled is None:
        return Move(slots, (notice(LOST[source], house.catalogue),))
    return Move({**slots, **filled}, (OutboundMessage(tuple(introduction((), house.catalogue))),))


def _stop(draft: FormDraft, house: House) -> Move:
    if not draft.begun:
        return Move(cleared(), (notice("consult.form.ended", house.catalogue),), over=True)
    return Move({PAUSED: None}, (stopped(house.retention.conversation_days, house.catalogue),), over=True)


def _here(command: Command, draft: FormDraft) -> Step | None:
    """The step that is asked now; ``None`` for a button under an earlier question, which moves nothing."""
    step = draft.next()
    return step if not command.argument or (step and command.argument == step.short) else None


def _back(command: Command, draft: FormDraft, house: House) -> Move:  # noqa: ARG001 - one shape for all moves
    step = _here(command, draft)
    return Move({REDO: draft.before(step).value}) if step else Move()


def _skip(command: Command, draft: FormDraft, house: House) -> Move:
    step = _here(command, draft)
    if step is None:
        return Move()
    if draft.get(step) not in (None, ""):
        return Move({REDO: None})
    if step in REQUIRED:
        return Move(says=(notice("consult.form.refused.required", house.catalogue),))
    return Move({step.value: "", REDO: None})


def _keep(command: Command, draft: FormDraft, house: House) -> Move:  # noqa: ARG001
    step = _here(command, draft)
    return Move({REDO: None}) if step and draft.get(step) is not None else Move()


def _done(command: Command, draft: FormDraft, house: House) -> Move:
    values = dict(draft.values)
    if draft.chosen and (command.argument == Step.EXPERTISE.short or not draft.expertise):
        values[Step.EXPERTISE.value] = list(draft.chosen)
    changed = FormDraft.of(values)
    if not changed.ready:
        return Move(says=(notice("consult.form.refused.not_ready", house.catalogue),))
    left_out = {step.value: "" for step in ORDER if changed.get(step) is None and changed.asked(step)}
    return Move({Step.EXPERTISE.value: values[Step.EXPERTISE.value], **left_out, REDO: None})


def _change(command: Command, draft: FormDraft, house: House) -> Move:
    step = BY_SHORT.get(command.argument)
    if step is None or not draft.asked(step):
        return Move(says=(notice("consult.form.refused.which_step", house.catalogue),))
    return Move({REDO: step.value})


def _switch(command: Command, draft: FormDraft, house: House) -> Move:
    """Switch an expertise on or off; the question stays until *Klaar*."""
    key, _, state = command.argument.partition(" ")
    if key not in house.references.expertise or state not in ("aan", "uit"):
        return Move()
    chosen = set(draft.chosen) | {key} if state == "aan" else set(draft.chosen) - {key}
    ordered = [name for name in house.references.expertise if name in chosen]
    return Move({CHOSEN: ordered, REDO: Step.EXPERTISE.value})


def _team_still(turn: Turn, draft: FormDraft, house: House) -> dict[str, Any]:
    """The team of a draft that was left for a while: asked again when somebody is not in it any more."""
    teams = teams_of(turn.person, house)
    if any(member.team_id == draft.get(Step.TEAM) for member in teams):
        return {}
    return {Step.TEAM.value: teams[0].team_id if len(teams) == 1 else None}


def _resumed(turn: Turn, house: House) -> dict[str, Any]:
    return _team_still(turn, FormDraft.of(turn.slots), house)


def _stopped(turn: Turn, house: House) -> Move:
    return _stop(FormDraft.of(turn.slots), house)


GATE = Gate(TOUCHED, AFTER_DANGER, CHECKED, PAUSED, _commanded, _resumed, _stopped)
"""Danger and pauses in the form of a consultation."""
