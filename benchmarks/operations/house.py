"""The bot as an operator runs it: a data folder of its own, a config, and a process."""

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.operations.machine import cpu_seconds
from bot.assembly import assemble
from bot.settings import load_settings
from knowledge.roster import Role
from knowledge.store import OPERATOR, Database, RosterStore, StoreSettings
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.running import free_port, telegram_config

LONGEST_START_S = 60.0
CALM_S, CALM_SHARE = 2.0, 0.05
"""A process is calm when it used less than this share of a core for so many seconds."""
TRIGGER = (
    "CREATE TABLE IF NOT EXISTS measured_outbox (key TEXT, chat TEXT, message TEXT)",
    (
        "CREATE TRIGGER IF NOT EXISTS measured_outbox_insert AFTER INSERT ON outbox"
        " BEGIN INSERT INTO measured_outbox VALUES (NEW.key, NEW.chat, NEW.message); END"
    ),
)
"""Remembers what was queued: a row of the outbox drops its text once it was sent."""


def built(folder: Path) -> Path:
    """A data folder with database and index; built where it is not there yet."""
    if not (folder / "config.yml").exists():
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "config.yml"
        config.write_text("paths:\n  data: data\n", encoding="utf-8")
        opened = assemble(load_settings(config))
        assert opened.problems == [], opened.problems
        assert opened.database is not None
        opened.database.close()
    return folder


@dataclass
class House:
    """A bot process on a data folder of its own.

    Attributes:
        folder: Holds config and data.
        server: The local Telegram.
        command: ``serve`` or ``telegram``.
    """

    folder: Path
    server: BotApiServer
    command: str = "serve"
    starts: int = 0
    _process: asyncio.subprocess.Process | None = field(default=None, repr=False)

    @classmethod
    def make(cls, origin: Path, folder: Path, server: BotApiServer, command: str = "serve", more: str = "") -> "House":
        """A copy of a built folder, with a config that leads to the local Telegram.

        Args:
            origin: A built folder.
            folder: Where the copy goes.
            server: The local Telegram.
            command: Which command runs.
            more: Further lines of the config.
        """
        shutil.copytree(origin / "data", folder / "data")
        ports = f"desk:\n  port: {free_port()}\nmetrics:\n  port: {free_port()}\n"
        text = f"paths:\n  data: data\n{telegram_config(server)}{more}{ports}"
        (folder / "config.yml").write_text(text, encoding="utf-8")
        house = cls(folder, server, command)
        with sqlite3.connect(house.database) as sql:
            for statement in TRIGGER:
                sql.execute(statement)
        sql.close()
        return house

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "data" / "houvast.sqlite3"

    @property
    def log(self) -> Path:
        """What the process said on standard error, over all starts."""
        return self.folder / "bot.log"

    @property
    def pid(self) -> int:
        """Id of the process that runs."""
        assert self._process is not None
        return self._process.pid

    def make_team(self, people: list[Person]) -> None:
        """Put everybody in one team, so that they can practise."""
        from bot.channels.telegram.storage import now

        with Database.open(StoreSettings(self.database)) as database:
            roster = RosterStore(database)
            team = roster.create_team("Team Proef", now(), actor=OPERATOR)
            for person in people:
                code = roster.invite(team.team_id, Role.PROFESSIONAL, now(), actor=OPERATOR)
                roster.redeem(code, f"telegram:{person.id}", person.first_name, now())

    async def start(self, prefix: tuple[str, ...] = ()) -> float:
        """Start, and wait until it asks for updates; returns the seconds that took.

        Args:
            prefix: Words before the command, such as those of ``prlimit``.

        Raises:
            TimeoutError: It does not ask; its last words stand in the log.
        """
        began = time.monotonic()
        environment = {**os.environ, "HOUVAST_TELEGRAM_TOKEN": self.server.bot.token}
        command = (sys.executable, "-m", "bot", "--config", str(self.folder / "config.yml"), self.command)
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *prefix, *command, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=log
            )
        self.starts += 1
        calls = self.server.calls
        before = len(calls)

        def asked() -> bool:
            return any(call.method == "getUpdates" for call in calls.all[before:])

        await calls.wait_until(asked, LONGEST_START_S, f"getUpdates (see {self.log})")
        return time.monotonic() - began

    async def calm(self) -> float:
        """Wait until it does nothing any more: after a start the desk prepares what its pages need, for seconds.

        Returns:
            Seconds that took.
        """
        began, used = time.monotonic(), cpu_seconds(self.pid)
        while time.monotonic() - began < LONGEST_START_S:
            await asyncio.sleep(CALM_S)
            before, used = used, cpu_seconds(self.pid)
            if used - before < CALM_S * CALM_SHARE:
                break
        return time.monotonic() - began

    @property
    def lives(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.returncode is None

    async def kill(self) -> None:
        """Kill -9, and wait until it is gone."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()

    async def stop(self) -> int:
        """Ask it to stop, as an operator does; returns its exit status, -9 when it had to be forced."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self._process.wait(), 60)
            except TimeoutError:
                await self.kill()
        assert self._process.returncode is not None
        return self._process.returncode
