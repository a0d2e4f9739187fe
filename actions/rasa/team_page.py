"""``action_team``: who is in the team, with which expertise, and what is missing."""

from actions.outcome import Outcome
from actions.rasa.team_base import TeamAction
from actions.rendering.team import team_page
from actions.steps.commands import Command
from actions.steps.teams import memberships_here
from actions.turn import Turn
from actions.vocabulary import Button, OutboundMessage
from knowledge.roster.permissions import Action, may


class ActionTeam(TeamAction):
    """Shows a team to its members."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_team"

    def message(self, command: Command, turn: Turn) -> OutboundMessage | Outcome:
        """``/team`` and ``/teamlijst TEAM``: in private one's own teams, in a group the team it belongs to."""
        members = memberships_here(turn, self.house)
        if not members:
            return self.plain("none" if turn.private else "none_here")
        chosen = self.choose(members, command.argument, "teamlijst")
        if isinstance(chosen, OutboundMessage):
            return chosen
        text = self.house.catalogue.text
        buttons = [Button(text("roster.profile_title"), "/profiel", private=True)]
        role = self.house.roster.role(chosen.team_id, turn.person)
        if turn.private and may(role, Action.INVITE):
            buttons.append(Button(text("roster.invite"), f"/uitnodigen {chosen.team_id}", owner=True))
        if turn.private and may(role, Action.SET_ROLE):
            buttons.append(Button(text("roster.manage"), f"/leden {chosen.team_id}", owner=True))
        everybody = self.house.roster.members(chosen.team_id)
        return team_page(everybody, self.house.references.expertise, buttons, self.house.catalogue)
