"""``action_team_chat``: link a group chat to a team, or undo that."""

from actions.outcome import Outcome
from actions.rasa.team_base import TeamAction
from actions.steps.commands import Command
from actions.steps.teams import led_by
from actions.turn import Turn
from actions.vocabulary import OutboundMessage
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action


class ActionTeamChat(TeamAction):
    """``/koppel`` and ``/ontkoppel``, in the group itself and by a team lead only."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_team_chat"

    def message(self, command: Command, turn: Turn) -> OutboundMessage | Outcome:
        """Link this group to a team of the lead (which one is asked when there are more), or take it away."""
        if turn.private or not turn.chat:
            return self.plain("only_in_group")
        if command.name == "ontkoppel":
            undone = self.house.roster.unlink_chat(turn.chat, self.now(), actor=turn.person)
            return self.plain("unlinked" if undone else "was_not_linked")
        led = led_by(turn.person, Action.LINK_CHAT, self.house)
        if not led:
            raise NotPermitted(Action.LINK_CHAT)
        chosen = self.choose(led, command.argument, "koppel")
        if isinstance(chosen, OutboundMessage):
            return chosen
        self.house.roster.link_chat(turn.chat, chosen.team_id, self.now(), actor=turn.person)
        return self.plain("linked", team=chosen.team_name)
