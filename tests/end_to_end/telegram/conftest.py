"""The unmodified bot against the local Bot API server."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.assembly import assemble
from tests.botapi.fixtures import botapi
from tests.botapi.server import BotApiServer
from tests.conftest import settings_in
from tests.end_to_end.telegram.running import Running, telegram_config
from tests.end_to_end.telegram.wall import again, wall

__all__ = ["again", "botapi", "wall"]


@pytest.fixture
async def houvast(botapi: BotApiServer, folder: Path) -> AsyncIterator[Running]:
    """A running Houvast in Telegram, in this process."""
    async for running in started(botapi, folder, telegram_config(botapi)):
        yield running


@pytest.fixture
async def houvast_with_desk(botapi: BotApiServer, folder: Path) -> AsyncIterator[Running]:
    """The same with an address of the desk."""
    desk = "desk:\n  public_url: https://beheer.voorbeeld.nl\n"
    async for running in started(botapi, folder, telegram_config(botapi) + desk):
        yield running


async def started(botapi: BotApiServer, folder: Path, config: str) -> AsyncIterator[Running]:
    """Start, and stop afterwards."""
    assembly = await asyncio.to_thread(assemble, settings_in(folder, config))
    running = Running(botapi, assembly)
    await running.start()
    yield running
    await running.stop()
