"""The Top-3 as Rasa runs it: ``validate_top3_form``, ``action_ask_top3_form_<slot>`` and ``action_top3_result``."""

from collections.abc import Mapping
from typing import Any

from actions.forms.candidates import Candidate
from actions.forms.gate import Gate
from actions.forms.top3.answers import candidate_of, kept
from actions.forms.top3.draft import Top3Draft
from actions.forms.top3.moves import GATE
from actions.forms.top3.slots import FORM, PAUSED, SUBMIT, VALIDATE, Step
from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, said
from actions.rasa.form_base import AskStep, ValidateForm, add_validators
from actions.rendering.top3 import ask, introduction, no_draft, pause, result
from actions.turn import Turn
from actions.vocabulary import Button, OutboundMessage
from knowledge.language.situations import Shape

CARD = "top-3-onveilige-situaties-kiezen"
"""The entry about choosing the three situations."""


class ValidateTop3(ValidateForm):
    """Reads a message in the Top-3."""

    def name(self) -> str:
        """Name in the domain."""
        return VALIDATE

    @property
    def gate(self) -> Gate:
        """Danger, pauses and commands of this form."""
        return GATE

    def next_step(self, slots: Mapping[str, Any]) -> Step | None:
        """The step to ask next; ``None`` when the situations can be shown."""
        return Top3Draft.of(slots).next()

    def candidate(self, turn: Turn) -> Candidate | None:
        """The answer in a turn; ``None`` when it holds none."""
        return candidate_of(turn, self.house)

    def keep(self, found: Candidate, slots: Mapping[str, Any], turn: Turn) -> tuple[dict[str, Any], tuple[str, ...]]:  # noqa: ARG002
        """Read an answer; what cannot be kept is asked again."""
        return kept(found, slots, self.house)


add_validators(ValidateTop3, Step)


class ActionAskTop3(AskStep):
    """Asks one step of the Top-3."""

    form, paused = FORM, PAUSED

    def pause(self) -> OutboundMessage:
        """Whether to go on."""
        return pause(self.house.catalogue)

    def question(self, turn: Turn) -> OutboundMessage:
        """The question; before the first one what the Top-3 is."""
        draft = Top3Draft.of(turn.slots)
        question = ask(Step(self.step), draft, self._asked_back(draft), self.house.catalogue)
        if draft.begun:
            return question
        return OutboundMessage((*introduction(self.house.catalogue), *question.blocks), question.buttons)

    def _asked_back(self, draft: Top3Draft) -> str:
        """The question to a sentence that is no situation; empty when it is one."""
        shapes = [shape for shape in Shape if shape.value == draft.turned]
        language = self.house.language
        return language.situations.questions.get(shapes[0], "") if language and shapes else ""


class ActionTop3Result(HouvastAction):
    """Shows the situations; the submit action of the form."""

    def name(self) -> str:
        """Name in the domain."""
        return SUBMIT

    def outcome(self, turn: Turn) -> Outcome:
        """The situations as text, with the card about the method."""
        draft = Top3Draft.of(turn.slots)
        if not draft.done:
            return said(no_draft(self.house.catalogue), turn)
        published = self.house.knowledge.published.get(CARD)
        label = self.house.catalogue.text("top3.buttons.card")
        cards = [Button(label, f"/kies {CARD}")] if published else []
        return said(result(draft, cards, self.house.catalogue), turn)
