"""Where somebody is in practising: which item, what was ticked, what comes after it. Pure.

It travels as one Rasa slot, so that a restart loses nothing. It holds names of items and no text of anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Self

SLOT = "practice"
"""The slot in the domain."""
FRESH = timedelta(hours=12)
"""After this long a session is over: a new one is made of what is due by then."""
_NEVER = datetime.min.replace(tzinfo=UTC)
_TOKEN = 6
"""Hexadecimal digits that tell one question from the next on a button."""


class Mode(StrEnum):
    """What the items are."""

    DAY = "dag"
    """Those of today."""
    EXTRA = "nu"
    """More than those of today, because somebody wants to."""
    DRILL = "feit"
    """Fact or interpretation, to try; nothing is kept of the answers."""


class Phase(StrEnum):
    """Where the current item is."""

    ASKING = "vraag"
    RIGHT = "goed"
    """Answered right; how well it was known is asked."""
    DONE = "klaar"
    """Nothing is asked about it any more; the next one follows."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session.

    Attributes:
        mode: What the items are.
        queue: Names of the items that still come.
        phase: Where the current item is; :attr:`Phase.DONE` before the first.
        name: The current item; empty before the first.
        version_id: The version of it that was shown.
        key: Unique for this asking, and the key under which the answer is kept.
        chosen: Options, from 0: ticked so far, or answered.
        right: Answered right so far.
        wrong: Answered wrong so far.
        skipped: Items that were gone or changed when their turn came.
        since: When something happened last, UTC.
    """

    mode: Mode
    queue: tuple[str, ...]
    phase: Phase = Phase.DONE
    name: str = ""
    version_id: int = 0
    key: str = ""
    chosen: tuple[int, ...] = ()
    right: int = 0
    wrong: int = 0
    skipped: int = 0
    since: datetime = _NEVER

    @property
    def token(self) -> str:
        """Stands on the buttons of the current question."""
        return sha256(self.key.encode()).hexdigest()[:_TOKEN]

    @property
    def number(self) -> int:
        """Number of the current item, from 1."""
        return self.right + self.wrong + (self.phase is Phase.ASKING)

    @property
    def of(self) -> int:
        """Number of items in all."""
        return self.number + len(self.queue)

    @property
    def keeps(self) -> bool:
        """Whether answers are kept."""
        return self.mode is not Mode.DRILL

    def is_fresh(self, now: datetime) -> bool:
        """Whether it can go on."""
        return now - self.since <= FRESH

    def is_at(self, token: str) -> bool:
        """Whether a button belongs to the current question."""
        return bool(self.name) and token == self.token

    def asked(self, version_id: int, key: str, now: datetime) -> Self:
        """The first item of the queue is the current one.

        Args:
            version_id: The version that is shown.
            key: Unique for this asking.
            now: The present.

        Raises:
            ValueError: The current item is not done, or nothing is left.
        """
        if self.phase is not Phase.DONE or not self.queue:
            raise ValueError(f"Nothing to ask: {len(self.queue)} items left, the current one is {self.phase.value}.")
        name, *rest = self.queue
        return replace(
            self,
            queue=tuple(rest),
            phase=Phase.ASKING,
            name=name,
            version_id=version_id,
            key=key,
            chosen=(),
            since=now,
        )

    def without_next(self) -> Self:
        """The first item of the queue is passed over: it may not be asked any more."""
        return replace(self, queue=self.queue[1:], skipped=self.skipped + 1)

    def without_current(self, now: datetime) -> Self:
        """The current item is passed over: it was changed or taken away while it was asked."""
        return replace(self, phase=Phase.DONE, name="", key="", chosen=(), skipped=self.skipped + 1, since=now)

    def ticked(self, option: int, now: datetime) -> Self:
        """An option on or off, while the item is asked."""
        chosen = set(self.chosen) ^ {option}
        return replace(self, chosen=tuple(sorted(chosen)), since=now) if self.phase is Phase.ASKING else self

    def answered(self, options: Sequence[int], now: datetime, *, right: bool) -> Self:
        """The answer; the first one counts."""
        if self.phase is not Phase.ASKING:
            return self
        chosen = tuple(sorted(set(options)))
        if right:
            phase = Phase.RIGHT if self.keeps else Phase.DONE
            return replace(self, phase=phase, chosen=chosen, right=self.right + 1, since=now)
        return replace(self, phase=Phase.DONE, chosen=chosen, wrong=self.wrong + 1, since=now)

    def graded(self, now: datetime) -> Self:
        """It was said how well a right answer was known."""
        return replace(self, phase=Phase.DONE, since=now) if self.phase is Phase.RIGHT else self

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "mode": self.mode.value,
            "queue": list(self.queue),
            "phase": self.phase.value,
            "name": self.name,
            "version_id": self.version_id,
            "key": self.key,
            "chosen": list(self.chosen),
            "right": self.right,
            "wrong": self.wrong,
            "skipped": self.skipped,
            "since": self.since.isoformat(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Rebuild from :meth:`to_json`."""
        return cls(
            Mode(data["mode"]),
            tuple(data["queue"]),
            Phase(data["phase"]),
            data["name"],
            data["version_id"],
            data["key"],
            tuple(data["chosen"]),
            data["right"],
            data["wrong"],
            data["skipped"],
            datetime.fromisoformat(data["since"]),
        )
