"""A clock on the wall for the rounds of the bot, and processes on the same data, one after the other."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.assembly import assemble
from bot.channels.telegram.handling import rounds
from bot.channels.telegram.handling.rounds import Rounds
from tests.botapi.server import BotApiServer
from tests.conftest import settings_in
from tests.end_to_end.telegram.running import Running, telegram_config


class Wall:
    """The clock that the rounds read."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)
        self.made = asyncio.Semaphore(0)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """Rounds ten times a second, at the moment that the test says."""
    made, once = Wall(), Rounds.once

    async def at_the_wall(self: Rounds, _: datetime) -> int:
        queued = await once(self, made.moment)
        made.made.release()
        return queued

    monkeypatch.setattr(rounds, "EVERY_S", 0.1)
    monkeypatch.setattr(Rounds, "once", at_the_wall)
    return made


@pytest.fixture
async def again(botapi: BotApiServer, folder: Path, wall: Wall) -> AsyncIterator[list[Running]]:
    """Processes on the same data, one after the other; the last one is stopped at the end."""
    started: list[Running] = []
    yield started
    await started[-1].stop()


async def start(botapi: BotApiServer, folder: Path, started: list[Running]) -> Running:
    running = Running(botapi, assemble(settings_in(folder, telegram_config(botapi))))
    await running.start()
    started.append(running)
    return running
