"""The judgement on danger in a message."""

from dataclasses import dataclass
from enum import StrEnum


class DangerLevel(StrEnum):
    """How a message must be answered."""

    ACUTE = "acute"
    GREY = "grey"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DangerJudgement:
    """What the detector found.

    Attributes:
        level: ACUTE: the danger card; GREY: numbers and one check question; NONE: go on.
        kind: Stable Dutch id of `data/danger/soorten.yml` ("geweld", "suicide", ...); None when NONE.
        reasons: Ids of the rules that counted, and "classifier"; never text of the message.
        probability: P(acute) in [0, 1] by the classifier; None when only rules judged.
    """

    level: DangerLevel
    kind: str | None
    reasons: tuple[str, ...]
    probability: float | None


NO_DANGER = DangerJudgement(DangerLevel.NONE, None, (), None)
