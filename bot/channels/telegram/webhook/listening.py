"""Listen for Telegram over HTTP, in the event loop of the bot."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.errors import WebhookUnavailable
from bot.sections import WebhookSection

CONNECTIONS = 256
"""Connections at the same time; more get 503. Telegram opens 100, and a proxy may keep as many open in reserve."""
KEEP_ALIVE_S = 75
"""Seconds that an idle connection stays open: longer than a proxy keeps it, which then never meets a closed one."""
FINISH_S = 2
"""Seconds that answers which are on their way get at the end."""


class _Server(uvicorn.Server):
    """A server that leaves the signals to the process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none: the first one is answered by finishing what runs, before this ends."""
        yield


class Listener:
    """A port, and the server behind it."""

    def __init__(self, app: ASGIApp, settings: WebhookSection) -> None:
        """Take the port; nothing is answered yet.

        Args:
            app: Answers.
            settings: Where to listen.

        Raises:
            WebhookUnavailable: The port is in use, or the address is not of this machine.
        """
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        try:
            self._socket = socket.create_server((settings.host, settings.port), family=family)
        except OSError as error:
            raise WebhookUnavailable(
                f"the webhook cannot listen on {settings.host}:{settings.port} ({error.strerror or error}); "
                "stop the other program, or set telegram.webhook.port"
            ) from error
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=CONNECTIONS,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=FINISH_S,
        )
        self._server = _Server(config)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> "asyncio.Task[None]":
        """Begin to answer; the task ends when it is stopped."""
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]), name="webhook")
        return self._task

    async def stop(self) -> None:
        """Let answers that are on their way arrive, and let go of the port."""
        self._server.should_exit = True
        if self._task is not None:
            await asyncio.wait([self._task])
        self._socket.close()
