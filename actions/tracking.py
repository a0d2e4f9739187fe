"""Between a message and Rasa: the tracker an action call carries, and the reply in what it returns."""

from typing import Any

from actions.errors import ActionFailed
from actions.ledger import Event
from actions.runners.protocol import ActionResult
from actions.vocabulary import Decision, InboundMessage, OutboundMessage, Reply
from knowledge.signals.danger.model import DangerJudgement
from knowledge.signals.privacy.model import Redaction
from knowledge.store.rows import ConversationState


def tracker_of(latest: dict[str, Any], state: ConversationState) -> dict[str, Any]:
    """The Rasa-shaped tracker of a message.

    Args:
        latest: From :func:`latest_message`.
        state: The conversation so far.
    """
    tracker = state.as_tracker()
    # As Rasa does: what follows the user event belongs to this turn (rasa_sdk reads new slots from there).
    return {**tracker, "latest_message": latest, "events": [*tracker["events"], {"event": "user"}]}


def latest_message(
    message: InboundMessage,
    redaction: Redaction,
    danger: DangerJudgement,
    *,
    check_answer: str | None = None,
    after_danger: bool = False,
    quoted: Redaction | None = None,
) -> dict[str, Any]:
    """A message as the actions read it, Rasa-shaped; of its text only the redacted one.

    Args:
        message: As the channel received it.
        redaction: Its text without personal data.
        danger: What was judged on the raw text.
        check_answer: A typed ja, nee or weet ik niet.
        after_danger: The danger card came a short while ago.
        quoted: The message that is answered, without personal data, when its text was asked for.
    """
    metadata = {
        "key": message.key,
        "person": message.person,
        "payload": message.payload,
        "private": message.private,
        "chat": message.chat,
        "channel": message.channel,
        "media": message.media,
        "deletable": message.deletable,
        "replied_to": message.replied_to,
        "name": message.name,
        "check_answer": check_answer,
        "after_danger": after_danger,
        "danger": {"level": danger.level.value, "kind": danger.kind},
        "personal_data": _types(redaction),
        "length": len(message.text),
        "quoted": {"text": quoted.text, "personal_data": _types(quoted)} if quoted else None,
    }
    return {"text": redaction.text, "intent": {}, "entities": [], "metadata": metadata}


def _types(redaction: Redaction) -> list[str]:
    """The types of what was left out, in order of appearance, without doubles."""
    return list(dict.fromkeys(span.type.value for span in redaction.spans))


def slots_after(slots: dict[str, Any], events: list[Event]) -> dict[str, Any]:
    """The slots with what an action set."""
    changed = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    return {**slots, **changed}


def traceable(event: Event) -> Event:
    """An event as it is kept: slot values live in the state, a question among them only while it waits."""
    return {key: value for key, value in event.items() if key != "value"}


def reply_of(results: list[ActionResult], name: str) -> Reply:
    """Rebuild the reply from what the actions uttered.

    Raises:
        ActionFailed: They uttered nothing.
    """
    decision = decision_of(results)
    if decision is None:
        raise ActionFailed(name, "it uttered nothing")
    return Reply(decision, _messages(_parts(results)), committed=True)


def decision_of(results: list[ActionResult]) -> Decision | None:
    """The decision of the first message that was uttered, if any."""
    parts = _parts(results)
    return Decision.from_json(parts[0]["decision"]) if parts else None


def messages_of(result: ActionResult) -> tuple[OutboundMessage, ...]:
    """The messages an action uttered, which may be none."""
    return _messages(_parts([result]))


def _parts(results: list[ActionResult]) -> list[dict[str, Any]]:
    return [r["custom"]["houvast"] for result in results for r in result.responses if "houvast" in r.get("custom", {})]


def _messages(parts: list[dict[str, Any]]) -> tuple[OutboundMessage, ...]:
    return tuple(OutboundMessage.from_json(part["message"]) for part in parts)
