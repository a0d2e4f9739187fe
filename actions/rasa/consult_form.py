"""``validate_consult_form`` and ``action_ask_consult_form_<slot>``: the form of a consultation, as Rasa runs forms."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.forms.answers import read_answer, teams_of
from actions.forms.candidates import Candidate, candidate_of
from actions.forms.draft import FormDraft
from actions.forms.moves import move
from actions.forms.slots import FORM, PAUSED, REDO, REQUESTED, VALIDATE, Step
from actions.house import House
from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, read_turn, respond, said
from actions.rendering.consult_form import ask, introduction, pause
from actions.steps.teams import renderer_for
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Decision, DecisionKind, OutboundMessage
from knowledge.entries.model import Urgency

Events = list[dict[str, Any]]


class ValidateConsultForm(FormValidationAction):
    """Reads a message in the form: a way to move through it, or the answer to a step.

    It rejects what is not for the form (possible danger, other commands), so that ``action_houvast`` answers.
    """

    def __init__(self, house: House) -> None:
        self.house = house

    def name(self) -> str:
        """Name in the domain."""
        return VALIDATE

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Run the validation (Rasa contract).

        Raises:
            ActionExecutionRejection: The message is not for the form.
        """
        turn = read_turn(tracker, self.house)
        done = await asyncio.to_thread(move, turn, self.house)
        if done is None:
            raise ActionExecutionRejection(self.name(), "the message is not for the form")
        for message in done.says:
            _utter(dispatcher, message)
        moved = [SlotSet(name, value) for name, value in done.slots.items()]
        if done.answers:
            return [*moved, *await super().run(dispatcher, tracker, domain)]
        if done.over:
            return [*moved, SlotSet(REQUESTED, None), ActiveLoop(None)]
        # Not appended to the events of the tracker: those would count as answers to be validated.
        tracker.slots.update(done.slots)
        return [*moved, await self.next_requested_slot(dispatcher, tracker, domain)]

    async def get_extraction_events(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002 - part of the Rasa contract
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002
    ) -> Events:
        """The answer in the message, for the step it answers, with what the slot held before."""
        found = candidate_of(read_turn(tracker, self.house), self.house)
        if found is None:
            return []
        return [SlotSet(found.step.value, {"given": found, "before": tracker.slots.get(found.step.value)})]

    async def next_requested_slot(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002
    ) -> dict[str, Any]:
        """The step to ask next; ``None`` when the draft is complete."""
        step = FormDraft.of(tracker.slots).next()
        event: dict[str, Any] = SlotSet(REQUESTED, step.value if step else None)
        return event

    async def validate(
        self,
        step: Step,
        value: Any,  # noqa: ANN401 - part of the Rasa contract
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
    ) -> dict[str, Any]:
        """Keep an answer, or say why it cannot be kept and keep what was there before.

        Args:
            step: The step that is answered.
            value: From :meth:`get_extraction_events`, or the bare text that a Rasa server extracted.
            dispatcher: Says what there is to say.
            tracker: The conversation.

        Returns:
            The slots that change.
        """
        ours = isinstance(value, dict)
        found: Candidate = value["given"] if ours else Candidate(step, str(value))
        turn = read_turn(tracker, self.house)
        reading = await asyncio.to_thread(read_answer, step, found.given, found.personal_data, turn.person, self.house)
        if reading.says:
            _utter(dispatcher, OutboundMessage((Block(BlockKind.NOTICE, "\n".join(reading.says)),)))
        if not reading.accepted:
            return {step.value: value["before"] if ours else None, REDO: step.value}
        return {step.value: reading.value, REDO: None}


def _validator(step: Step) -> Callable[..., Awaitable[dict[str, Any]]]:
    async def validate(
        self: ValidateConsultForm,
        value: Any,  # noqa: ANN401 - part of the Rasa contract
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG001
    ) -> dict[str, Any]:
        return await self.validate(step, value, dispatcher, tracker)

    return validate


for _step in Step:
    # rasa_sdk looks for a method validate_<slot> for each slot.
    setattr(ValidateConsultForm, f"validate_{_step.value}", _validator(_step))


class ActionAskConsult(HouvastAction):
    """Asks one step of the form."""

    def __init__(self, house: House, step: Step) -> None:
        super().__init__(house)
        self.step = step

    def name(self) -> str:
        """Name in the domain, by Rasa's convention."""
        return f"action_ask_{FORM}_{self.step.value}"

    def outcome(self, turn: Turn) -> Outcome:
        """The question; after a long pause or a danger card first whether to go on."""
        if turn.slots.get(PAUSED):
            return said(pause(self.house.catalogue), turn)
        draft = FormDraft.of(turn.slots)
        teams = teams_of(turn.person, self.house) if self.step is Step.TEAM else []
        labels = self.house.references.expertise
        question = ask(self.step, draft, labels, teams, self.house.today(), self.house.catalogue)
        if not draft.begun:
            blocks = introduction(self._call_first(draft, turn), self.house.catalogue)
            question = OutboundMessage((*blocks, *question.blocks), question.buttons)
        return said(question, turn)

    def _call_first(self, draft: FormDraft, turn: Turn) -> list[Block]:
        """Whom to call before anything else, when an urgent entry led here."""
        published = self.house.knowledge.published.get(draft.origin or "")
        if published is None or published.entry.urgency is not Urgency.URGENT:
            return []
        told = renderer_for(turn, self.house).team(published)
        return [block for block in told.blocks if block.kind is BlockKind.ALERT]


def _utter(dispatcher: CollectingDispatcher, message: OutboundMessage) -> None:
    respond(dispatcher, message, Decision(DecisionKind.SMALLTALK))
