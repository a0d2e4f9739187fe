"""Long polling: ask for updates, hand each one on once, confirm only what is committed."""

import asyncio
import random
import time
from logging import getLogger
from typing import Any

from telegram import Update
from telegram.error import RetryAfter, TelegramError

from bot.channels.telegram.connection import LeanBot
from bot.channels.telegram.delivery.failures import described, pause_of
from bot.channels.telegram.intake.ending import ALLOWED, UNREADABLE, Admit
from bot.channels.telegram.intake.window import OffsetWindow

LOG = getLogger(__name__)
FIRST_LOOK_S, LAST_LOOK_S = 0.05, 1.0
"""Seconds between calls while updates are open: a closed one ends the wait, and a new one is seen within it."""
REPEAT_S = 0.001
"""Seconds between calls for each open update: every answer repeats them all, and a hundred take 5 ms to read."""
LONGEST_PAUSE_S, LEAST_SHARE = 3.0, 0.75
"""Seconds between calls while Telegram cannot be reached, and the share of a pause that chance leaves at least.

Nothing new is seen meanwhile, and that may be danger. Chance, so that bots that lost Telegram together do not all
come back at the same moment.
"""
TELL_EVERY_S = 60.0
"""Seconds between two lines in the log about the same trouble."""
READ_MARGIN_S = 10
"""Seconds on top of the waiting time before a call counts as lost."""
SILENCE_S = 60.0
"""Seconds on top of a poll after which Telegram counts as out of reach; trouble on the line is often over by then."""


class Poller:
    """Fetches updates until it is cancelled."""

    def __init__(self, bot: LeanBot, window: OffsetWindow, admit: Admit, timeout_s: int) -> None:
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
        look, pause, told_at = FIRST_LOOK_S, FIRST_LOOK_S, -TELL_EVERY_S
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
                wait = max(pause * random.uniform(LEAST_SHARE, 1), told)  # noqa: S311 - no secret
                if time.monotonic() - told_at >= TELL_EVERY_S:
                    told_at = time.monotonic()
                    LOG.warning("no updates for %.1f s, and longer while it lasts: %s", wait, described(error))
                self.caught_up.clear()
                await asyncio.sleep(wait)
                continue
            self.answered_at = time.monotonic()
            if not news and not self._window.busy:
                self.caught_up.set()
            pause, told_at = FIRST_LOOK_S, -TELL_EVERY_S
            look = FIRST_LOOK_S if news or not self._window.busy else min(look * 2, LAST_LOOK_S)

    async def _fetch(self) -> int:
        """One call; the number of updates that were new."""
        timeout = 0 if self._window.busy or not self.caught_up.is_set() else self._timeout_s
        raw = await self._bot.raw_updates(
            self._window.offset, timeout_s=timeout, allowed=ALLOWED, margin_s=READ_MARGIN_S
        )
        by_id = {item["update_id"]: item for item in raw}
        new = self._window.admit(by_id)
        for update_id in new:
            self._take(update_id, by_id[update_id])
        return len(new)

    def _take(self, update_id: int, item: dict[str, Any]) -> None:
        """Parse an update on its own and hand it on: one that cannot be parsed must not hold all others."""
        try:
            update = Update.de_json(item, self._bot)
        except UNREADABLE as error:
            LOG.error("update %d is in a form unknown here (%s): skipped", update_id, type(error).__name__)
            self._window.close(update_id)
        else:
            self._admit(update)
