"""How often Telegram is asked: less often while many updates are open, soon again after an outage."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.intake.poller import LONGEST_PAUSE_S, REPEAT_S, Poller
from bot.channels.telegram.intake.window import OffsetWindow


class Line:
    """Telegram with a thousand updates that wait; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.waiting = [{"update_id": number} for number in range(1, 1001)]

    async def raw_updates(self, offset: int | None, **_: object) -> list[dict[str, Any]]:
        self.asked += 1
        return [update for update in self.waiting if update["update_id"] >= (offset or 0)][:100]


async def test_a_full_window_is_not_fetched_again_for_every_update_that_closes() -> None:
    line, window, clock = Line(), OffsetWindow(), asyncio.get_running_loop().time
    poller = Poller(line, window, lambda _: None, 5)  # type: ignore[arg-type]
    task = asyncio.create_task(poller.run())
    try:
        async with asyncio.timeout(60):
            while window.open < 100:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.001)
            before, began = line.asked, clock()
            for number in range(1, 51):
                window.close(number)
                await asyncio.sleep(0.005)
            calls, took = line.asked - before, clock() - began
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    # From fifty up are open all the time, so a call comes after fifty pauses at the soonest; one was on its way.
    assert calls <= 1 + took / (50 * REPEAT_S), "a call for each update that closes reads a hundred again"


class Away:
    """Telegram while it cannot be reached, or refuses."""

    def __init__(self, error: TelegramError, calls: int) -> None:
        self.error = error
        self.left = calls

    async def raw_updates(self, *_: object, **__: object) -> list[dict[str, Any]]:
        self.left -= 1
        if self.left < 0:
            raise asyncio.CancelledError
        raise self.error


async def pauses(monkeypatch: pytest.MonkeyPatch, error: TelegramError, calls: int) -> list[float]:
    """How long the poller waits after each failure."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("bot.channels.telegram.intake.poller.asyncio.sleep", sleep)
    poller = Poller(Away(error, calls), OffsetWindow(), lambda _: None, 5)  # type: ignore[arg-type]
    with suppress(asyncio.CancelledError):
        await poller.run()
    return waited


async def test_after_an_outage_new_messages_are_seen_within_three_seconds(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    waited = await pauses(monkeypatch, NetworkError("x"), 40)
    assert len(waited) == 40
    assert waited[0] < 0.2
    assert 0.5 * LONGEST_PAUSE_S < max(waited) <= LONGEST_PAUSE_S == 3
    assert len(set(waited[10:])) > 10, "bots that lost Telegram together do not all come back together"
    assert caplog.text.count("no updates for") == 1


async def test_who_asks_to_wait_longer_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    assert await pauses(monkeypatch, RetryAfter(timedelta(seconds=30)), 3) == [30, 30, 30]
