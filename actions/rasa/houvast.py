"""``action_houvast``: the whole conversation turn. A Rasa server needs one rule that sends every message here."""

from actions.conversation import decide
from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.rendering.danger import danger_card
from actions.rendering.notices import plain_notice
from actions.steps import waiting
from actions.steps.commands import ASKED_FIRST, OWN, PRIVATE_ONLY, action_of, parse
from actions.turn import Turn
from actions.vocabulary import Decision, DecisionKind
from knowledge.search.query import clean, has_words
from knowledge.signals.danger.model import DangerLevel


class ActionHouvast(HouvastAction):
    """Decides about a message, or hands a command to the action that answers it."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_houvast"

    def hand_over(self, turn: Turn) -> str | None:
        """The action of a command, or of what is no text; danger is never handed over."""
        if turn.danger == DangerLevel.ACUTE:
            return None
        if turn.media and turn.payload is None and not has_words(clean(turn.text)):
            return "action_media"
        command = parse(turn)
        if command is None:
            return None
        if command.name in PRIVATE_ONLY and not turn.private:
            return "action_private"
        if command.name in ASKED_FIRST and turn.danger == DangerLevel.GREY:
            return None
        return action_of(command)

    def outcome(self, turn: Turn) -> Outcome:
        """Danger first, then the steps of the conversation."""
        if turn.danger == DangerLevel.ACUTE:
            card = danger_card(self.house.catalogue, turn.danger_kind, self.house.settings.local_number)
            return Outcome(Decision(DecisionKind.DANGER, danger_kind=turn.danger_kind), (card,), turn.state.pending)
        command = parse(turn)
        if command and command.name in ASKED_FIRST and turn.danger == DangerLevel.GREY:
            return waiting.ask(turn, self.house)
        if command and command.name not in OWN:
            notice = plain_notice("commands.unknown", self.house.catalogue, command=f"/{command.name}")
            return Outcome(Decision(DecisionKind.SMALLTALK), (notice,), turn.state.pending)
        return decide(turn, self.house)
