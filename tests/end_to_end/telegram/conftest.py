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

__all__ = ["botapi"]


@pytest.fixture
async def houvast(botapi: BotApiServer, folder: Path) -> AsyncIterator[Running]:
    """A running Houvast in Telegram, in this process."""
    assembly = await asyncio.to_thread(assemble, settings_in(folder, telegram_config(botapi)))
    running = Running(botapi, assembly)
    await running.start()
    yield running
    await running.stop()
