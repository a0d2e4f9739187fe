"""Which updates came, where they need not come in their order.

Numbers of updates rise by one (https://core.telegram.org/bots/api#update), but over a webhook each chat, each poll
and each person who presses has a queue of their own at Telegram: what was sent first may come last.
"""

import asyncio
from contextlib import suppress

FAR = 1000
"""A number so much further on, or back, begins a new sequence: after a week of silence Telegram draws a new one."""


class Sequence:
    """Numbers that came, without gaps up to one of them."""

    def __init__(self) -> None:
        self._through: int | None = None
        self._ahead: set[int] = set()
        self._moved = asyncio.Event()

    def came(self, number: int) -> None:
        """An update came, perhaps not for the first time."""
        if self._through is None or abs(number - self._through) > FAR:
            self._ahead.clear()
            self._through = number
        elif number > self._through:
            self._ahead.add(number)
            self._close_up()
        self._moved.set()

    def complete_before(self, number: int) -> bool:
        """Whether everything before a number came."""
        return self._through is None or self._through >= number - 1

    async def all_before(self, number: int, seconds: float) -> None:
        """Wait until everything before a number came; after so many seconds the rest is not waited for again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self.complete_before(number):
                    self._moved.clear()
                    await self._moved.wait()
        if not self.complete_before(number):
            self._through = number - 1
            self._ahead = {ahead for ahead in self._ahead if ahead >= number}
            self._close_up()

    def _close_up(self) -> None:
        assert self._through is not None  # noqa: S101 - set by the callers
        while self._through + 1 in self._ahead:
            self._through += 1
            self._ahead.discard(self._through)
