"""``action_join`` and ``action_profile``: come into a team, and what the team sees of you."""

from actions.outcome import Outcome
from actions.rasa.team_base import TeamAction
from actions.rendering.team import expertise_choices, profile, role_name, sure
from actions.steps.commands import Command
from actions.steps.teams import TEAM_ID
from actions.turn import ORGANISATION, Pending, Turn
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage
from knowledge.store.roster_rows import Member


class ActionJoin(TeamAction):
    """Lets somebody into a team with the code of an invitation."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_join"

    def message(self, command: Command, turn: Turn) -> OutboundMessage | Outcome:
        """``/meedoen CODE``; afterwards it asks for the organisation, which may be skipped."""
        if not command.argument:
            return self.plain("need_code")
        member = self.house.roster.redeem(command.argument, turn.person, turn.name, self.now())
        role = role_name(member.role, self.house.catalogue)
        welcome = self.plain("joined", team=member.team_name, role=role)
        return _asking_organisation(self, welcome)


class ActionProfile(TeamAction):
    """Shows and changes what the teams of somebody see of them; the same in all teams."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_profile"

    def message(self, command: Command, turn: Turn) -> OutboundMessage | Outcome:
        """``/profiel``, ``/organisatie [NAME]``, ``/expertise [KEY aan|uit]`` and ``/verlaat TEAM [ja]``."""
        members = self.house.roster.memberships(turn.person)
        if not members:
            return self.plain("none")
        if command.name == "organisatie":
            return self._organisation(command.argument, members, turn)
        if command.name == "expertise":
            return self._expertise(command.argument, members)
        if command.name == "verlaat":
            return self._leave(command.argument, members, turn)
        return profile(members, self.house.references.expertise, self.house.catalogue)

    def _organisation(self, typed: str, members: list[Member], turn: Turn) -> OutboundMessage | Outcome:
        if not typed:
            return _asking_organisation(self, None)
        if turn.personal_data:
            types = ", ".join(self.house.catalogue.text(f"privacy.types.{name}") for name in turn.personal_data)
            return _asking_organisation(self, self.plain("organisation_refused", types=types))
        for member in members:
            self.house.roster.set_profile(member.team_id, turn.person, organisation=typed)
        chosen = expertise_choices(members[0].expertise, self.house.references.expertise, self.house.catalogue)
        again = Button(self.house.catalogue.text("roster.change_organisation"), "/organisatie", owner=True)
        noted = Block(BlockKind.TEXT, self.house.catalogue.text("roster.organisation_set", organisation=typed))
        # The question was answered: nothing is waited for any more.
        message = OutboundMessage((noted, *chosen.blocks), (*chosen.buttons, again))
        return Outcome(Decision(DecisionKind.SMALLTALK), (message,))

    def _expertise(self, argument: str, members: list[Member]) -> OutboundMessage | Outcome:
        labels = self.house.references.expertise
        chosen = set(members[0].expertise)
        key, _, state = argument.partition(" ")
        if key == "klaar":
            return Outcome(Decision(DecisionKind.SMALLTALK), (self.plain("profile_saved"),))
        if key in labels and state in ("aan", "uit"):
            chosen = chosen | {key} if state == "aan" else chosen - {key}
            for member in members:
                self.house.roster.set_profile(member.team_id, member.person, expertise=chosen)
        message = expertise_choices(sorted(chosen), labels, self.house.catalogue)
        return Outcome(Decision(DecisionKind.SMALLTALK), (message,))

    def _leave(self, argument: str, members: list[Member], turn: Turn) -> OutboundMessage:
        team, _, answer = argument.partition(" ")
        member = next((m for m in members if TEAM_ID.fullmatch(team) and m.team_id == team), None)
        if member is None:
            return profile(members, self.house.references.expertise, self.house.catalogue)
        if answer != "ja":
            question = self.house.catalogue.text("roster.leave_sure", team=member.team_name)
            return sure(question, f"/verlaat {member.team_id} ja", self.house.catalogue)
        self.house.roster.remove(member.team_id, turn.person, self.now(), actor=turn.person)
        return self.plain("left", team=member.team_name)


def _asking_organisation(action: TeamAction, before: OutboundMessage | None) -> Outcome:
    """Ask for the organisation, after what there was to say first."""
    skip = Button(action.house.catalogue.text("roster.skip"), "/expertise", owner=True)
    question = action.plain("ask_organisation", skip)
    if before:
        question = OutboundMessage((*before.blocks, *question.blocks), question.buttons)
    return Outcome(Decision(DecisionKind.SMALLTALK), (question,), Pending(ORGANISATION))
