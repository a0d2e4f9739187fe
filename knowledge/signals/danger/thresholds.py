"""From probabilities and the rules to a level."""

from dataclasses import dataclass

from knowledge.signals.danger.model import DangerLevel

ACUTE_HEAD = "acute"
DANGER_HEAD = "danger"
"""Heads of the classifier."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability a message is acute or grey, and from which when a rule agrees.

    Attributes:
        acute: P(acute) from which a message is ACUTE.
        acute_agreed: The same when the rules say ACUTE too.
        grey: P(danger) from which a message is at least GREY.
        grey_agreed: The same when a rule counts.
    """

    acute: float
    acute_agreed: float
    grey: float
    grey_agreed: float


def decide(rules: DangerLevel, acute: float, danger: float, thresholds: Thresholds) -> DangerLevel:
    """Combine the rules' level with P(acute) and P(danger).

    A message that the rules call ACUTE is never less than GREY, whatever the classifier thinks of it. What is
    acute is danger, so P(danger) counts for no less than P(acute): two heads fitted apart may disagree.
    """
    agreed = rules is DangerLevel.ACUTE
    if acute >= (thresholds.acute_agreed if agreed else thresholds.acute):
        return DangerLevel.ACUTE
    counted = rules is not DangerLevel.NONE
    if agreed or max(danger, acute) >= (thresholds.grey_agreed if counted else thresholds.grey):
        return DangerLevel.GREY
    return DangerLevel.NONE
