"""A quiz question that the channel puts to a chat in its own way, such as a quiz poll of Telegram."""

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class QuizPoll:
    """One question of a live quiz, on its way to a chat.

    A channel that has polls shows this; one that has none shows the blocks of the message, which say the same.

    Attributes:
        session: Which quiz.
        position: Which question of it, from 1.
        attempt: Which time that it is asked, from 1.
        question: What is asked.
        options: What may be chosen, in order.
        correct: Which options are right, from 0, rising.
        explanation: Shown to who answered.
        seconds: How long it is open; 0 until somebody closes it.
        anonymous: Nobody sees who chose what.
    """

    session: int
    position: int
    attempt: int
    question: str
    options: tuple[str, ...]
    correct: tuple[int, ...]
    explanation: str
    seconds: int = 0
    anonymous: bool = False

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "session": self.session,
            "position": self.position,
            "attempt": self.attempt,
            "question": self.question,
            "options": list(self.options),
            "correct": list(self.correct),
            "explanation": self.explanation,
            "seconds": self.seconds,
            "anonymous": self.anonymous,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Rebuild from :meth:`to_json`."""
        return cls(**{**data, "options": tuple(data["options"]), "correct": tuple(data["correct"])})
