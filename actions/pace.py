"""How fast one person may ask: a bucket that fills again with time (a token bucket, RFC 2697 section 3).

Only what is no danger is counted, after danger was judged: whoever sends too much still gets a danger card at once.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from actions.rendering.notices import plain_notice
from actions.vocabulary import Decision, DecisionKind, InboundMessage, Reply
from knowledge.messages.catalogue import Catalogue
from knowledge.signals.danger.model import DangerJudgement, DangerLevel
from knowledge.signals.manner.check_answer import CheckAnswerReader

REMEMBERED = 10_000
"""People whose bucket is remembered; the one seen longest ago is forgotten, and has a full bucket again."""
MINUTE_S = 60.0
ABOUT_DANGER = ("/gevaar", "/acuut")
"""Buttons of the question about danger, and of the way out of a form."""


class Verdict(Enum):
    """What becomes of a message."""

    ANSWER = auto()
    TELL = auto()
    """Too much: say so, once."""
    LEAVE = auto()
    """Too much, and already told."""


@dataclass(slots=True)
class _Bucket:
    room: float
    at: float
    told: bool = False
    answered: str = ""


@dataclass
class Pace:
    """Counts messages per person, in memory: after a restart everybody starts afresh.

    Attributes:
        per_minute: Messages a person may send in a minute, also all at once; what was used comes back at this rate.
        clock: Seconds that only go forward.
    """

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict)

    def take(self, person: str, key: str = "") -> Verdict:
        """Count a message.

        Args:
            person: Opaque id of who sent it.
            key: Of the message; one that is tried again counts once.
        """
        now = self.clock()
        bucket = self._buckets.setdefault(person, _Bucket(float(self.per_minute), now))
        self._buckets.move_to_end(person)
        while len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        if key and bucket.answered == key:
            return Verdict.ANSWER
        filled = bucket.room + (now - bucket.at) * self.per_minute / MINUTE_S
        bucket.room, bucket.at = min(float(self.per_minute), filled), now
        if bucket.room >= 1:
            bucket.room -= 1
            bucket.told, bucket.answered = False, key
            return Verdict.ANSWER
        if bucket.told:
            return Verdict.LEAVE
        bucket.told = True
        return Verdict.TELL


def is_about_danger(message: InboundMessage, danger: DangerJudgement, answers: CheckAnswerReader) -> bool:
    """Whether a message may mean danger, or answers the question about it: then it is never held back."""
    if danger.level is not DangerLevel.NONE:
        return True
    if message.payload is not None:
        return message.payload.startswith(ABOUT_DANGER)
    return answers.read(message.text) is not None


def too_many(catalogue: Catalogue) -> Reply:
    """Tell that messages are skipped; with the line about danger, as every reply without an answer."""
    decision = Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="pace")
    return Reply(decision, (plain_notice("pace.too_many", catalogue),))
