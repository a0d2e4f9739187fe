"""Polls and quizzes: votes, results, closing."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.botapi.accounts import BotAccount
    from tests.botapi.people import Person


@dataclass(eq=False)
class Poll:
    """One poll. Options are numbered from 0; `votes` holds the choice of each person."""

    id: str
    owner: "BotAccount"
    question: str
    options: list[str]
    quiz: bool = False
    correct: list[int] = field(default_factory=list)
    anonymous: bool = True
    multiple: bool = False
    revoting: bool = True
    explanation: str = ""
    explanation_entities: list[dict[str, Any]] = field(default_factory=list)
    description: str = ""
    description_entities: list[dict[str, Any]] = field(default_factory=list)
    open_period: int | None = None
    close_date: int | None = None
    closed: bool = False
    hide_results: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)

    def persistent_id(self, option: int) -> str:
        """The id of an option that stays when options come or go."""
        return f"{self.id[-6:]}{option}"

    def json(self, *, inside_message: bool = False) -> dict[str, Any]:
        """The Bot API object Poll, as the bot that sent it sees it."""
        made: dict[str, Any] = {
            "id": self.id,
            "question": self.question,
            "options": [self._option(number, text) for number, text in enumerate(self.options)],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": "quiz" if self.quiz else "regular",
            "allows_multiple_answers": self.multiple,
            "allows_revoting": self.revoting,
            "members_only": False,
        }
        if self.quiz:
            made["correct_option_ids"] = self.correct
        if self.explanation:
            made |= {"explanation": self.explanation, "explanation_entities": self.explanation_entities}
        if inside_message and self.description:
            made |= {"description": self.description, "description_entities": self.description_entities}
        if self.close_date is not None:
            made |= {"close_date": self.close_date}
        if self.open_period is not None:
            made |= {"open_period": self.open_period}
        return made

    def _option(self, number: int, text: str) -> dict[str, Any]:
        voters = sum(number in chosen for chosen in self.votes.values())
        return {"persistent_id": self.persistent_id(number), "text": text, "voter_count": voters}

    def answer_json(self, person: "Person") -> dict[str, Any]:
        """The Bot API object PollAnswer."""
        chosen = self.votes.get(person.id, [])
        made = {"poll_id": self.id, "user": person.json(), "option_ids": chosen}
        return made | {"option_persistent_ids": [self.persistent_id(number) for number in chosen]}

    def right(self, person: "Person") -> bool:
        """Whether a person chose exactly the right options of a quiz."""
        return sorted(self.votes.get(person.id, [])) == sorted(self.correct)
