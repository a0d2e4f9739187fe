"""Our detector and deduce together, behind the interface of our detector."""

from typing import Protocol

from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.privacy.model import Redaction, Span
from knowledge.signals.privacy.redacting import redacted
from knowledge.signals.privacy.second_opinion.choosing import choose
from knowledge.signals.privacy.second_opinion.joining import join


class Second(Protocol):
    """What :class:`knowledge.signals.privacy.second_opinion.library.Deduce` offers."""

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """Tag, first code point and one past the last code point of each find, in any order."""


class JoinedDetector:
    """Finds what our detector finds, and what a second one adds to it."""

    def __init__(self, ours: PersonalDataDetector, second: Second) -> None:
        self._ours = ours
        self._second = second

    def find(self, text: str) -> tuple[Span, ...]:
        """Find personal data.

        Args:
            text: Any text.

        Returns:
            Spans in code points of ``text``, sorted, none overlapping.
        """
        return self.redact(text).spans

    def redact(self, text: str) -> Redaction:
        """Replace personal data by placeholders.

        The replaced text is searched again until nothing is found, so redacting twice changes nothing.

        Args:
            text: Any text.

        Returns:
            The redacted text and what was replaced.
        """
        return redacted(text, self._find_once, self._ours.placeholder)

    def _find_once(self, text: str) -> tuple[Span, ...]:
        proposals = choose(text, self._second.find(text), self._ours.words, self._ours.placeholders(text))
        return join(text, self._ours.find(text), proposals)
