"""What practice says again and again: an outcome with its session, a refusal, and who may practise."""

from collections.abc import Sequence
from dataclasses import replace

from rasa_sdk.events import SlotSet

from actions.house import House
from actions.outcome import Outcome
from actions.practice.session import SLOT, Session
from actions.rendering.notices import with_safety_line
from actions.rendering.practice import plain, with_buttons
from actions.turn import Pending, Turn
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage


def session_of(turn: Turn) -> Session | None:
    """The session of a conversation, as it is remembered."""
    kept = turn.slots.get(SLOT)
    return Session.from_json(kept) if kept else None


def shown(
    messages: Sequence[OutboundMessage], turn: Turn, session: Session | None, pending: Pending | None = None
) -> Outcome:
    """Show something and remember the session; a check question about danger stays waited for."""
    waiting = turn.state.pending
    kept = waiting if pending is None and waiting and waiting.kind == "danger_check" else pending
    slot = SlotSet(SLOT, session.to_json() if session else None)
    return Outcome(Decision(DecisionKind.SMALLTALK), tuple(messages), kept, (slot,))


def said(message: OutboundMessage, turn: Turn, pending: Pending | None = None) -> Outcome:
    """Show something; the session stays as it is."""
    waiting = turn.state.pending
    kept = waiting if pending is None and waiting and waiting.kind == "danger_check" else pending
    return Outcome(Decision(DecisionKind.SMALLTALK), (message,), kept)


def refused(key: str, house: House, turn: Turn, *buttons: Button, pending: Pending | None = None) -> Outcome:
    """What cannot be done and what to do next, with the safety line."""
    message = plain(key, house.catalogue, *buttons)
    blocks = with_safety_line(message.blocks, house.catalogue)
    return said(replace(message, blocks=blocks), turn, pending)


def menu(house: House) -> OutboundMessage:
    """What ``/oefen`` can do, after a word that it does not know."""
    text = house.catalogue.text
    buttons = [
        Button(text("practice.buttons.start"), "/oefen"),
        Button(text("practice.buttons.fact_items"), "/oefen feit"),
        Button(text("practice.buttons.own_sentence"), "/oefen zin"),
        Button(text("practice.buttons.top3"), "/oefen top3"),
        Button(text("practice.buttons.progress"), "/oefen voortgang"),
        Button(text("practice.buttons.settings"), "/oefenplan"),
    ]
    return with_buttons([Block(BlockKind.TEXT, text("practice.unknown"))], buttons, house.catalogue)
