"""Recognise small talk: a message that is only a greeting, thanks or a question about the bot."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from knowledge.signals.manner.patterns import FOLDER, Patterns, load_patterns


@dataclass(frozen=True, slots=True)
class SmalltalkReader:
    """Matches whole messages only, so that "hoi, er wordt geslagen" is never small talk."""

    patterns: Patterns

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read the patterns.

        Raises:
            SignalDataError: The pattern file cannot be used.
        """
        return cls(load_patterns("smalltalk", folder))

    def read(self, text: str) -> str | None:
        """Kind of small talk (``greeting``, ``thanks``, ``bye``, ``who``, ``fine``) or ``None``."""
        return self.patterns.match(text)
