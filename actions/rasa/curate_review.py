"""``action_review`` and ``action_decide``: what waits for a second pair of eyes, and what is decided about it."""

from actions.curating import deciding
from actions.curating.showing import version_page, waiting_page
from actions.curating.words import done
from actions.outcome import Outcome
from actions.rasa.curate_base import CurateAction, is_sure, number_in
from actions.steps.commands import Command
from actions.turn import Turn
from knowledge.review.workflow import Workflow
from knowledge.roster.permissions import Action


class ActionReview(CurateAction):
    """Shows what waits."""

    right = Action.APPROVE

    def name(self) -> str:
        """Name in the domain."""
        return "action_review"

    def act(self, command: Command, flow: Workflow, turn: Turn) -> Outcome:
        """``/beoordelen [PAGE]`` lists, ``/beoordeel VERSION`` shows one."""
        number = number_in(command.argument)
        if command.name == "beoordeel" and number is not None:
            return done(version_page(number, turn.person, flow, self.house))
        return done(waiting_page(number or 1, turn.person, flow, self.house))


class ActionDecide(CurateAction):
    """Approves a version, or sends it back."""

    right = Action.APPROVE

    def name(self) -> str:
        """Name in the domain."""
        return "action_decide"

    def act(self, command: Command, flow: Workflow, turn: Turn) -> Outcome:
        """``/keurgoed VERSION [ja]`` and ``/stuurterug VERSION``; without a version the list."""
        number = number_in(command.argument)
        if number is None:
            return done(waiting_page(1, turn.person, flow, self.house))
        if command.name == "stuurterug":
            return deciding.ask_comment(number, turn, flow, self.house)
        return deciding.approve(number, turn, flow, self.house, is_sure=is_sure(command.argument))
