"""How often a message was begun: one that ends the process each time must not do so for ever."""

import asyncio

from bot.channels.telegram.storage import Storage, now
from knowledge.errors import StoreError
from knowledge.store.rows import HandledStatus

SUSPECT, MOST = 2, 5
"""A message that was begun so often and never finished is handled while no other such one is, then given up."""
PATIENCE_S = 0.3
"""Seconds the store may take: nobody waits for an answer because of a count."""


async def earlier(storage: Storage, key: str) -> int:
    """How often earlier runs began this message without finishing it; 0 when the store cannot tell in time."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            found = await storage.read(lambda: storage.handled.find(key))
    except (StoreError, TimeoutError):
        return 0
    return found.attempts if found and found.status is HandledStatus.STARTED else 0


async def count(storage: Storage, key: str) -> int:
    """Count a beginning; how many there were with this one, 0 when the store cannot tell in time."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            counted = await storage.write(lambda: storage.handled.start(key, now()))
    except (StoreError, TimeoutError):
        return 0
    return counted.attempts
