"""Which updates Telegram may forget.

``getUpdates`` confirms everything below its ``offset`` (https://core.telegram.org/bots/api#getupdates), so the
offset may only move past an update whose effects are committed (design rule 6). Updates are handled in
parallel; the window keeps the lowest one that is still open and shows what is new in each answer.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from bot.channels.telegram.intake.ending import SPAN, End


class OffsetWindow:
    """Open updates and the offset that confirms everything below them."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._closed: set[int] = set()
        self._next: int | None = None
        self._moved = asyncio.Event()

    @property
    def offset(self) -> int | None:
        """The offset to ask with: the lowest open update, else the one after the highest seen."""
        return min(self._open) if self._open else self._next

    @property
    def busy(self) -> bool:
        """Whether an update is still open."""
        return bool(self._open)

    @property
    def open(self) -> int:
        """How many updates are open."""
        return len(self._open)

    @property
    def crowded(self) -> bool:
        """Whether closed updates above the lowest open one fill a whole answer: what lies further on stays unseen."""
        return len(self._open) + len(self._closed) >= SPAN

    def admit(self, update_ids: Iterable[int]) -> list[int]:
        """Take in the ids of an answer.

        Args:
            update_ids: As Telegram returned them.

        Returns:
            Those seen for the first time, now open, in order.
        """
        new = [update_id for update_id in update_ids if update_id not in self._open and update_id not in self._closed]
        self._open.update(new)
        for update_id in new:
            self._next = max(self._next or 0, update_id + 1)
        return new

    def close(self, update_id: int, end: End = End.KEPT) -> None:
        """An update ended. One that failed is confirmed too: an offset cannot pass over it, and others wait behind."""
        if update_id not in self._open or end is End.TOLD:
            return
        self._open.remove(update_id)
        self._closed.add(update_id)
        lowest = self.offset or 0
        # What lies below the offset is confirmed with the next call and never comes again.
        self._closed = {closed for closed in self._closed if closed >= lowest}
        self._moved.set()

    async def all_before(self, update_id: int) -> None:
        """Nothing to wait for: updates are fetched in their order."""

    async def progress(self, seconds: float) -> None:
        """Wait until an update closes, at most so many seconds."""
        self._moved.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._moved.wait()
