"""Read a typed answer to "is iemand nu in gevaar?"."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from knowledge.signals.manner.patterns import FOLDER, Patterns, load_patterns, plain


class CheckAnswer(StrEnum):
    """What was answered; YES and UNKNOWN both give the danger card."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "weetniet"


@dataclass(frozen=True, slots=True)
class CheckAnswerReader:
    """Recognises ja, nee and weet ik niet, also followed by a few words."""

    patterns: Patterns

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read the patterns.

        Raises:
            SignalDataError: The pattern file cannot be used.
        """
        return cls(load_patterns("check_answer", folder))

    def read(self, text: str) -> CheckAnswer | None:
        """The answer, or ``None`` when the text is none.

        Doubt wins: "nee, of misschien toch wel" counts as :attr:`CheckAnswer.UNKNOWN`.
        """
        group = self.patterns.match(text)
        return CheckAnswer(group) if group else None


def is_short(text: str, words: int = 4) -> bool:
    """Whether a text has at most this many words, so that it is more likely an answer than a question."""
    return len(plain(text).split()) <= words
