"""Typed texts that were asked for while curating, also when a check question about danger came in between."""

from dataclasses import replace

from actions.curating import deciding, making, retiring
from actions.curating.making import Making
from actions.curating.purpose import Kind, Purpose, waited_for
from actions.curating.words import refused
from actions.house import House
from actions.outcome import Outcome
from actions.steps.commands import TAKES_REPLY, parse
from actions.turn import Pending, Turn
from knowledge.errors import KnowledgeError
from knowledge.review.workflow import Workflow
from knowledge.roster.permissions import Action
from knowledge.signals.manner.check_answer import CheckAnswer, is_short

_ANSWER_WORDS = 3
"""A longer message is no answer to "weet je het zeker?"."""


def answer(turn: Turn, house: House) -> Outcome | None:
    """Take a typed text that was asked for; ``None`` when none was."""
    if turn.payload is not None or parse(turn):
        return None
    found = waited_for(turn)
    return take(*found, turn, house) if found else None


def remembered(turn: Turn, house: House) -> tuple[str, tuple[str, ...]]:
    """What a text that has to wait for the check question about danger is for, as :class:`Pending` keeps it."""
    command = parse(turn)
    lead = house.review is not None and house.review.store.may(turn.person, Action.CURATE)
    if command and command.name in TAKES_REPLY and turn.quoted and lead:
        return Purpose(Kind.QUOTED).written(), (turn.quoted, " ".join(turn.quoted_data))
    found = waited_for(turn) if turn.payload is None and not command else None
    return (found[0].written(), found[1].options) if found else ("", ())


def resumed(waiting: Pending, turn: Turn, house: House) -> Outcome | None:
    """Take a text that waited for the check question; ``None`` when it was something else."""
    purpose = Purpose.read(waiting.then)
    if purpose is None:
        return None
    if purpose.kind is Kind.QUOTED:
        text, types = waiting.options
        return making.announce(text, types.split(), turn, house)
    # What can be deleted now, and was read as yes or no, is the answer to the check question, not this text.
    return take(purpose, waiting, replace(turn, deletable=None, check_answer=None), house)


def take(purpose: Purpose, pending: Pending, turn: Turn, house: House) -> Outcome | None:
    """Do with a text what it is for; one that cannot be kept is asked for again."""
    flow = house.review
    if flow is None:
        return None
    try:
        return _take(purpose, pending, turn, flow, house)
    except KnowledgeError as error:
        return refused(error, house)


def _take(purpose: Purpose, pending: Pending, turn: Turn, flow: Workflow, house: House) -> Outcome | None:
    version_id = purpose.version_id
    match purpose.kind:
        case Kind.RETURN:
            return deciding.send_back(version_id, turn, flow, house)
        case Kind.OFFLINE:
            return retiring.take_reason(version_id, turn, flow, house)
        case Kind.TITLE:
            return making.take_title(Making.of(pending), turn, house)
        case Kind.THEME:
            return making.take_theme(Making.of(pending), turn.text, house)
    given = CheckAnswer(turn.check_answer) if turn.check_answer else house.readers.check_answer.read(turn.text)
    given = given if is_short(turn.text, _ANSWER_WORDS) else None
    if purpose.kind is Kind.SURE:
        if given is CheckAnswer.YES:
            return retiring.take_offline(version_id, turn, flow, house)
        if given is CheckAnswer.NO:
            return retiring.cancelled(turn, house)
        return retiring.sure_offline(version_id, pending.options[0], flow, house)
    if given is CheckAnswer.YES:
        return making.make(Making.of(pending), turn, flow, house)
    return making.stop(turn, house) if given is CheckAnswer.NO else making.ask(Making.of(pending), house)
