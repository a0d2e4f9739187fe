"""``action_help``: how the bot works."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Decision, DecisionKind, OutboundMessage


class ActionHelp(HouvastAction):
    """Shows the help text."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_help"

    def outcome(self, turn: Turn) -> Outcome:
        """The help text; what was waited for stays waited for."""
        message = OutboundMessage((Block(BlockKind.TEXT, self.house.catalogue.text("help.text")),))
        return Outcome(Decision(DecisionKind.SMALLTALK), (message,), turn.state.pending)
