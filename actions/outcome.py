"""What a step of the conversation yields."""

from dataclasses import dataclass
from typing import Any

from actions.turn import Pending
from actions.vocabulary import Decision, OutboundMessage


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision, the messages that show it and what the bot waits for next.

    Attributes:
        decision: What was decided.
        messages: What to show.
        pending: What is waited for.
        events: More Rasa events, such as the slots of a form.
    """

    decision: Decision
    messages: tuple[OutboundMessage, ...]
    pending: Pending | None = None
    events: tuple[dict[str, Any], ...] = ()
