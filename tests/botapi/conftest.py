"""Fixtures for the server's own tests."""

from collections.abc import AsyncIterator

import pytest

from tests.botapi.clients import CLIENTS, Client
from tests.botapi.fixtures import botapi
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer

__all__ = ["botapi", "client", "sanne", "youssef"]


@pytest.fixture(params=sorted(CLIENTS))
async def client(
    botapi: BotApiServer, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Client]:
    """The bot's side, once through each client library."""
    # python-telegram-bot warns about times as plain numbers unless told to use timedelta.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    made = CLIENTS[request.param](botapi)
    yield made
    await made.close()


@pytest.fixture
def sanne(botapi: BotApiServer) -> Person:
    """A person who started the bot; its updates begin after that."""
    made = botapi.person("Sanne", username="sanne_voorbeeld")
    made.start()
    botapi.bot.updates.waiting.clear()
    return made


@pytest.fixture
def youssef(botapi: BotApiServer) -> Person:
    """A person who never wrote to the bot."""
    return botapi.person("Youssef")
