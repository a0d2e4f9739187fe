"""What the actions about quizzes share: danger first, stores that may not be there, and refusals in words."""

from abc import abstractmethod
from datetime import UTC, datetime

from actions.outcome import Outcome
from actions.quizzes.parts import Quizzing
from actions.rasa.base import HouvastAction, said
from actions.rendering.notices import with_safety_line
from actions.rendering.quiz_words import QuizWords
from actions.steps import waiting
from actions.steps.commands import Command, parse
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.quiz.errors import NothingToAsk, NotInQuiz, QuizError, SessionNotFound, WrongState
from knowledge.roster.errors import NotPermitted, RosterError, TeamNotFound
from knowledge.signals.danger.model import DangerLevel

REFUSALS: dict[type[QuizError | RosterError], str] = {
    NotPermitted: "trainer_only",
    TeamNotFound: "no_team",
    NothingToAsk: "nothing",
    SessionNotFound: "gone",
    NotInQuiz: "not_in",
    WrongState: "moved_on",
}
"""Which text says why it was refused."""
_LONGEST = 9
"""Digits of the number of a quiz; a longer one is no number of ours."""


class QuizAction(HouvastAction):
    """An action about quizzes; a refusal becomes words, not a failure."""

    @abstractmethod
    def act(self, command: Command, quizzing: Quizzing, turn: Turn) -> OutboundMessage | Outcome:
        """Do what the command says.

        Raises:
            QuizError: The quiz is not where this can be done.
            RosterError: The roster refuses.
            StoreError: The store cannot be used.
        """

    def outcome(self, turn: Turn) -> Outcome:
        """Danger first; then the command."""
        if turn.danger == DangerLevel.GREY:
            return waiting.ask(turn, self.house)
        if self.house.quizzes is None:
            blocks = (Block(BlockKind.TEXT, self.words.text("quiz.unavailable")),)
            return said(OutboundMessage(with_safety_line(blocks, self.house.catalogue)), turn)
        try:
            done = self.act(parse(turn) or Command("quiz"), self.house.quizzes, turn)
        except (QuizError, RosterError) as refusal:
            key = REFUSALS.get(type(refusal))
            if key is None:
                raise
            done = self.plain(f"quiz.refused.{key}")
        return said(done, turn) if isinstance(done, OutboundMessage) else done

    @property
    def words(self) -> QuizWords:
        """What words a quiz."""
        return QuizWords(self.house.catalogue, self.house.references, self.house.retention.quiz_days)

    def plain(self, key: str, *buttons: Button, **values: object) -> OutboundMessage:
        """A message of one text."""
        return OutboundMessage((Block(BlockKind.TEXT, self.words.text(key, **values)),), buttons)

    @staticmethod
    def now() -> datetime:
        """The present."""
        return datetime.now(UTC)


def numbers(argument: str) -> list[int]:
    """The numbers at the start of an argument."""
    found: list[int] = []
    for word in argument.split():
        if not word.isdecimal() or len(word) > _LONGEST:
            break
        found.append(int(word))
    return found
