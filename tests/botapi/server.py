"""The HTTP side: one server with the whole Bot API that Houvast needs."""

import asyncio
import contextlib
from typing import Any

from aiohttp import web

from tests.botapi.accounts import BotAccount
from tests.botapi.calls import Calls, Recorded
from tests.botapi.chats import Chat
from tests.botapi.dispatch import Answer, Dispatcher
from tests.botapi.faults import Faults
from tests.botapi.flood import FloodLimits
from tests.botapi.messages import Message
from tests.botapi.people import Person
from tests.botapi.questions import CALLBACK_LIFE, INLINE_LIFE
from tests.botapi.voting import close_if_due
from tests.botapi.watching import PATIENCE_S
from tests.botapi.world import World

HOST = "127.0.0.1"
# Room for an upload (bytes); Telegram's limit for bots is 50 MB.
LARGEST_BODY = 50 * 1024 * 1024


class BotApiServer:
    """A Telegram for tests. `start` it, give its addresses to a bot, and act through people.

    Attributes:
        world: accounts, chats, messages.
        bot: the first bot; its `token` is what the bot under test logs in with.
        calls: every call, decoded.
        faults: trouble to switch on.
        flood: flood limits to switch on.
        callback_life, inline_life: seconds in which a query can be answered.
    """

    def __init__(self, username: str = "houvast_test_bot", *, privacy: bool = True, token: str | None = None) -> None:
        self.world = World()
        self.bot = self.world.bot(username, "Houvast", privacy=privacy, token=token)
        self.calls = Calls()
        self.faults = Faults(self._release_polls)
        self.flood = FloodLimits(self.world.clock)
        self.callback_life: float = CALLBACK_LIFE
        self.inline_life: float = INLINE_LIFE
        self.port = 0
        self._dispatcher = Dispatcher(self)
        self._runner: web.AppRunner | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self._timed: list[Message] = []

    @property
    def root_url(self) -> str:
        """For aiogram: `TelegramAPIServer.from_base(server.root_url)`."""
        return f"http://{HOST}:{self.port}"

    @property
    def base_url(self) -> str:
        """For python-telegram-bot: `base_url`."""
        return f"{self.root_url}/bot"

    @property
    def base_file_url(self) -> str:
        """For python-telegram-bot: `base_file_url`."""
        return f"{self.root_url}/file/bot"

    @property
    def violations(self) -> list[str]:
        """What the client libraries would not understand, and what the bot used that is not simulated."""
        return self.world.checker.violations

    def application(self) -> web.Application:
        """The routes; the sandbox adds its own."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._method)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        return app

    async def start(self, port: int = 0, app: web.Application | None = None) -> None:
        """Listen on this machine only; on a free port if none is given."""
        self._runner = web.AppRunner(app or self.application(), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port or self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        for bot in self.world.bots.values():
            if bot.webhook is not None:
                bot.webhook.start()

    async def stop(self) -> None:
        """Stop listening and end what waits. The world stays; `start` again on the same port is possible."""
        self._release_polls()
        for bot in self.world.bots.values():
            if bot.webhook is not None:
                await bot.webhook.stop()
        for timer in self._timers:
            timer.cancel()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _release_polls(self) -> None:
        for bot in self.world.bots.values():
            bot.updates.release()

    def person(self, first_name: str, last_name: str | None = "Voorbeeld", username: str | None = None) -> Person:
        """Make an invented person."""
        return self.world.person(first_name, last_name, username)

    def group(self, title: str, owner: Person, *members: Person, bot: bool = True, **more: Any) -> Chat:
        """Make a group of these people, with the bot if wanted. The bot sees it as a group made with it in it.

        Args:
            title: name of the group.
            owner: who made it.
            members: the others.
            bot: whether the bot is in it.
            more: `kind="supergroup"`, `forum=True`, `username=...`.
        """
        return owner.create_group(title, *members, *([self.bot] if bot else []), **more)

    def channel(self, title: str, owner: Person, *, bot: bool = True) -> Chat:
        """Make a channel; the bot in it is an administrator that may post."""
        chat = self.world.chat("channel", title, owner)
        if bot:
            rights = {"can_manage_chat", "can_post_messages", "can_edit_messages", "can_delete_messages"}
            self.world.set_member(chat, self.bot, owner, status="administrator", rights=rights)
        return chat

    def advance(self, seconds: float) -> None:
        """Let server time pass, and with it close polls whose time is over."""
        self.world.clock.advance(seconds)
        for message in self._timed:
            close_if_due(self.world, message)

    def close_later(self, message: Message) -> None:
        """Close a poll when its time is over."""
        assert message.poll is not None
        if message.poll.close_date is not None:
            left = message.poll.close_date - self.world.clock.now()
            self._timed.append(message)
            timer = asyncio.get_running_loop().call_later(left, close_if_due, self.world, message)
            self._timers.append(timer)

    async def wait_until_polled(self, bot: BotAccount | None = None, within: float = PATIENCE_S) -> None:
        """Wait until the bot hangs on getUpdates. `within` in seconds."""
        queue = (bot or self.bot).updates
        await queue.wait_until(lambda: queue.polled, within, "a getUpdates call")

    async def wait_until_brought(self, bot: BotAccount | None = None, within: float = PATIENCE_S) -> None:
        """Wait until a webhook accepted every update there is. `within` in seconds."""
        account = bot or self.bot
        await account.updates.wait_until(lambda: not account.updates.waiting, within, "the end of the updates")

    async def wait_for_call(self, method: str, within: float = PATIENCE_S, *, count: int = 1) -> Recorded:
        """Wait until a method was carried out or refused so many times; returns the last. `within` in seconds."""
        finished = self.calls.finished
        await self.calls.wait_until(lambda: len(finished(method)) >= count, within, f"call {count} of {method}")
        return finished(method)[count - 1]

    async def _method(self, request: web.Request) -> web.StreamResponse:
        answer = await self._dispatcher.answer(request)
        if answer is Answer.GONE:
            return self._hang_up(request)
        return answer

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] not in self.world.bots:
            return web.Response(status=404)
        for stored in self.world.files.values():
            if stored.path == request.match_info["path"]:
                return web.Response(body=stored.data, content_type="application/octet-stream")
        return web.Response(status=404)

    @staticmethod
    def _hang_up(request: web.Request) -> web.Response:
        """Close the connection without an answer."""
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


@contextlib.asynccontextmanager
async def running(**options: Any) -> Any:
    """A server that listens, and stops at the end."""
    server = BotApiServer(**options)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
