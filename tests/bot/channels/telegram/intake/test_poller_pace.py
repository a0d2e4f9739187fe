"""While many updates are open each answer repeats them all: then they are asked for less often."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from telegram import Update

from bot.channels.telegram.intake.poller import Poller
from bot.channels.telegram.intake.window import OffsetWindow


class Line:
    """Telegram with a thousand updates that wait; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.waiting = [Update(number) for number in range(1, 1001)]

    async def get_updates(self, offset: int | None, **_: object) -> Sequence[Update]:
        self.asked += 1
        return [update for update in self.waiting if update.update_id >= (offset or 0)][:100]


async def test_a_full_window_is_not_fetched_again_for_every_update_that_closes() -> None:
    line, window = Line(), OffsetWindow()
    poller = Poller(line, window, lambda _: None, 5)  # type: ignore[arg-type]
    task = asyncio.create_task(poller.run())
    try:
        async with asyncio.timeout(30):
            while window.open < 100:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.001)
            before = line.asked
            for number in range(1, 51):
                window.close(number)
                await asyncio.sleep(0.005)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert line.asked - before <= 10, "a call for each update that closes reads a hundred again"
