"""``action_practice``: practising alone, and drills on an own sentence."""

from actions.outcome import Outcome
from actions.practice.acts import act
from actions.practice.words import menu, refused, said
from actions.rasa.base import HouvastAction
from actions.steps import waiting
from actions.turn import Turn
from knowledge.roster.errors import RosterError
from knowledge.signals.danger.model import DangerLevel


class ActionPractice(HouvastAction):
    """``/oefen``, ``/oefenplan`` and ``/oefenkeus``; in the private chat only."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_practice"

    def outcome(self, turn: Turn) -> Outcome:
        """Danger first; then what the command says."""
        if turn.danger == DangerLevel.GREY:
            return waiting.ask(turn, self.house)
        if not turn.private:
            return said(menu(self.house), turn)
        try:
            return act(turn, self.house)
        except RosterError:
            # Between the check and the act somebody left their team.
            return refused("no_team", self.house, turn)
