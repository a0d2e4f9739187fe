"""What a turn does in the form: begin, go on, back, skip, stop, or answer; or nothing, and the form rejects it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from actions.forms.answers import teams_of
from actions.forms.begin import begun_before, cleared, explained, fresh
from actions.forms.candidates import candidate_of, said_no, waiting_text
from actions.forms.draft import FormDraft, moment_of
from actions.forms.slots import (
    AFTER_DANGER,
    BY_SHORT,
    CHECKED,
    CHOSEN,
    ORDER,
    PAUSED,
    REDO,
    REQUESTED,
    REQUIRED,
    TOUCHED,
    Step,
)
from actions.house import House
from actions.rendering.consult_form import no_draft, notice, stopped
from actions.steps.commands import FORMS, Command, parse
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


def move(turn: Turn, house: House) -> Move | None:
    """Read a turn.

    Returns:
        What it does; ``None`` when it is not for the form: possible danger, a command of something else, or
        what is no text.

    Raises:
        StoreError: The roster cannot be read.
    """
    # A form about worries is full of words that may mean danger. Once the asker said that nobody is in danger
    # now, possible danger gets the numbers and no second question; acute danger always gets its card.
    told_safe = turn.danger == DangerLevel.GREY and bool(turn.form) and bool(turn.slots.get(CHECKED))
    if turn.danger != DangerLevel.NONE and not told_safe:
        return None
    if turn.media and turn.payload is None and not has_words(clean(turn.text)):
        return None
    now = datetime.now(UTC)
    seen = {TOUCHED: now.isoformat(), AFTER_DANGER: turn.after_danger}
    if waiting_text(turn) and said_no(turn, house):
        return Move({**seen, PENDING: None, CHECKED: True}, answers=True)
    command = parse(turn)
    if command:
        done = _commanded(command, turn, house)
        return None if done is None else Move({**seen, PAUSED: None, **done.slots}, done.says, done.over, done.answers)
    pending = turn.state.pending
    if not turn.form or (pending and pending.kind == "danger_check"):
        return None
    done = _typed(turn, now, seen, house)
    return replace(done, says=(*done.says, _numbers(house))) if told_safe else done


def _typed(turn: Turn, now: datetime, seen: dict[str, Any], house: House) -> Move:
    draft, said = FormDraft.of(turn.slots), turn.text.strip(" .!").casefold()
    if turn.slots.get(PAUSED):
        if said in GO_ON:
            return Move({**seen, PAUSED: None, **_team_still(turn, draft, house)})
        return _stop(draft, house) if said in END else Move({PAUSED: True})
    last = moment_of(turn.slots.get(TOUCHED))
    after_danger = turn.after_danger and not turn.slots.get(AFTER_DANGER)
    if after_danger or (last is not None and now - last > STALE):
        return Move({PAUSED: True, CHECKED: None})
    return Move({**seen, PENDING: None}, answers=True)


def _numbers(house: House) -> OutboundMessage:
    return OutboundMessage((Block(BlockKind.SAFETY, house.catalogue.text("safety_line")),))


def _commanded(command: Command, turn: Turn, house: House) -> Move | None:
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
    if command.name not in FORMS:
        return None
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
    """Whether a question of the form was open before this message; a form that just began has none yet."""
    return bool(turn.slots.get(REQUESTED))


def _begin(argument: str, turn: Turn, draft: FormDraft, house: House) -> Move:
    published = house.knowledge.version(int(argument)) if argument.isdecimal() else None
    teams = teams_of(turn.person, house)
    if not teams:
        return Move(says=(explained(published, turn, house),), over=True)
    if not draft.begun:
        return Move(fresh(published, teams, turn, house))
    if _is_asking(turn) and published is None:
        return Move({PENDING: None})
    return Move(says=(begun_before(published, house.catalogue),), over=True)


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
