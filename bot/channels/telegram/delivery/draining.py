"""At the end: let what is due go out."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from logging import getLogger

from bot.channels.telegram.storage import Storage, now
from knowledge.errors import StoreError
from knowledge.store.rows import OutboxStatus

LOG = getLogger(__name__)
_LOOK_S = 0.05


async def drain(storage: Storage, seconds: float) -> None:
    """Wait until the sender, which still runs, has sent what is due; the rest goes out after the next start.

    Args:
        storage: The outbox.
        seconds: How long to wait at most.
    """
    end = now() + timedelta(seconds=seconds)
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while await _due_before(storage, end):  # noqa: ASYNC110 - the store has no event to wait for
                    await asyncio.sleep(_LOOK_S)
    except StoreError as error:
        LOG.warning("what waits to be sent goes out after the next start: %s", error)


async def _due_before(storage: Storage, end: datetime) -> bool:
    def look() -> bool:
        if storage.outbox.counts().get(OutboxStatus.SENDING):
            return True
        due = storage.outbox.next_due()
        return due is not None and due < end

    return await storage.read(look)
