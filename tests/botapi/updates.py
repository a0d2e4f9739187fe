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
        self.arrived = asyncio.Event()

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
        self.arrived.set()
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

    def confirm(self, update: dict[str, Any]) -> None:
        """A webhook accepted an update."""
        self.waiting = deque(other for other in self.waiting if other is not update)
        self.changed()

    def heads(self) -> dict[tuple[str, Any], dict[str, Any]]:
        """The oldest update of each queue in which a webhook gets them one after the other."""
        found: dict[tuple[str, Any], dict[str, Any]] = {}
        for update in self.waiting:
            found.setdefault(queue_of(update), update)
        return found


def queue_of(update: dict[str, Any]) -> tuple[str, Any]:
    """In which queue an update waits for a webhook: telegram-bot-api, webhook_queue_id in Client.cpp."""
    kind, payload = next((name, value) for name, value in update.items() if name != "update_id")
    match kind:
        case "callback_query" | "inline_query" | "chosen_inline_result":
            return kind, payload["from"]["id"]
        case "poll":
            return "poll", payload["id"]
        case "poll_answer":
            return "poll", payload["poll_id"]
        case "my_chat_member":
            return kind, payload["chat"]["id"]
        case "chat_member":
            return kind, payload["from"]["id"]
        case _:
            return "chat", payload["chat"]["id"]
