"""What the bot would do with what it found."""

from dataclasses import dataclass

from knowledge.search.base import SearchOutcome
from knowledge.settings import AnswerSettings


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a search in the terms of the bot.

    Attributes:
        key: ``answer``, ``choice`` or ``unknown``.
        percent: How sure the bot is that the first entry is right, 0-100.
    """

    key: str
    percent: int


def verdict(outcome: SearchOutcome, settings: AnswerSettings) -> Verdict:
    """Answer, choice or "dat weet ik niet", by the same thresholds as in chat."""
    percent = round(100 * outcome.confidence)
    if not outcome.found or outcome.confidence < settings.suggest_at:
        return Verdict("unknown", percent)
    return Verdict("answer" if outcome.confidence >= settings.direct_at else "choice", percent)
