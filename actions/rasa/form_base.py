"""What the forms share as Rasa runs them: ``validate_<form>`` reads a message, or rejects what is not for the form."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.forms.candidates import Candidate
from actions.forms.gate import Gate
from actions.forms.slots import REQUESTED
from actions.house import House
from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, read_turn, respond, said
from actions.rasa.interruptions import leaves_form_waiting, was_rejected
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Decision, DecisionKind, OutboundMessage

Events = list[dict[str, Any]]
LISTEN = "action_listen"
"""Rasa's own action that ends a turn."""


class ValidateForm(FormValidationAction, ABC):
    """Reads a message in a form: a way to move through it, or the answer to a step.

    It rejects what is not for the form (possible danger, other commands), so that ``action_houvast`` answers.
    """

    def __init__(self, house: House) -> None:
        self.house = house

    @property
    @abstractmethod
    def gate(self) -> Gate:
        """Danger, pauses and commands of this form."""

    @abstractmethod
    def next_step(self, slots: Mapping[str, Any]) -> StrEnum | None:
        """The step to ask next; ``None`` when the form is complete."""

    @abstractmethod
    def candidate(self, turn: Turn) -> Candidate | None:
        """The answer in a turn; ``None`` when it holds none."""

    @abstractmethod
    def keep(self, found: Candidate, slots: Mapping[str, Any], turn: Turn) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Read an answer, off the event loop.

        Args:
            found: The answer.
            slots: All slots as they were before it.
            turn: The message.

        Returns:
            The slots that change, and what to say about it.

        Raises:
            StoreError: The store cannot be read.
        """

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Run the validation (Rasa contract).

        Raises:
            ActionExecutionRejection: The message is not for the form.
        """
        if was_rejected(tracker):
            return [SlotSet(REQUESTED, tracker.slots.get(REQUESTED))]
        turn = read_turn(tracker, self.house)
        done = await asyncio.to_thread(self.gate.move, turn, self.house)
        if done is None:
            raise ActionExecutionRejection(self.name(), "the message is not for the form")
        for message in done.says:
            _utter(dispatcher, message)
        moved = [SlotSet(name, value) for name, value in done.slots.items()]
        if done.answers:
            return [*moved, *await super().run(dispatcher, tracker, domain)]
        if done.over:
            # A Rasa server would take this for a complete form, and run what follows one.
            return [*moved, SlotSet(REQUESTED, None), ActiveLoop(None), FollowupAction(LISTEN)]
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
        found = self.candidate(read_turn(tracker, self.house))
        if found is None:
            return []
        return [SlotSet(found.step.value, {"given": found, "before": tracker.slots.get(found.step.value)})]

    async def next_requested_slot(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002
    ) -> dict[str, Any]:
        """The step to ask next; ``None`` when the form is complete."""
        step = self.next_step(tracker.slots)
        event: dict[str, Any] = SlotSet(REQUESTED, step.value if step else None)
        return event

    async def validate(
        self,
        step: StrEnum,
        value: Any,  # noqa: ANN401 - part of the Rasa contract
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
    ) -> dict[str, Any]:
        """Keep an answer, or say why it cannot be kept and keep what was there before.

        Args:
            step: The step that is answered.
            value: From :meth:`get_extraction_events`; anything else is what the slot held when the form began.
            dispatcher: Says what there is to say.
            tracker: The conversation.

        Returns:
            The slots that change.
        """
        if not (isinstance(value, dict) and isinstance(value.get("given"), Candidate)):
            return {step.value: value}
        found, before = value["given"], value["before"]
        slots = {**tracker.slots, step.value: before}
        changes, says = await asyncio.to_thread(self.keep, found, slots, read_turn(tracker, self.house))
        if says:
            _utter(dispatcher, OutboundMessage((Block(BlockKind.NOTICE, "\n".join(says)),)))
        return {step.value: before, **changes}


class AskStep(HouvastAction):
    """Asks one step of a form; subclasses give its name in the domain, its slot for a pause, and the words."""

    form: ClassVar[str]
    paused: ClassVar[str]
    """Slot that is true while "verder of stoppen?" waits for an answer."""

    def __init__(self, house: House, step: StrEnum) -> None:
        super().__init__(house)
        self.step = step

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Ask, unless what was said before this question stands alone (Rasa contract)."""
        if leaves_form_waiting(tracker, read_turn(tracker, self.house)):
            return []
        return await super().run(dispatcher, tracker, domain)

    @abstractmethod
    def pause(self) -> OutboundMessage:
        """Whether to go on, after a long pause or a danger card."""

    @abstractmethod
    def question(self, turn: Turn) -> OutboundMessage:
        """The question, with an introduction when it is the first."""

    def name(self) -> str:
        """Name in the domain, by Rasa's convention."""
        return f"action_ask_{self.form}_{self.step.value}"

    def outcome(self, turn: Turn) -> Outcome:
        """The question; after a long pause or a danger card first whether to go on."""
        return said(self.pause() if turn.slots.get(self.paused) else self.question(turn), turn)


def add_validators(form: type[ValidateForm], steps: Iterable[StrEnum]) -> None:
    """Give a form a method ``validate_<slot>`` for each step: rasa_sdk looks for those by name."""
    for step in steps:
        setattr(form, f"validate_{step.value}", _validator(step))


def _validator(step: StrEnum) -> Callable[..., Awaitable[dict[str, Any]]]:
    async def validate(
        self: ValidateForm,
        value: Any,  # noqa: ANN401 - part of the Rasa contract
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG001
    ) -> dict[str, Any]:
        return await self.validate(step, value, dispatcher, tracker)

    return validate


def _utter(dispatcher: CollectingDispatcher, message: OutboundMessage) -> None:
    respond(dispatcher, message, Decision(DecisionKind.SMALLTALK))
