"""What the actions about curating share: the right it needs, the number that is meant, and refusals in words."""

from abc import abstractmethod
from typing import ClassVar

from actions.curating.words import not_done, refused
from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.steps.commands import Command, parse
from actions.turn import Turn
from knowledge.errors import KnowledgeError
from knowledge.review.workflow import Workflow
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action


class CurateAction(HouvastAction):
    """An action on entries and their versions; a refusal of the workflow becomes words, not a failure."""

    right: ClassVar[Action]
    """Without it nothing is even shown; the store checks each act again, in its transaction."""

    @abstractmethod
    def act(self, command: Command, flow: Workflow, turn: Turn) -> Outcome:
        """Do what the command says.

        Raises:
            KnowledgeError: The workflow refuses, or the store cannot be used.
        """

    def outcome(self, turn: Turn) -> Outcome:
        """Do what the command says, or say why not."""
        command = parse(turn) or Command("beoordelen")
        flow = self.house.review
        # A store that cannot be opened says so here.
        self.house.roster.memberships(turn.person)
        if flow is None:
            return not_done("unavailable", self.house)
        try:
            if not flow.store.may(turn.person, self.right):
                raise NotPermitted(self.right)
            return self.act(command, flow, turn)
        except KnowledgeError as error:
            return refused(error, self.house)


_LONGEST = 16
"""Digits of an id; a longer one is none of ours."""


def number_in(argument: str) -> int | None:
    """The id at the start of an argument; ``None`` when there is none."""
    first = argument.partition(" ")[0]
    return int(first) if first.isdecimal() and first.isascii() and len(first) < _LONGEST else None


def is_sure(argument: str) -> bool:
    """Whether an argument ends in the answer to "weet je het zeker?"."""
    return argument.endswith(" ja")
