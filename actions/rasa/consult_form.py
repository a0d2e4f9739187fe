"""``validate_consult_form`` and ``action_ask_consult_form_<slot>``: the form of a consultation, as Rasa runs forms."""

from collections.abc import Mapping
from typing import Any

from actions.forms.answers import read_answer, teams_of
from actions.forms.candidates import Candidate, candidate_of
from actions.forms.draft import FormDraft
from actions.forms.gate import Gate
from actions.forms.moves import GATE
from actions.forms.slots import FORM, PAUSED, REDO, VALIDATE, Step
from actions.rasa.form_base import AskStep, ValidateForm, add_validators
from actions.rendering.consult_form import ask, introduction, pause
from actions.steps.teams import renderer_for
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, OutboundMessage
from knowledge.entries.model import Urgency


class ValidateConsultForm(ValidateForm):
    """Reads a message in the form of a consultation."""

    def name(self) -> str:
        """Name in the domain."""
        return VALIDATE

    @property
    def gate(self) -> Gate:
        """Danger, pauses and commands of this form."""
        return GATE

    def next_step(self, slots: Mapping[str, Any]) -> Step | None:
        """The step to ask next; ``None`` when the draft is complete."""
        return FormDraft.of(slots).next()

    def candidate(self, turn: Turn) -> Candidate | None:
        """The answer in a turn; ``None`` when it holds none."""
        return candidate_of(turn, self.house)

    def keep(self, found: Candidate, slots: Mapping[str, Any], turn: Turn) -> tuple[dict[str, Any], tuple[str, ...]]:  # noqa: ARG002
        """Read an answer; what cannot be kept is asked again."""
        step = Step(found.step)
        reading = read_answer(step, found.given, found.personal_data, turn.person, self.house)
        changes = {step.value: reading.value, REDO: None} if reading.accepted else {REDO: step.value}
        return changes, reading.says


add_validators(ValidateConsultForm, Step)


class ActionAskConsult(AskStep):
    """Asks one step of the form."""

    form, paused = FORM, PAUSED

    def pause(self) -> OutboundMessage:
        """Whether to go on."""
        return pause(self.house.catalogue)

    def question(self, turn: Turn) -> OutboundMessage:
        """The question; with the first one what happens with the answers."""
        step, draft = Step(self.step), FormDraft.of(turn.slots)
        teams = teams_of(turn.person, self.house) if step is Step.TEAM else []
        labels = self.house.references.expertise
        question = ask(step, draft, labels, teams, self.house.today(), self.house.catalogue)
        if draft.begun:
            return question
        blocks = introduction(self._call_first(draft, turn), self.house.catalogue)
        return OutboundMessage((*blocks, *question.blocks), question.buttons)

    def _call_first(self, draft: FormDraft, turn: Turn) -> list[Block]:
        """Whom to call before anything else, when an urgent entry led here."""
        published = self.house.knowledge.published.get(draft.origin or "")
        if published is None or published.entry.urgency is not Urgency.URGENT:
            return []
        told = renderer_for(turn, self.house).team(published)
        return [block for block in told.blocks if block.kind is BlockKind.ALERT]
