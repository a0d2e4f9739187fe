"""At the end: what is due goes out, what is not does not hold up the stop."""

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.telegram.delivery.draining import drain
from bot.channels.telegram.storage import Storage, now
from knowledge.store import Database, Outgoing, StoreSettings


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    with Database.open(StoreSettings(tmp_path / "houvast.sqlite3")) as database:
        yield Storage(database)


async def seconds(storage: Storage, patience: float) -> float:
    start = time.monotonic()
    await drain(storage, patience)
    return time.monotonic() - start


async def test_an_empty_outbox_takes_no_time(storage: Storage) -> None:
    assert await seconds(storage, 600) < 300


async def test_it_waits_for_what_is_due_and_for_what_is_being_sent(storage: Storage) -> None:
    storage.outbox.queue(Outgoing("a", "telegram:1", {"text": "x"}), now())
    draining = asyncio.create_task(drain(storage, 600))
    await asyncio.sleep(0.2)
    assert not draining.done()
    row = await storage.write(lambda: storage.outbox.claim(now()))
    assert row is not None
    await asyncio.sleep(0.2)
    assert not draining.done()
    await storage.write(lambda: storage.outbox.sent(row.row_id, now()))
    await asyncio.wait_for(draining, 60)


async def test_a_retry_of_later_is_left_for_the_next_start(storage: Storage) -> None:
    storage.outbox.queue(Outgoing("a", "telegram:1", {"text": "x"}), now())
    row = storage.outbox.claim(now())
    assert row is not None
    storage.outbox.retry(row.row_id, now() + timedelta(hours=1), "RetryAfter")
    assert await seconds(storage, 600) < 300


async def test_it_waits_no_longer_than_it_may(storage: Storage) -> None:
    storage.outbox.queue(Outgoing("a", "telegram:1", {"text": "x"}), now())
    assert 0.3 <= await seconds(storage, 0.3) < 60


async def test_without_a_store_there_is_nothing_to_wait_for(caplog: pytest.LogCaptureFixture) -> None:
    await drain(Storage(None), 600)
    assert "after the next start" in caplog.text
