"""Updates that Telegram brought, and what it is told about each.

Telegram forgets an update once it was answered with 200, so that may only come after its effects are committed
(design rule 6). Any other answer, or none, brings it back: it is not handled a second time while it is still
open here, and the store knows it after a restart.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable
from logging import getLogger
from traceback import format_tb

from bot.channels.telegram.intake.ending import MOST_FAILURES, SPAN, End
from bot.channels.telegram.webhook.sequence import Sequence

LOG = getLogger(__name__)
PATIENCE_S = 20.0
"""Seconds an answer is held back. Telegram waits 60, but opens one connection only after 10 without a success."""
GAP_S = 10.0
"""Seconds that earlier updates are waited for: in the queue of a poll, thirty answers come one after the other."""
REMEMBERED = 1000
"""Updates whose end is remembered; the store knows those that changed something for much longer."""


class Arrivals:
    """Open updates, those that ended lately, and how often one failed."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        """Prepare.

        Args:
            patience_s: Seconds an answer is held back.
        """
        self._patience_s = patience_s
        self._open: dict[int, asyncio.Future[bool]] = {}
        self._accepted: OrderedDict[int, None] = OrderedDict()
        self._failures: Counter[int] = Counter()
        self._sequence = Sequence()
        self._leaving = False

    @property
    def open(self) -> int:
        """How many updates are being handled."""
        return len(self._open)

    @property
    def crowded(self) -> bool:
        """Whether more are being handled than Telegram would show to a bot that polls."""
        return len(self._open) >= SPAN

    async def accept(self, update_id: int, begin: Callable[[], None]) -> bool:
        """Take an update in, unless it is or was taken in before, and wait until it ends.

        Args:
            update_id: Its number.
            begin: Hands it over; returns at once.

        Returns:
            Whether Telegram may forget it. If not, it comes again.
        """
        if update_id in self._accepted:
            return True
        ending = self._open.get(update_id)
        if ending is None:
            if self._leaving:
                return False
            ending = self._open[update_id] = asyncio.get_running_loop().create_future()
            self._begin(update_id, begin)
            self._sequence.came(update_id)
        await asyncio.wait([ending], timeout=self._patience_s)
        return ending.done() and ending.result()

    def close(self, update_id: int, end: End = End.KEPT) -> None:
        """An update ended.

        Of one whose asker was told that there is no answer now, Telegram need not tell again: until it is
        accepted, Telegram holds back everything else that is said in its chat, and that may be danger. One that is
        to come later is never given up: nothing that anybody says waits behind a vote or a change of a group.
        """
        ending = self._open.get(update_id)
        if ending is None:
            return
        if end is not End.TOLD:
            del self._open[update_id]
        if not ending.done():
            accepted = end in (End.KEPT, End.TOLD) or (end is End.FAILED and self._gives_up(update_id))
            if accepted:
                self._remember(update_id)
            ending.set_result(accepted)

    async def all_before(self, update_id: int) -> None:
        """Wait until every update before this one came, at most :data:`GAP_S`."""
        await self._sequence.all_before(update_id, GAP_S)

    def leave(self) -> None:
        """Take nothing new in; Telegram brings it again later."""
        self._leaving = True

    def end(self) -> None:
        """Let go of what is still open; it comes again after the next start."""
        for ending in self._open.values():
            if not ending.done():
                ending.set_result(False)
        self._open.clear()

    def _begin(self, update_id: int, begin: Callable[[], None]) -> None:
        try:
            begin()
        except Exception as error:  # noqa: BLE001 - logged; the message of an unknown error may quote what was typed
            LOG.error("an update failed: %s at\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))
            self.close(update_id, End.FAILED)

    def _gives_up(self, update_id: int) -> bool:
        self._failures[update_id] += 1
        if self._failures[update_id] < MOST_FAILURES:
            while len(self._failures) > REMEMBERED:
                del self._failures[next(iter(self._failures))]
            return False
        LOG.error("update %d was given up after %d failures", update_id, MOST_FAILURES)
        return True

    def _remember(self, update_id: int) -> None:
        self._failures.pop(update_id, None)
        self._accepted[update_id] = None
        while len(self._accepted) > REMEMBERED:
            self._accepted.popitem(last=False)
