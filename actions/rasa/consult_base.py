"""What the actions about consultations share: the number that is meant, and refusals in words."""

from abc import abstractmethod

from actions.consultations.words import plain, refused
from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.steps.commands import Command, parse
from actions.turn import Turn
from actions.vocabulary import Decision, DecisionKind, OutboundMessage
from knowledge.consultations.errors import ConsultationError
from knowledge.messages.catalogue import Catalogue


class ConsultAction(HouvastAction):
    """An action about consultations: a refusal of the store becomes words, not a failure."""

    @property
    def catalogue(self) -> Catalogue:
        """User texts."""
        return self.house.catalogue

    @abstractmethod
    def act(self, command: Command, numbers: list[int], turn: Turn) -> Outcome:
        """Do what the command says.

        Args:
            command: With its whole argument.
            numbers: Ids in the argument, in order.
            turn: The message.

        Raises:
            ConsultationError: The store refuses.
            StoreError: The store cannot be used.
        """

    def outcome(self, turn: Turn) -> Outcome:
        """Do what the command says, or say why not."""
        command = parse(turn) or Command("overleggen")
        numbers = [int(word) for word in command.argument.split() if word.isdecimal() and len(word) < _LONGEST]
        # A store that cannot be opened says so here, also when there are no consultations to look in.
        self.house.roster.memberships(turn.person)
        try:
            return self.act(command, numbers, turn)
        except ConsultationError as error:
            return refused(error, self.house)

    def which(self, turn: Turn) -> Outcome:
        """It was not said which consultation is meant."""
        return Outcome(Decision(DecisionKind.SMALLTALK), (self.plain("which"),), turn.state.pending)

    def plain(self, key: str, **values: object) -> OutboundMessage:
        """One text of the section ``consult``."""
        return plain(key, self.house, **values)


_LONGEST = 16
"""Digits of a number; a longer one is no id."""
