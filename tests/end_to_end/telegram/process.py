"""The real command, ``houvast telegram`` or another one, in a process of its own that can be killed."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.botapi.server import BotApiServer
from tests.botapi.watching import PATIENCE_S
from tests.end_to_end.telegram.running import SECRET


class Process:
    """A bot process."""

    def __init__(self, config: Path, server: BotApiServer, command: str = "telegram") -> None:
        self._config = config
        self._command = command
        self._server = server
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
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
        self._reading = asyncio.create_task(self._read(self._process))
        # A busy machine may take long; how fast it is, is measured elsewhere.
        self._server.callback_life = self._server.inline_life = PATIENCE_S
        before = len(self._server.calls.of(asks))
        await self._server.calls.wait_until(lambda: len(self._server.calls.of(asks)) > before, what=asks)

    def kill(self) -> None:
        """Take the process away without a word (kill -9)."""
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)

    async def gone(self) -> None:
        """Wait until it ended; keeps what it logged."""
        if self._process and self._reading:
            await self._reading
            await self._process.wait()
            self._process = None

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Keep what is logged, all the time: a process whose line is full would wait until somebody reads."""
        assert process.stderr is not None
        while said := await process.stderr.read(65536):
            self.log += said

    async def stop(self) -> int:
        """Ask it to stop, as an operator would; returns its exit status."""
        assert self._process is not None
        process = self._process
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE_S):
            await self.gone()
        assert process.returncode is not None
        return process.returncode
