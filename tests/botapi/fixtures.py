"""pytest fixtures; import them in a conftest.py: `from tests.botapi.fixtures import botapi`."""

from collections.abc import AsyncIterator

import pytest

from tests.botapi.server import BotApiServer, running


@pytest.fixture
async def botapi() -> AsyncIterator[BotApiServer]:
    """A running server on a free port. At the end nothing may have been said that a client library does not know."""
    async with running() as server:
        yield server
    assert server.violations == []
