"""Delivery of updates by POST, again and again until the receiver says 2xx.

As telegram-bot-api does (WebhookActor.cpp): what is said in one chat comes one after the other, chats beside each
other over at most `max_connections` connections. An update that was not accepted is sent again at once, then after a
pause that doubles, or after the `Retry-After` of the answer; meanwhile what waits behind it in its queue is held.
"""

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.botapi.accounts import BotAccount

if TYPE_CHECKING:
    from tests.botapi.server import BotApiServer

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Telegram doubles from 1 to 60-120 s; this server starts lower so that tests stay quick (s).
FIRST_WAIT, LONGEST_WAIT = 0.05, 1.0
# As Telegram (s): the longest that an answer, and a pause that it asks for, may take.
ANSWER, LONGEST_PAUSE = 60, 3600


class Webhook:
    """One set webhook and the tasks that feed it.

    Attributes:
        proxy_down: switch on, and nothing reaches the receiver.
    """

    def __init__(self, server: "BotApiServer", bot: BotAccount, url: str, secret: str, max_connections: int) -> None:
        self.server = server
        self.bot = bot
        self.url = url
        self.secret = secret
        self.max_connections = max_connections
        self.last_error: tuple[int, str] | None = None
        self.attempts = 0
        self.proxy_down = False
        self._task: asyncio.Task[None] | None = None
        self._busy: dict[tuple[str, Any], asyncio.Task[None]] = {}

    @property
    def delivering(self) -> int:
        """Queues that are being delivered, or wait for another attempt."""
        return len(self._busy)

    def start(self) -> None:
        """Begin to deliver."""
        if self._task is None:
            self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """End delivery; what was not accepted stays queued."""
        tasks = [task for task in (self._task, *self._busy.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._task = None
        self._busy.clear()

    async def _deliver(self) -> None:
        updates = self.bot.updates
        room = asyncio.Semaphore(self.max_connections)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER)) as session:
            while True:
                for queue, update in updates.heads().items():
                    if queue not in self._busy:
                        task = self._busy[queue] = asyncio.create_task(self._insist(session, update, room))
                        task.add_done_callback(lambda _, done=queue: self._ended(done))
                updates.arrived.clear()
                await updates.arrived.wait()

    def _ended(self, queue: tuple[str, Any]) -> None:
        self._busy.pop(queue, None)
        self.bot.updates.arrived.set()

    async def _insist(self, session: aiohttp.ClientSession, update: dict[str, object], room: asyncio.Semaphore) -> None:
        wait = 0.0
        while True:
            async with room:
                pause = await self._attempt(session, update)
            if pause is None:
                self.bot.updates.confirm(update)
                return
            await asyncio.sleep(pause or wait)
            wait = min(wait * 2 or FIRST_WAIT, LONGEST_WAIT)

    async def _attempt(self, session: aiohttp.ClientSession, update: dict[str, object]) -> float | None:
        """Send an update once; None when it was accepted, else the pause that was asked for (s), 0 for none."""
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        self.attempts += 1
        pause = 0.0
        if self.proxy_down:
            self.last_error = (self.server.world.clock.now(), "Wrong response from the webhook: 502 Bad Gateway")
            return pause
        try:
            async with session.post(self.url, json=update, headers=headers) as answer:
                body = await answer.read()
                if answer.ok:
                    if b'"method"' in body:
                        self.server.world.checker.violations.append(
                            "a method call in a webhook answer is not simulated"
                        )
                    return None
                asked = answer.headers.get("Retry-After", "")
                pause = min(float(asked), LONGEST_PAUSE) if asked.isdecimal() else 0.0
                trouble = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except aiohttp.ClientError as error:
            trouble = f"Connection failed: {error}"
        except TimeoutError:
            trouble = "Read timeout expired"
        self.last_error = (self.server.world.clock.now(), trouble)
        return pause
