"""Which answer a turn holds, and to which step: typed text, or a button that stands for one."""

from dataclasses import dataclass
from enum import StrEnum

from actions.forms.answers import expertise_in
from actions.forms.draft import FormDraft
from actions.forms.slots import Step
from actions.forms.waiting import said_no, waiting_text
from actions.house import House
from actions.steps.commands import Command, parse
from actions.turn import Turn

ANSWERS = {"cijfer": Step.SCALE, "voor": Step.DUE, "voorteam": Step.TEAM}
"""Buttons whose argument is the answer to a step."""
TAKE_OVER = "neemover"
"""The button that takes over the suggested question."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer before it was read.

    Attributes:
        step: What it answers.
        given: Redacted text, or what the button stands for.
        personal_data: Types of personal data in it.
    """

    step: StrEnum
    given: str
    personal_data: tuple[str, ...] = ()


def candidate_of(turn: Turn, house: House) -> Candidate | None:
    """The answer in a turn; ``None`` when it holds none."""
    draft = FormDraft.of(turn.slots)
    step = draft.next()
    waiting = waiting_text(turn)
    if step and waiting and said_no(turn, house):
        return _typed(step, waiting.question, waiting.personal_data, draft, house)
    if command := parse(turn):
        return _pressed(command, draft)
    return _typed(step, turn.text, turn.personal_data, draft, house) if step else None


def _typed(step: Step, text: str, personal_data: tuple[str, ...], draft: FormDraft, house: House) -> Candidate:
    if step is Step.EXPERTISE:
        text = ",".join(dict.fromkeys((*draft.chosen, *expertise_in(text, house))))
    return Candidate(step, text, personal_data)


def _pressed(command: Command, draft: FormDraft) -> Candidate | None:
    if command.name in ANSWERS and command.argument:
        return Candidate(ANSWERS[command.name], command.argument)
    if command.name == TAKE_OVER and draft.suggestion:
        return Candidate(Step.QUESTION, draft.suggestion)
    if command.name == "verder" and command.argument == Step.EXPERTISE.short:
        return Candidate(Step.EXPERTISE, ",".join(draft.chosen))
    return None
