"""The queue of updates of one bot, with the offset rules of Telegram's getUpdates."""

import asyncio
from collections import deque
from typing import Any

from tests.botapi.errors import ApiError
from tests.botapi.watching import Watched

# Telegram sends these only to bots that ask for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# An offset further ahead than this is taken for a mistake and ignored (tdlib, TQueue).
FUTURE_OFFSET = 10
TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class UpdateQueue(Watched):
    """Updates that wait for a bot. Numbers rise by one and are never used again."""

    def __init__(self, first_id: int) -> None:
        super().__init__()
        self.next_id = first_id
        self.waiting: deque[dict[str, Any]] = deque()
        self.allowed: list[str] = []
        self._poll: asyncio.Future[None] | None = None
        self._arrived = asyncio.Event()

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind; nothing asked means everything but `ON_REQUEST`."""
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def put(self, kind: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        """Queue an update, unless the bot did not ask for this kind."""
        if not self.wants(kind):
            return None
        update = {"update_id": self.next_id, kind: payload}
        self.next_id += 1
        self.waiting.append(update)
        self._arrived.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        return update

    def read(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """Confirm what lies below the offset and return what is left, oldest first.

        Args:
            offset: first wanted update id; 0 for the oldest; negative keeps only that many of the newest.
            limit: most updates to return, 1-100.
        """
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popleft()
        elif 0 < offset <= self.next_id + FUTURE_OFFSET:
            while self.waiting and self.waiting[0]["update_id"] < offset:
                self.waiting.popleft()
        return list(self.waiting)[:limit]

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109  Telegram's own word
        """Read, and if there is nothing wait up to `timeout` seconds for something.

        Raises:
            ApiError: 409, when a later call or setWebhook ended this one.
        """
        found = self.read(offset, limit)
        if found or timeout <= 0:
            return found
        self.abort(TERMINATED)
        poll = self._poll = asyncio.get_running_loop().create_future()
        self.changed()
        try:
            await asyncio.wait_for(asyncio.shield(poll), timeout)
        except TimeoutError:
            return []
        finally:
            if self._poll is poll:
                self._poll = None
        return self.read(offset, limit)

    def abort(self, reason: str) -> None:
        """End the waiting getUpdates call, if any, with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiError(409, reason))
        self._poll = None

    def release(self) -> None:
        """Let the waiting getUpdates call return empty-handed; used when the server stops or goes down."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    @property
    def polled(self) -> bool:
        """Whether a getUpdates call is waiting at this moment."""
        return self._poll is not None and not self._poll.done()

    async def first(self) -> dict[str, Any]:
        """Wait for the oldest update without confirming it; for webhooks."""
        while not self.waiting:
            self._arrived.clear()
            await self._arrived.wait()
        return self.waiting[0]
