"""Long polling: ask for updates, hand each one on once, confirm only what is committed."""

import asyncio
import time
import warnings
from collections.abc import Sequence
from logging import getLogger
from typing import Any

from telegram import Bot, Update
from telegram.error import RetryAfter, TelegramError
from telegram.warnings import PTBUserWarning

from bot.channels.telegram.delivery.failures import described, pause_of
from bot.channels.telegram.intake.ending import ALLOWED, UNREADABLE, Admit
from bot.channels.telegram.intake.window import OffsetWindow

LOG = getLogger(__name__)
FIRST_LOOK_S, LAST_LOOK_S = 0.05, 1.0
"""Seconds between calls while updates are open: a closed one ends the wait, and a new one is seen within it."""
REPEAT_S = 0.0025
"""Seconds between calls for each open update: every answer repeats them all, and a hundred take 50 ms to read."""
LONGEST_PAUSE_S = 15.0
"""Seconds between calls while Telegram cannot be reached."""
READ_MARGIN_S = 10
"""Seconds on top of the waiting time before a call counts as lost."""
SILENCE_S = 60.0
"""Seconds on top of a poll after which Telegram counts as out of reach; trouble on the line is often over by then."""


class Poller:
    """Fetches updates until it is cancelled."""

    def __init__(self, bot: Bot, window: OffsetWindow, admit: Admit, timeout_s: int) -> None:
        """Prepare.

        Args:
            bot: An initialised bot.
            window: Knows which updates are open.
            admit: Called once for each new update; returns at once.
            timeout_s: Seconds one call waits when there is nothing.
        """
        self._bot = bot
        self._window = window
        self._admit = admit
        self._timeout_s = timeout_s
        self.caught_up = asyncio.Event()
        """Set while nothing that happened before waits at Telegram; cleared while it cannot be reached."""
        self.answered_at = time.monotonic()
        """When Telegram last answered a call, on the monotonic clock."""

    @property
    def reached(self) -> bool:
        """Whether Telegram answers."""
        return time.monotonic() - self.answered_at < self._timeout_s + SILENCE_S

    def leave(self) -> None:
        """Nothing to do: who cancels :meth:`run` takes no more."""

    async def close(self) -> None:
        """Nothing to let go: what was not confirmed is fetched again."""

    async def run(self) -> None:
        """Poll for ever; trouble on the line is waited out."""
        look, pause = FIRST_LOOK_S, FIRST_LOOK_S
        while True:
            if self._window.busy:
                await self._window.progress(look)
                await asyncio.sleep(self._window.open * REPEAT_S)
            if self._window.crowded:
                continue
            try:
                news = await self._fetch()
            except TelegramError as error:
                pause = min(pause * 2, LONGEST_PAUSE_S)
                told = pause_of(error).total_seconds() if isinstance(error, RetryAfter) else 0
                wait = max(pause, told)
                LOG.warning("no updates for %.1f s: %s", wait, described(error))
                self.caught_up.clear()
                await asyncio.sleep(wait)
                continue
            self.answered_at = time.monotonic()
            if not news and not self._window.busy:
                self.caught_up.set()
            pause = FIRST_LOOK_S
            look = FIRST_LOOK_S if news or not self._window.busy else min(look * 2, LAST_LOOK_S)

    async def _fetch(self) -> int:
        """One call; the number of updates that were new."""
        timeout = 0 if self._window.busy or not self.caught_up.is_set() else self._timeout_s
        offset = self._window.offset
        try:
            updates: Sequence[Update] = await self._bot.get_updates(
                offset, timeout=timeout, allowed_updates=ALLOWED, read_timeout=READ_MARGIN_S
            )
        except UNREADABLE:
            updates = await self._one_by_one(offset)
        by_id = {update.update_id: update for update in updates}
        new = self._window.admit(by_id)
        for update_id in new:
            self._admit(by_id[update_id])
        return len(new)

    async def _one_by_one(self, offset: int | None) -> list[Update]:
        """Fetch again and parse each update on its own: one that cannot be parsed must not hold all others."""
        with warnings.catch_warnings():
            # It says to use get_updates, which is what just failed.
            warnings.simplefilter("ignore", PTBUserWarning)
            raw: list[dict[str, Any]] = await self._bot.do_api_request(
                "getUpdates", {"offset": offset, "timeout": 0, "allowed_updates": ALLOWED}
            )
        parsed = []
        for item in raw:
            try:
                parsed.append(Update.de_json(item, self._bot))
            except UNREADABLE as error:
                for update_id in self._window.admit([item["update_id"]]):
                    LOG.error("update %d is in a form unknown here (%s): skipped", update_id, type(error).__name__)
                    self._window.close(update_id)
        return parsed
