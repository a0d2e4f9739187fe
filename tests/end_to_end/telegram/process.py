"""The real command, ``houvast telegram`` or another one, in a process of its own that can be killed."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.running import SECRET


class Process:
    """A bot process."""

    def __init__(self, config: Path, server: BotApiServer, command: str = "telegram") -> None:
        self._config = config
        self._command = command
        self._server = server
        self._process: asyncio.subprocess.Process | None = None
        self.log = b""

    async def start(self) -> None:
        """Start, and wait until it asks for updates, or to have them brought."""
        environment = {**os.environ, "HOUVAST_TELEGRAM_TOKEN": self._server.bot.token}
        environment["HOUVAST_TELEGRAM_WEBHOOK_SECRET"] = SECRET
        asks = "setWebhook" if "mode: webhook" in self._config.read_text(encoding="utf-8") else "getUpdates"
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "--config", str(self._config), "--verbose", self._command,
            env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        before = len(self._server.calls.of(asks))
        await self._server.calls.wait_until(lambda: len(self._server.calls.of(asks)) > before, 60, asks)

    def kill(self) -> None:
        """Take the process away without a word (kill -9)."""
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)

    async def gone(self) -> None:
        """Wait until it ended; keeps what it logged."""
        if self._process:
            _, errors = await self._process.communicate()
            self.log += errors
            self._process = None

    async def stop(self) -> int:
        """Ask it to stop, as an operator would; returns its exit status."""
        assert self._process is not None
        process = self._process
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(self.gone(), 30)
        assert process.returncode is not None
        return process.returncode
