"""What the actions about reflection share: the team that is meant, and danger before anything else."""

from abc import abstractmethod

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.reflections.words import done, plain, refused
from actions.rendering.team import which_team
from actions.steps import waiting
from actions.steps.commands import Command, parse
from actions.steps.teams import TEAM_ID, memberships_here
from actions.turn import Turn
from actions.vocabulary import Button, OutboundMessage
from knowledge.roster.errors import RosterError
from knowledge.signals.danger.model import DangerLevel
from knowledge.store.roster_rows import Member


class ReflectionAction(HouvastAction):
    """An action about reflection of a team; a refusal of the roster becomes words, not a failure."""

    @abstractmethod
    def act(self, command: Command, member: Member, rest: list[str], turn: Turn) -> Outcome:
        """Do what the command says for a team.

        Args:
            command: As given.
            member: The membership of who asks.
            rest: The words behind the team, when one was named; all of them otherwise.
            turn: The message.

        Raises:
            RosterError: The roster refuses.
            StoreError: The store cannot be used.
        """

    def outcome(self, turn: Turn) -> Outcome:
        """Danger first; then the team that is meant; then the command."""
        if turn.danger == DangerLevel.GREY:
            return waiting.ask(turn, self.house)
        command = parse(turn) or Command("reflectie")
        try:
            return self.for_team(command, turn)
        except RosterError as error:
            return refused(error, self.house)

    def for_team(self, command: Command, turn: Turn) -> Outcome:
        """Do it for the team that was named, the group's, or the only one; ask when there are more.

        Raises:
            RosterError: The roster refuses.
            StoreError: The store cannot be used.
        """
        words = command.argument.split()
        members = memberships_here(turn, self.house)
        if not members:
            return self.nobody(turn)
        named = next((m for m in members if words and TEAM_ID.fullmatch(words[0]) and m.team_id == words[0]), None)
        if named:
            return self.act(command, named, words[1:], turn)
        if len(members) == 1:
            return self.act(command, members[0], words, turn)
        return self.shown(which_team(members, command.name, self.house.catalogue), turn)

    def nobody(self, turn: Turn) -> Outcome:
        """Who asks is in no team here."""
        key = "roster.none" if turn.private else "roster.none_here"
        return self.shown(self.plain("refused", reason=self.house.catalogue.text(key)), turn)

    def shown(self, message: OutboundMessage, turn: Turn) -> Outcome:
        """Show something; what was waited for stays waited for."""
        return done(message, turn.state.pending)

    def plain(self, key: str, *buttons: Button, **values: object) -> OutboundMessage:
        """One text of the section ``reflection``."""
        return plain(key, self.house, *buttons, **values)
