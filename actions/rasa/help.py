"""``action_start`` and ``action_help``: what the bot is and how it works."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, said
from actions.rendering.welcome import group_help, welcome
from actions.steps.commands import parse
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, OutboundMessage


class ActionStart(HouvastAction):
    """Welcomes who opens the bot."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_start"

    def outcome(self, turn: Turn) -> Outcome:
        """``/start``: the welcome; what follows it was a link that stands for nothing (any more)."""
        if not turn.private:
            return said(group_help(self.house.catalogue), turn)
        command = parse(turn)
        return said(welcome(self.house.catalogue, stale=bool(command and command.argument)), turn)


class ActionHelp(HouvastAction):
    """Shows the help text."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_help"

    def outcome(self, turn: Turn) -> Outcome:
        """The help text, short in a group."""
        if not turn.private:
            return said(group_help(self.house.catalogue), turn)
        return said(OutboundMessage((Block(BlockKind.TEXT, self.house.catalogue.text("help.text")),)), turn)
