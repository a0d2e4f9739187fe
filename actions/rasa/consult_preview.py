"""``action_consult_preview``: what the team will see, what could lead to the family, and the explicit yes."""

from typing import Any

from rasa_sdk.events import SlotSet

from actions.consultations.preview import digest, hints_of, preview, steps_to_change
from actions.forms.draft import FormDraft
from actions.forms.slots import TEXTS
from actions.outcome import Outcome
from actions.rasa.consult_base import ConsultAction
from actions.rendering.consult_form import no_draft
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import Decision, DecisionKind
from knowledge.signals.identifiability.check import apply


class ActionConsultPreview(ConsultAction):
    """Shows the draft as it will be read; the submit action of the form."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_consult_preview"

    def act(self, command: Command, numbers: list[int], turn: Turn) -> Outcome:  # noqa: ARG002
        """The preview; ``/ruimer ID|alles`` takes broader words, ``/pasaan`` asks which step to change."""
        draft = FormDraft.of(turn.slots)
        if not draft.ready:
            return self._said(turn, no_draft(self.catalogue))
        if command.name == "pasaan":
            return self._said(turn, steps_to_change(draft, self.house, turn))
        changed = self._broadened(command.argument, draft) if command.name == "ruimer" else {}
        shown = FormDraft.of({**draft.values, **changed})
        events = tuple(SlotSet(name, value) for name, value in changed.items())
        return Outcome(Decision(DecisionKind.SMALLTALK), (preview(shown, self.house, turn),), None, events)

    def _broadened(self, which: str, draft: FormDraft) -> dict[str, Any]:
        """The texts that change when broader words are taken."""
        changed = {}
        for step in TEXTS:
            text = draft.text(step)
            wanted = [
                hint
                for hint in hints_of(text, self.house)
                if hint.replacement is not None and which in ("alles", digest(step.value, text[hint.start : hint.end]))
            ]
            if wanted:
                changed[step.value] = apply(text, wanted)
        return changed

    @staticmethod
    def _said(turn: Turn, message: Any) -> Outcome:  # noqa: ANN401
        return Outcome(Decision(DecisionKind.SMALLTALK), (message,), turn.state.pending)
