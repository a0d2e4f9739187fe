"""What must be written down before anything goes on."""

import asyncio
from collections.abc import Awaitable, Callable
from logging import getLogger
from typing import TypeVar

from knowledge.errors import OutboxStateError, StoreError

LOG = getLogger(__name__)
T = TypeVar("T")
STORE_PAUSE_S = 2.0
"""Seconds before the store is tried again."""


async def persistent(attempt: Callable[[], Awaitable[T]]) -> T:
    """Repeat what needs the store until it succeeds.

    Raises:
        OutboxStateError: The row is not in the state this needs; repeating cannot help.
    """
    told = False
    while True:
        try:
            return await attempt()
        except OutboxStateError:
            raise
        except StoreError as error:
            if not told:
                LOG.error("sending waits for the store: %s", error)
            told = True
            await asyncio.sleep(STORE_PAUSE_S)
