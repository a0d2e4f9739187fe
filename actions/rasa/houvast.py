"""``action_houvast``: the whole conversation turn. A Rasa server needs one rule that sends every message here."""

from actions.conversation import decide
from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.rendering.danger import danger_card
from actions.rendering.notices import plain_notice
from actions.steps.commands import ACTIONS, OWN, parse
from actions.turn import Turn
from actions.vocabulary import Decision, DecisionKind
from knowledge.signals.danger.model import DangerLevel


class ActionHouvast(HouvastAction):
    """Decides about a message, or hands a command to the action that answers it."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_houvast"

    def hand_over(self, turn: Turn) -> str | None:
        """The action of a command; danger is never handed over."""
        command = parse(turn)
        return ACTIONS.get(command.name) if command and turn.danger != DangerLevel.ACUTE else None

    def outcome(self, turn: Turn) -> Outcome:
        """Danger first, then the steps of the conversation."""
        if turn.danger == DangerLevel.ACUTE:
            card = danger_card(self.house.catalogue, turn.danger_kind, self.house.settings.local_number)
            return Outcome(Decision(DecisionKind.DANGER, danger_kind=turn.danger_kind), (card,), turn.state.pending)
        command = parse(turn)
        if command and command.name not in OWN:
            notice = plain_notice("commands.unknown", self.house.catalogue, command=f"/{command.name}")
            return Outcome(Decision(DecisionKind.SMALLTALK), (notice,), turn.state.pending)
        return decide(turn, self.house)
