"""Commands and buttons: ``/name argument``, typed or pressed."""

import re
from dataclasses import dataclass

from actions.turn import Turn

ACTIONS = {
    "start": "action_help",
    "help": "action_help",
    "kaarten": "action_cards",
    "privacy": "action_privacy",
    "mijngegevens": "action_own_data",
    "vergeetmij": "action_own_data",
    "helpt": "action_feedback",
    "kloptniet": "action_feedback",
    "reden": "action_feedback",
    "meer": "action_entry",
    "team": "action_entry",
    "verwant": "action_entry",
}
"""Which action answers a command; ``gevaar``, ``kies`` and ``vraag`` belong to the conversation itself."""

OWN = frozenset({"gevaar", "kies", "vraag"})

_COMMAND = re.compile(r"^/(?P<name>[a-z_]{1,32})(?:@\w+)?(?:\s+(?P<argument>.*))?$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what follows it."""

    name: str
    argument: str = ""


def parse(turn: Turn) -> Command | None:
    """The command in a turn: a pressed button, or text that starts with a slash."""
    match = _COMMAND.match((turn.payload or turn.text).strip())
    return Command(match["name"].lower(), (match["argument"] or "").strip()) if match else None
