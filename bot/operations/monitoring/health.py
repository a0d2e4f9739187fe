"""Is this process alive, and do its parts work."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.operations.systemd import tell
from knowledge.errors import KnowledgeError

BEAT_S = 1.0
"""Seconds between beats of the event loop."""
STALLED_S = 15.0
"""Seconds without a beat after which the event loop counts as stuck."""


@dataclass
class Health:
    """What is asked of the parts.

    Attributes:
        parts: Tells of each part whether it works, by name; may raise an error of the store.
    """

    parts: dict[str, Callable[[], bool]] = field(default_factory=dict)
    _beat: float = field(default_factory=time.monotonic)

    async def beat(self) -> None:
        """Show for ever that the event loop runs; systemd is told too, where it asked for it."""
        while True:
            self._beat = time.monotonic()
            tell("WATCHDOG=1")
            await asyncio.sleep(BEAT_S)

    @property
    def lag_s(self) -> float:
        """Seconds since the last beat."""
        return time.monotonic() - self._beat

    @property
    def alive(self) -> bool:
        """Whether the event loop runs; if not, only a restart helps."""
        return self.lag_s < STALLED_S

    def look(self) -> dict[str, bool]:
        """Which parts work."""
        return {"loop": self.alive, **{name: _works(part) for name, part in self.parts.items()}}


def _works(part: Callable[[], bool]) -> bool:
    try:
        return part()
    except KnowledgeError:
        return False
