"""What the live quiz is made of."""

from dataclasses import dataclass

from actions.rendering.quiz_words import QuizWords
from actions.roster import Roster
from knowledge.roster.permissions import Action, may
from knowledge.store.quiz_ended import EndedQuizzes
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore


@dataclass(frozen=True, slots=True)
class Quizzing:
    """What is kept about quizzes.

    Attributes:
        bank: Items that may be asked.
        live: Quizzes in groups.
    """

    bank: ItemBank
    live: LiveQuizStore


@dataclass(frozen=True, slots=True)
class QuizParts:
    """What goes on with quizzes without anybody asking needs.

    Attributes:
        quizzing: Items and quizzes.
        ended: Which quizzes ended lately.
        roster: Groups and trainers of a team.
        words: User texts and names.
    """

    quizzing: Quizzing
    ended: EndedQuizzes
    roster: Roster
    words: QuizWords


def trainers(team_id: str, roster: Roster) -> list[str]:
    """Who may start a quiz in a team, as opaque ids."""
    return [member.person for member in roster.members(team_id) if may(member.role, Action.START_QUIZ)]
