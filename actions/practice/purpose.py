"""What a sentence is for that somebody types in a drill, as it is remembered while it is waited for."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from actions.turn import Pending, Turn

PRACTICE = "practice"
"""Kind of :class:`Pending`: a sentence in a drill; :attr:`Pending.then` says which."""
FRESH = timedelta(hours=1)
"""After this long a text is taken for a question to the bot again."""
_WRITTEN = re.compile(
    r"(?P<kind>practice_[a-z0-9]+) (?P<case>\d+) (?P<safe>[01]) (?P<after>[01]) "
    r"(?P<since>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?\+00:00)"
)


class Kind(StrEnum):
    """What the text is."""

    FACT = "practice_fact"
    """A sentence of one's own, to tell fact from interpretation."""
    CHOOSE = "practice_choose"
    """What one takes that sentence for."""
    TOP3 = "practice_top3"
    """A sentence for a Top-3 about an invented case."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a text is for.

    Attributes:
        kind: What it is.
        case: Number of the invented case, from 1; 0 without one.
        safe: Whether it was said in this drill that nobody is in danger now.
        after_card: Whether it was asked for shortly after a danger card: then somebody chose to go on.
        since: Since when it is waited for.
    """

    kind: Kind
    case: int = 0
    safe: bool = False
    after_card: bool = False
    since: datetime | None = None

    def pending(self, now: datetime) -> Pending:
        """Wait for the text."""
        return Pending(PRACTICE, then=self.written(now))

    def written(self, now: datetime) -> str:
        """As :attr:`Pending.then` keeps it."""
        return (
            f"{self.kind.value} {self.case} {int(self.safe)} {int(self.after_card)} {now.astimezone(UTC).isoformat()}"
        )

    def told_safe(self) -> Self:
        """The same, after it was said that nobody is in danger now."""
        return replace(self, safe=True)

    def next(self, kind: Kind) -> Self:
        """Another text in the same drill."""
        return replace(self, kind=kind)

    @classmethod
    def read(cls, then: str) -> Self | None:
        """Read what :meth:`written` wrote; ``None`` for anything else."""
        match = _WRITTEN.fullmatch(then)
        if match is None or match["kind"] not in set(Kind):
            return None
        since = datetime.fromisoformat(match["since"])
        return cls(Kind(match["kind"]), int(match["case"]), match["safe"] == "1", match["after"] == "1", since)

    @property
    def stale(self) -> bool:
        """Whether it was asked so long ago that a text is not taken for it."""
        return self.since is not None and datetime.now(UTC) - self.since > FRESH


def begun(kind: Kind, turn: Turn, case: int = 0) -> Purpose:
    """The next text of a drill; that nobody is in danger now, said a moment ago in this drill, is remembered."""
    pending = turn.state.pending
    before = Purpose.read(pending.then) if pending and pending.kind == PRACTICE else None
    safe = before is not None and before.safe and not before.stale and before.after_card == turn.after_danger
    return Purpose(kind, case, safe, turn.after_danger)


def waited_for(turn: Turn) -> Purpose | None:
    """What a typed text is for, when a drill waits for one.

    After a danger card nothing is taken for an exercise: what is typed then is read as it stands (design rule 1), until
    somebody chooses to go on.
    """
    pending = turn.state.pending
    if pending is None or pending.kind != PRACTICE or not turn.private or turn.payload is not None:
        return None
    purpose = Purpose.read(pending.then)
    if purpose is None or purpose.stale:
        return None
    return None if turn.after_danger and not purpose.after_card else purpose
