"""Settings of the knowledge package."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """When the bot answers, offers a choice or says it does not know.

    Attributes:
        direct_at: Probability from which the first entry is the answer.
        suggest_at: Probability from which entries are offered as "bedoel je".
    """

    direct_at: float = 0.7
    suggest_at: float = 0.2
