"""``action_start`` and ``action_help``: what the bot is and how it works."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, said
from actions.rendering.welcome import group_help, welcome
from actions.steps.commands import parse
from actions.steps.teams import led_by
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, OutboundMessage
from knowledge.errors import StoreError
from knowledge.roster import Action


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
        """The help text, short in a group; who may start a quiz reads how."""
        if not turn.private:
            return said(group_help(self.house.catalogue), turn)
        keys = ("help.text", "help.trainer") if self._trains(turn.person) else ("help.text",)
        return said(OutboundMessage(tuple(Block(BlockKind.TEXT, self.house.catalogue.text(key)) for key in keys)), turn)

    def _trains(self, person: str) -> bool:
        """Whether somebody may start a quiz; help is there without a store too."""
        try:
            return bool(led_by(person, Action.START_QUIZ, self.house))
        except StoreError:
            return False
