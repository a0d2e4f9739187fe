"""``action_private`` and ``action_delete_message``: what a chat allows, and what it does not."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, said
from actions.rendering.notices import plain_notice
from actions.steps.commands import parse
from actions.steps.deep_links import token_for
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage

DELETED = "gelukt"
"""What the channel says after it deleted a message; anything else means that it could not."""


class ActionPrivate(HouvastAction):
    """Leads from a group to the private chat (design rule 5)."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_private"

    def outcome(self, turn: Turn) -> Outcome:
        """One button that opens the private chat with the command that was asked for."""
        command = parse(turn)
        text = self.house.catalogue.text
        if command is None:
            return said(OutboundMessage((Block(BlockKind.TEXT, text("private_only.text")),)), turn)
        whole = f"/{command.name} {command.argument}".strip()
        # What follows the command goes along where a link can carry it, such as the code of an invitation.
        payload = whole if token_for(whole) else f"/{command.name}"
        buttons = (Button(text("private_only.open"), payload, private=True),)
        return said(OutboundMessage((Block(BlockKind.TEXT, text("private_only.text")),), buttons), turn)


class ActionDeleteMessage(HouvastAction):
    """Words how "Verwijder mijn bericht" ended; the deleting itself is done by the channel."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_delete_message"

    def outcome(self, turn: Turn) -> Outcome:
        """``/verwijder gelukt`` or, when the channel could not do it, how to do it by hand."""
        command = parse(turn)
        if command and command.argument == DELETED:
            done = Block(BlockKind.TEXT, self.house.catalogue.text("delete.done"))
            return said(OutboundMessage((done,)), turn)
        return said(plain_notice("delete.by_hand", self.house.catalogue), turn)
