"""What the actions share: reading the tracker, uttering a reply, and failing in words."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from logging import getLogger
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.house import House
from actions.outcome import Outcome
from actions.rendering.notices import error as error_notice
from actions.steps import show
from actions.turn import State, Turn
from actions.vocabulary import FORGOTTEN, Decision, DecisionKind, OutboundMessage
from embeddings.errors import EmbeddingError
from knowledge.errors import KnowledgeError
from knowledge.signals.danger.model import DangerLevel

LOG = getLogger(__name__)


class HouvastAction(Action, ABC):
    """An action that knows the house; subclasses give :meth:`name` and :meth:`outcome`."""

    def __init__(self, house: House) -> None:
        self.house = house

    @abstractmethod
    def outcome(self, turn: Turn) -> Outcome:
        """What this action does with a turn; runs off the event loop.

        Raises:
            KnowledgeError: The store or search cannot be used.
            EmbeddingError: The model cannot be used.
        """

    def hand_over(self, turn: Turn) -> str | None:  # noqa: ARG002 - most actions keep every turn
        """Name of the action that answers instead, if any."""
        return None

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002 - part of the Rasa contract
    ) -> list[dict[str, Any]]:
        """Run the action (Rasa contract)."""
        turn = read_turn(tracker, self.house)
        if other := self.hand_over(turn):
            return [FollowupAction(other)]
        outcome = await asyncio.to_thread(guarded, self.outcome, turn, self.house)
        return utter(dispatcher, show.with_caption_notice(outcome, turn, self.house), turn)


def said(message: OutboundMessage, turn: Turn) -> Outcome:
    """Show a message that answers no question; what was waited for stays waited for."""
    return Outcome(Decision(DecisionKind.SMALLTALK), (message,), turn.state.pending)


def guarded(work: Callable[[Turn], Outcome], turn: Turn, house: House) -> Outcome:
    """Run work; a part that is known to break yields a reply that says so, and a log line that says why."""
    try:
        with house.knowledge.hold():
            return work(turn)
    except (KnowledgeError, EmbeddingError) as error:
        LOG.error("cannot answer: %s", error)
        decision = Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="error")
        return Outcome(decision, (error_notice(house.catalogue),), turn.state.pending)


def read_turn(tracker: Tracker, house: House) -> Turn:
    """Build a turn from a tracker.

    A Rasa server whose channel passes no metadata gets danger judged and personal data left out here, on
    the text it sent.
    """
    latest = tracker.latest_message or {}
    metadata: dict[str, Any] = latest.get("metadata") or {}
    text: str = latest.get("text") or ""
    danger = metadata.get("danger")
    if danger is None:
        judged = house.danger.judge(text, house.vectorise(text), house.vectorise)
        danger = {"level": judged.level.value, "kind": judged.kind}
    types = metadata.get("personal_data")
    if types is None:
        redaction = house.privacy.redact(text)
        text, types = redaction.text, list(dict.fromkeys(span.type.value for span in redaction.spans))
    quoted: dict[str, Any] = metadata.get("quoted") or {}
    return Turn(
        key=metadata.get("key") or str(latest.get("message_id") or f"{tracker.sender_id}:{len(tracker.events)}"),
        person=metadata.get("person") or tracker.sender_id,
        text=text,
        payload=metadata.get("payload"),
        danger=DangerLevel(danger["level"]),
        danger_kind=danger["kind"],
        personal_data=tuple(types),
        length=metadata.get("length") or len(text),
        state=State.from_slots(tracker.slots),
        check_answer=metadata.get("check_answer"),
        after_danger=bool(metadata.get("after_danger")),
        private=metadata.get("private", True),
        chat=metadata.get("chat") or "",
        media=metadata.get("media"),
        deletable=metadata.get("deletable"),
        replied_to=metadata.get("replied_to"),
        name=metadata.get("name") or "",
        quoted=quoted.get("text", ""),
        quoted_data=tuple(quoted.get("personal_data", ())),
        form=(tracker.active_loop or {}).get("name"),
        slots=dict(tracker.slots),
    )


def respond(dispatcher: CollectingDispatcher, message: OutboundMessage, decision: Decision) -> None:
    """Utter a message.

    The response carries plain text and buttons for any Rasa channel, and the structured message with the
    decision under ``custom`` for our own.
    """
    data = message.to_json()
    dispatcher.utter_message(
        text=message.text,
        buttons=data["buttons"],
        json_message={"houvast": {"decision": decision.to_json(), "message": data}},
    )


def utter(dispatcher: CollectingDispatcher, outcome: Outcome, turn: Turn) -> list[dict[str, Any]]:
    """Utter the messages of an outcome and return the slots it changes."""
    for message in outcome.messages:
        respond(dispatcher, message, outcome.decision)
    state = State() if outcome.decision.reason == FORGOTTEN else turn.state
    slots = state.after(outcome.decision, outcome.pending).to_slots()
    return [*(SlotSet(name, value) for name, value in slots.items()), *outcome.events]
