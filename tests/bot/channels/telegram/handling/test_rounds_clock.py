"""What expires does so also after the clock of the machine was wrong."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.handling.rounds import RETENTION_EVERY, Rounds
from bot.channels.telegram.storage import Storage
from knowledge.store import Database, HandledStore, StoreSettings

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "gone"),
    [
        (NOW - RETENTION_EVERY, True),
        (NOW - timedelta(hours=1), False),
        (NOW + timedelta(days=4000), True),
    ],
)
async def test_it_is_done_once_a_day_by_the_clock_of_now(tmp_path: Path, last: datetime, *, gone: bool) -> None:
    nothing: Any = None
    with Database.open(StoreSettings(tmp_path / "houvast.sqlite3")) as database:
        handled = HandledStore(database)
        handled.once("old", NOW - timedelta(days=40), lambda: None)
        rounds = Rounds(Storage(database), nothing, nothing, None)
        rounds._expired_at = last
        await rounds.once(NOW)
        assert (handled.find("old") is None) is gone
        assert rounds._expired_at == (NOW if gone else last)
