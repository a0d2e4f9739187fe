"""What a text is for that a lead types about an entry, as it is remembered while it is waited for."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from actions.turn import Pending, Turn

CURATE = "curate"
"""Kind of :class:`Pending`: a text about an entry; :attr:`Pending.then` says which."""
FRESH = timedelta(hours=1)
"""After this long a text is taken for a question to the bot again."""
_WRITTEN = re.compile(
    r"(?P<kind>curate_[a-z]+) (?P<version>\d+) (?P<since>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?\+00:00)"
)


class Kind(StrEnum):
    """What is waited for."""

    RETURN = "curate_return"
    """Why a version goes back to its authors."""
    OFFLINE = "curate_offline"
    """Why an entry goes offline."""
    SURE = "curate_sure"
    """Whether it really goes offline; the reason stands in the options."""
    QUOTED = "curate_quoted"
    """Only behind the check question about danger: the message of the group stands in the options."""
    TITLE = "curate_title"
    THEME = "curate_theme"
    MAKE = "curate_make"
    """Whether the draft may be made."""


MAKING = frozenset({Kind.TITLE, Kind.THEME, Kind.MAKE})
"""Steps of making a draft of a message; what was given so far stands in the options."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What is waited for.

    Attributes:
        kind: What it is.
        version_id: About which version; 0 when there is none yet.
        since: Since when it is waited for.
    """

    kind: Kind
    version_id: int = 0
    since: datetime | None = None

    def pending(self, *texts: str) -> Pending:
        """Wait for it.

        Args:
            texts: Redacted texts that were given before and belong to it.
        """
        return Pending(CURATE, options=texts, then=self.written())

    def written(self) -> str:
        """As :attr:`Pending.then` keeps it, from now on."""
        return f"{self.kind.value} {self.version_id} {datetime.now(UTC).isoformat()}"

    @classmethod
    def read(cls, then: str) -> Self | None:
        """Read what :meth:`written` wrote; ``None`` for anything else."""
        match = _WRITTEN.fullmatch(then)
        if match is None or match["kind"] not in set(Kind):
            return None
        return cls(Kind(match["kind"]), int(match["version"]), datetime.fromisoformat(match["since"]))

    @property
    def stale(self) -> bool:
        """Whether it was asked so long ago that a text is not taken for it."""
        return self.since is not None and datetime.now(UTC) - self.since > FRESH


def waited_for(turn: Turn) -> tuple[Purpose, Pending] | None:
    """What is waited for about an entry, in private, unless it was asked too long ago."""
    pending = turn.state.pending
    if pending is None or pending.kind != CURATE or not turn.private:
        return None
    purpose = Purpose.read(pending.then)
    return None if purpose is None or purpose.stale else (purpose, pending)
