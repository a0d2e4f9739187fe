"""Buttons under a message."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.rendering.notices import NONE_OF_THESE
from actions.steps.deep_links import token_for
from actions.vocabulary import Button
from bot.channels.telegram.intake.place import Place
from bot.channels.telegram.rendering.signing import Signer

Row = list[dict[str, str]]
SHORT, IN_A_ROW = 16, 2
"""Characters of labels that stand beside each other on a phone, and how many."""
TINY, TINY_IN_A_ROW = 2, 6
"""The same for figures."""
START = "help"
"""Deep link of a button whose command no token stands for."""
LONGEST = 38
"""Characters of a label that a phone shows whole on a row of its own."""


@dataclass(frozen=True, slots=True)
class Keyboards:
    """Lays out buttons.

    Attributes:
        signer: Signs what they carry.
        username: Of the bot, for links into the private chat.
    """

    signer: Signer
    username: str

    def rows(self, buttons: Sequence[Button], place: Place) -> list[Row]:
        """Rows of an inline keyboard.

        Args:
            buttons: In the order of the message; where one is too long to be read, the text lists them with
                :func:`numbered` and the buttons carry those numbers.
            place: Where it is shown: buttons of one person are signed for that person.
        """
        rows: list[Row] = []
        room = 0
        numbers = {number for number, _ in numbered(buttons)}
        for number, button in enumerate(buttons, start=1):
            label = _label(button, number if number in numbers else None)
            made = self._button(button, label, place)
            fits = _fitting(label)
            # A row takes as many as its longest label lets it.
            if rows and min(room, fits) > len(rows[-1]):
                rows[-1].append(made)
                room = min(room, fits)
                continue
            rows.append([made])
            room = fits
        return rows

    def _button(self, button: Button, label: str, place: Place) -> dict[str, str]:
        if button.private and place.group:
            return {"text": label, "url": f"https://t.me/{self.username}?start={token_for(button.payload) or START}"}
        owner = place.person if button.owner else None
        return {"text": label, "callback_data": self.signer.sign(button.payload, owner=owner, chat=place.chat_key)}


def numbered(buttons: Sequence[Button]) -> list[tuple[int, Button]]:
    """The entries among the buttons with their numbers, when a title is too long to be read whole on a button.

    The numbers are those that may be typed instead; what only turns a page or declines has none.
    """
    choices = [(n, button) for n, button in enumerate(buttons, start=1) if _is_entry(button)]
    hard_to_read = len(choices) > 1 and any(len(button.label) > LONGEST for _, button in choices)
    return choices if hard_to_read else []


def _fitting(label: str) -> int:
    if len(label) <= TINY:
        return TINY_IN_A_ROW
    return IN_A_ROW if len(label) <= SHORT else 1


def _is_entry(button: Button) -> bool:
    return button.payload.startswith("/kies ") and button.payload != NONE_OF_THESE


def _label(button: Button, number: int | None) -> str:
    if number is None:
        return button.label
    whole = f"{number}. {button.label}"
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1].rstrip() + "…"
