"""An answer in a form that waits for the check question about danger."""

from actions.house import House
from actions.steps.commands import Command, parse
from actions.turn import Pending, Turn
from knowledge.signals.manner.check_answer import CheckAnswer


def waiting_text(turn: Turn) -> Pending | None:
    """What was typed as an answer before the check question about danger; a command is no answer."""
    pending = turn.state.pending
    if pending is None or pending.kind != "danger_check" or not turn.form:
        return None
    return None if not pending.question or pending.question.lstrip().startswith("/") else pending


def said_no(turn: Turn, house: House) -> bool:
    """Whether the check question about danger is answered with no, typed or tapped."""
    if turn.payload is not None:
        command = parse(turn)
        return command == Command("gevaar", CheckAnswer.NO.value)
    given = turn.check_answer or house.readers.check_answer.read(turn.text)
    return given == CheckAnswer.NO
