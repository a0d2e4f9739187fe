"""``action_make_card``: a draft of what a colleague wrote in the group, without names."""

from actions.curating import making
from actions.curating.making import Making
from actions.curating.purpose import MAKING, waited_for
from actions.curating.words import not_done, to_desk
from actions.outcome import Outcome
from actions.rasa.curate_base import CurateAction
from actions.steps.commands import Command
from actions.turn import Turn
from knowledge.review.workflow import Workflow
from knowledge.roster.permissions import Action


class ActionMakeCard(CurateAction):
    """``/maakkaart``: in a group the answer to a message; in private the way on, as buttons."""

    right = Action.CURATE

    def name(self) -> str:
        """Name in the domain."""
        return "action_make_card"

    def act(self, command: Command, flow: Workflow, turn: Turn) -> Outcome:
        """In the group ``/maakkaart``; in private ``/maakkaart [thema KEY|ruimer|ja|nee]``."""
        if not turn.private:
            if not turn.quoted:
                return not_done("make.how_group", self.house)
            return making.announce(turn.quoted, turn.quoted_data, turn, self.house)
        verb, _, rest = command.argument.partition(" ")
        if verb == "nee":
            return making.stop(turn, self.house)
        if verb not in ("ja", "ruimer", "thema"):
            return making.begin(turn, self.house)
        found = waited_for(turn)
        if found is None or found[0].kind not in MAKING:
            return not_done("make.over", self.house, *to_desk(self.house))
        given = Making.of(found[1])
        if verb == "thema":
            return making.take_theme(given, rest, self.house)
        return making.broadened(given, self.house) if verb == "ruimer" else making.make(given, turn, flow, self.house)
