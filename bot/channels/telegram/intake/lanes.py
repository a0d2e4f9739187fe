"""One lane per chat: within a chat one update after the other, chats beside each other."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from logging import getLogger
from traceback import format_tb

LOG = getLogger(__name__)
Work = Callable[[], Awaitable[None]]


class Lanes:
    """Runs work in order per chat, with a limit on how many chats run at once."""

    def __init__(self, parallel: int) -> None:
        """Prepare.

        Args:
            parallel: Chats that run at the same time.
        """
        self._waiting: dict[int, deque[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(parallel)

    @property
    def waiting(self) -> int:
        """Updates that run or wait for their turn, over all chats."""
        return sum(map(len, self._waiting.values()))

    def put(self, chat: int, work: Work) -> None:
        """Queue work behind what waits in its chat."""
        if chat in self._waiting:
            self._waiting[chat].append(work)
            return
        self._waiting[chat] = deque([work])
        task = asyncio.create_task(self._drive(chat), name="lane")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self, seconds: float) -> None:
        """Give what runs a moment to finish, then stop it; an update that is cut off is fetched again later."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _drive(self, chat: int) -> None:
        queue = self._waiting[chat]
        try:
            while queue:
                async with self._room:
                    await _guarded(queue[0])
                queue.popleft()
        finally:
            del self._waiting[chat]


async def _guarded(work: Work) -> None:
    """Run work; one that fails must not take down what waits behind it."""
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - logged; the message of an unknown error may quote what was typed
        LOG.error("an update failed: %s at\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))
