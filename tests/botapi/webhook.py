"""Delivery of updates by POST, one after the other, again and again until the receiver says 2xx."""

import asyncio
from typing import TYPE_CHECKING

import aiohttp

from tests.botapi.accounts import BotAccount

if TYPE_CHECKING:
    from tests.botapi.server import BotApiServer

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Telegram waits a second after a failure and doubles; this server starts lower so that tests stay quick (s).
FIRST_WAIT, LONGEST_WAIT = 0.05, 1.0


class Webhook:
    """One set webhook and the task that feeds it."""

    def __init__(self, server: "BotApiServer", bot: BotAccount, url: str, secret: str, max_connections: int) -> None:
        self.server = server
        self.bot = bot
        self.url = url
        self.secret = secret
        self.max_connections = max_connections
        self.last_error: tuple[int, str] | None = None
        self.attempts = 0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to deliver."""
        self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """End delivery; what was not accepted stays queued."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _deliver(self) -> None:
        wait = FIRST_WAIT
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
            while True:
                update = await self.bot.updates.first()
                if await self._accepted(session, update):
                    wait = FIRST_WAIT
                    if self.bot.updates.waiting and self.bot.updates.waiting[0] is update:
                        self.bot.updates.waiting.popleft()
                else:
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, LONGEST_WAIT)

    async def _accepted(self, session: aiohttp.ClientSession, update: dict[str, object]) -> bool:
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        self.attempts += 1
        try:
            async with session.post(self.url, json=update, headers=headers) as answer:
                body = await answer.read()
                if answer.ok:
                    if b'"method"' in body:
                        self.server.world.checker.violations.append(
                            "a method call in a webhook answer is not simulated"
                        )
                    return True
                trouble = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except aiohttp.ClientError as error:
            trouble = f"Connection failed: {error}"
        except TimeoutError:
            trouble = "Read timeout expired"
        self.last_error = (self.server.world.clock.now(), trouble)
        return False
