"""At the door of the action server: a channel that is no part of Houvast hands in what somebody typed.

Such a channel (``rasa/channels``) cannot judge danger or leave personal data out by itself. It gets back either what to
show at once, or the message as it may be kept: redacted, with what was found about it. The raw text lives in memory
here for as long as that takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.errors import ActionsError
from actions.front import CARD_PAYLOADS, Front
from actions.house import House
from actions.ledger import MemoryLedger
from actions.runners.protocol import ActionResult, ActionRunner
from actions.tracking import decision_of
from actions.vocabulary import DecisionKind, InboundMessage, Reply
from knowledge.signals.danger.model import NO_DANGER, DangerLevel

CHANNEL = "rasa"


class UnreadableCall(ActionsError):
    """What was handed in is no message."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"the call has no {missing}; send a tracker with sender_id and latest_message")


@dataclass(frozen=True, slots=True)
class Reception:
    """Takes messages at the door.

    Attributes:
        front: Judges and redacts; its ledger and runner are not used.
    """

    front: Front

    @classmethod
    def of(cls, house: House, runner: ActionRunner) -> "Reception":
        """A reception with the parts of a house."""
        return cls(
            Front(
                catalogue=house.catalogue,
                danger=house.danger,
                privacy=house.privacy,
                vectorise=house.vectorise,
                ledger=MemoryLedger(),
                runner=runner,
                local_number=house.settings.local_number,
                check_answers=house.readers.check_answer,
            )
        )

    async def receive(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """Take a message.

        Args:
            call: ``tracker`` with ``sender_id`` and ``latest_message``: ``text``, ``message_id`` and, for a pressed
                button, ``metadata.payload``. The shape is that of an action call.

        Returns:
            ``replies``: messages to show at once, and nothing else is to be done; or ``message``: the message with
            redacted ``text`` and ``metadata``, for ``action_houvast``. The other of the two is empty or ``None``.

        Raises:
            UnreadableCall: A part is missing.
        """
        message = message_of(call)
        danger = NO_DANGER
        try:
            danger = await self.front.judge(message)
            if danger.level is DangerLevel.ACUTE:
                return _shown(self.front.card(message, danger))
            redaction = await self.front.redact(message)
            described = await self.front.described(message, redaction, danger)
        except Exception as error:  # noqa: BLE001 - logged by cannot_answer; the user must hear that it failed
            return _shown(self.front.cannot_answer(message, danger, error))
        if message.payload in CARD_PAYLOADS:
            self.front.recent_danger.note(message.conversation)
        return {"replies": [], "message": described}

    def notice(self, conversation: str, result: ActionResult) -> None:
        """Remember that an action showed the danger card: what follows is read in its light."""
        decision = decision_of([result])
        if decision and decision.kind is DecisionKind.DANGER:
            self.front.recent_danger.note(conversation)


def message_of(call: Mapping[str, Any]) -> InboundMessage:
    """Read a message.

    Raises:
        UnreadableCall: A part is missing.
    """
    tracker = call.get("tracker")
    latest = tracker.get("latest_message") if isinstance(tracker, Mapping) else None
    if not isinstance(tracker, Mapping) or not isinstance(latest, Mapping):
        raise UnreadableCall("tracker with a latest_message")
    conversation, key, text = tracker.get("sender_id"), latest.get("message_id"), latest.get("text")
    if not (isinstance(conversation, str) and conversation and isinstance(key, str) and key and isinstance(text, str)):
        raise UnreadableCall("sender_id, message_id and text")
    metadata = latest.get("metadata")
    payload = metadata.get("payload") if isinstance(metadata, Mapping) else None
    if payload is not None and not isinstance(payload, str):
        raise UnreadableCall("payload that is a text")
    return InboundMessage(f"{CHANNEL}:{key}", conversation, conversation, text, payload, channel=CHANNEL)


def _shown(reply: Reply) -> dict[str, Any]:
    """A reply in the shape of the responses of an action (:func:`actions.rasa.base.respond`)."""
    decision = reply.decision.to_json()
    replies = [
        {
            "text": message.text,
            "buttons": message.to_json()["buttons"],
            "custom": {"houvast": {"decision": decision, "message": message.to_json()}},
        }
        for message in reply.messages
    ]
    return {"replies": replies, "message": None}
