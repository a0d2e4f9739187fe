"""Which updates Telegram may forget.

``getUpdates`` confirms everything below its ``offset`` (https://core.telegram.org/bots/api#getupdates), so the
offset may only move past an update whose effects are committed (design rule 6). Updates are handled in
parallel; the window keeps the lowest one that is still open and shows what is new in each answer.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from logging import getLogger

from bot.channels.telegram.intake.ending import MOST_FAILURES, SPAN, End

LOG = getLogger(__name__)


class OffsetWindow:
    """Open updates and the offset that confirms everything below them."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._closed: set[int] = set()
        self._again: set[int] = set()
        self._told: set[int] = set()
        self._failures: Counter[int] = Counter()
        self._next: int | None = None
        self._moved = asyncio.Event()

    @property
    def offset(self) -> int | None:
        """The offset to ask with: the lowest open update, else the one after the highest seen."""
        kept = self._open | self._again
        return min(kept) if kept else self._next

    @property
    def busy(self) -> bool:
        """Whether an update is still open, or is to be taken once more."""
        return bool(self._open or self._again)

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
        self._again.difference_update(new)
        for update_id in new:
            self._next = max(self._next or 0, update_id + 1)
        return new

    def close(self, update_id: int, end: End = End.KEPT) -> None:
        """An update ended.

        One that failed is fetched and taken once more, unless its asker was told that there is no answer now. One
        that is to come later is confirmed all the same: an offset cannot pass over it, and others wait behind.
        """
        if update_id not in self._open:
            return
        if end is End.TOLD:
            self._told.add(update_id)
            return
        self._open.remove(update_id)
        if end is End.FAILED and self._retried(update_id):
            self._again.add(update_id)
        else:
            self._closed.add(update_id)
            self._told.discard(update_id)
            self._failures.pop(update_id, None)
        lowest = self.offset or 0
        # What lies below the offset is confirmed with the next call and never comes again.
        self._closed = {closed for closed in self._closed if closed >= lowest}
        self._moved.set()

    def _retried(self, update_id: int) -> bool:
        if update_id in self._told:
            return False
        self._failures[update_id] += 1
        if self._failures[update_id] < MOST_FAILURES:
            return True
        LOG.error("update %d was given up after %d failures", update_id, MOST_FAILURES)
        return False

    async def all_before(self, update_id: int) -> None:
        """Nothing to wait for: updates are fetched in their order."""

    async def progress(self, seconds: float) -> None:
        """Wait until an update closes, at most so many seconds."""
        self._moved.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._moved.wait()
