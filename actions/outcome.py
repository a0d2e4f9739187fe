"""What a step of the conversation yields."""

from dataclasses import dataclass

from actions.turn import Pending
from actions.vocabulary import Decision, OutboundMessage


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision, the messages that show it and what the bot waits for next."""

    decision: Decision
    messages: tuple[OutboundMessage, ...]
    pending: Pending | None = None
