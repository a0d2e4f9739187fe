"""Numbers typed in the console: which button they press."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.vocabulary import Button

STOP = frozenset({"/stop", "/quit", "/exit"})
WIPE = "/wis"


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed line: its text and, when it chose a button, that button's payload."""

    text: str
    payload: str | None = None


def interpret(line: str, choices: Sequence[Button]) -> Typed | None:
    """Read a line.

    Args:
        line: What was typed.
        choices: Buttons of the last reply, numbered from 1.

    Returns:
        The text or the choice, by number or by its own words; ``None`` when it is a number that chooses
        nothing while there are choices.
    """
    text = line.strip()
    named = next((button for button in choices if button.label.casefold() == text.casefold()), None)
    if named:
        return Typed(text, named.payload)
    if not choices or not text.isdecimal() or len(text) > 2:
        return Typed(line)
    number = int(text)
    if 1 <= number <= len(choices):
        return Typed(text, choices[number - 1].payload)
    return None
