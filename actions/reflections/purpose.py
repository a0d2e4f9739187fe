"""What a text is for that somebody types about reflection, as it is remembered while it is waited for."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from actions.turn import Pending, Turn

REFLECT = "reflect"
"""Kind of :class:`Pending`: a text about reflection; :attr:`Pending.then` says which."""
FRESH = timedelta(hours=1)
"""After this long a text is taken for a question to the bot again."""
_WRITTEN = re.compile(
    r"(?P<kind>reflect_[a-z]+) (?P<team>[0-9a-f]{8}) (?P<prompt>\d+) "
    r"(?P<since>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?\+00:00)"
)


class Kind(StrEnum):
    """What the text is."""

    NOTE = "reflect_note"
    GOAL = "reflect_goal"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a text is for.

    Attributes:
        kind: What it is.
        team_id: For which team.
        prompt_id: The question that a note answers; 0 without one.
        since: Since when it is waited for.
    """

    kind: Kind
    team_id: str
    prompt_id: int = 0
    since: datetime | None = None

    def pending(self, now: datetime) -> Pending:
        """Wait for the text.

        Args:
            now: The present.
        """
        return Pending(REFLECT, then=self.written(now))

    def written(self, now: datetime) -> str:
        """As :attr:`Pending.then` keeps it."""
        return f"{self.kind.value} {self.team_id} {self.prompt_id} {now.astimezone(UTC).isoformat()}"

    @classmethod
    def read(cls, then: str) -> Self | None:
        """Read what :meth:`written` wrote; ``None`` for anything else."""
        match = _WRITTEN.fullmatch(then)
        if match is None or match["kind"] not in set(Kind):
            return None
        return cls(Kind(match["kind"]), match["team"], int(match["prompt"]), datetime.fromisoformat(match["since"]))

    @property
    def stale(self) -> bool:
        """Whether it was asked so long ago that a text is not taken for it."""
        return self.since is not None and datetime.now(UTC) - self.since > FRESH


def waited_for(turn: Turn) -> Purpose | None:
    """What a typed text is for, when one about reflection is waited for.

    In a group only an answer to the bot's message counts: a question that names the bot stays a question.
    """
    pending = turn.state.pending
    if pending is None or pending.kind != REFLECT or (not turn.private and not turn.replied_to):
        return None
    purpose = Purpose.read(pending.then)
    return None if purpose is None or purpose.stale else purpose
