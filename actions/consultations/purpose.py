"""What a text is for that somebody types about a consultation, as it is remembered while it is waited for."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from actions.turn import CONSULT, Pending, Turn

_WRITTEN = re.compile(
    r"(?P<kind>[a-z_]+) (?P<consultation>\d+) (?P<contribution>\d+) "
    r"(?P<since>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?\+00:00)"
)
FRESH = timedelta(hours=12)
"""After this long a text is taken for a question to the bot again, not for what was asked then."""


class Kind(StrEnum):
    """What the text is."""

    REPLY = "reply"
    QUESTION = "question"
    ANSWER = "answer"
    DECIDED = "decided"
    LEARNED = "learned"
    GATHER = "gather"
    """A direct reply to the card in the group."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a text is for.

    Attributes:
        kind: What it is.
        consultation_id: About which consultation.
        contribution_id: The question it answers; 0 without one.
        since: Since when it is waited for.
    """

    kind: Kind
    consultation_id: int
    contribution_id: int = 0
    since: datetime | None = None

    def pending(self, *texts: str, now: datetime) -> Pending:
        """Wait for the text.

        Args:
            texts: Redacted texts that were given before and belong to it.
            now: The present.
        """
        then = f"{self.kind.value} {self.consultation_id} {self.contribution_id} {now.isoformat()}"
        return Pending(CONSULT, options=texts, then=then)

    @classmethod
    def read(cls, then: str) -> Self | None:
        """Read what :meth:`pending` wrote; ``None`` for anything else."""
        match = _WRITTEN.fullmatch(then)
        if match is None or match["kind"] not in set(Kind):
            return None
        since = datetime.fromisoformat(match["since"])
        return cls(Kind(match["kind"]), int(match["consultation"]), int(match["contribution"]), since)

    @property
    def stale(self) -> bool:
        """Whether it was asked so long ago that a text is not taken for it."""
        return self.since is not None and datetime.now(UTC) - self.since > FRESH


def waited_for(turn: Turn) -> tuple[Purpose, Pending] | None:
    """What a typed text is for, when one about a consultation is waited for."""
    pending = turn.state.pending
    if pending is None or pending.kind != CONSULT:
        return None
    purpose = Purpose.read(pending.then)
    return None if purpose is None or purpose.stale else (purpose, pending)
