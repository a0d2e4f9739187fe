"""Have Telegram bring updates, and keep an eye on whether it can."""

import asyncio
import time
from datetime import datetime
from logging import getLogger
from typing import Any

from telegram import Bot, Update, WebhookInfo
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.channels.telegram.delivery.failures import described, pause_of
from bot.channels.telegram.intake.ending import ALLOWED, UNREADABLE, Admit
from bot.channels.telegram.webhook.arrivals import Arrivals
from bot.channels.telegram.webhook.listening import Listener
from bot.channels.telegram.webhook.route import Route
from bot.sections import WebhookSection

LOG = getLogger(__name__)
MOST_CONNECTIONS = 100
"""Updates that Telegram brings at once, the most it allows: nobody's danger waits for the answers of others."""
LOOK_S, SOON_S = 15.0, 1.0
"""Seconds between looks at how it goes, and while something waits at Telegram."""
SILENCE_S = 90.0
"""Seconds without an answer after which Telegram counts as out of reach."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
"""Seconds between attempts to set the webhook: doubled each time, up to the longest."""
OUTAGE_PAUSE_S = 3.0
"""The longest while Telegram cannot be reached: it brings nothing meanwhile, and that may be danger."""
TELL_EVERY_S = 60.0
"""Seconds between two lines in the log about updates that cannot be brought."""


class Receiver:
    """Receives updates until it is closed; an :class:`~bot.channels.telegram.intake.ending.Intake`."""

    def __init__(self, bot: Bot, settings: WebhookSection, secret: str, arrivals: Arrivals, admit: Admit) -> None:
        """Take the port; nothing is answered yet.

        Args:
            bot: An initialised bot.
            settings: Where to listen, and the address that Telegram posts to.
            secret: What Telegram sends along.
            arrivals: Knows which updates are open.
            admit: Called once for each new update; returns at once.

        Raises:
            WebhookUnavailable: The port cannot be listened on.
        """
        self._bot = bot
        self._settings = settings
        self._secret = secret
        self._arrivals = arrivals
        self._admit = admit
        self._listener = Listener(Route(settings.local_path, secret, self._take), settings)
        self._seen_at = time.monotonic()
        self._trouble = True
        self._failed_at: datetime | None = None
        self._told_at = -TELL_EVERY_S
        self.caught_up = asyncio.Event()
        """Set while nothing that happened before waits at Telegram; as of the last look."""

    @property
    def reached(self) -> bool:
        """Whether Telegram answers, and brings what it has."""
        return not self._trouble and time.monotonic() - self._seen_at < SILENCE_S

    async def run(self) -> None:
        """Receive for ever; trouble on the line is waited out."""
        serving = self._listener.start()
        looking = asyncio.create_task(self._look_after(), name="look after the webhook")
        try:
            done, _ = await asyncio.wait([serving, looking], return_when=asyncio.FIRST_COMPLETED)
        finally:
            looking.cancel()
        for task in done:
            task.result()

    def leave(self) -> None:
        """Take nothing new in; what comes is asked to come again."""
        self._arrivals.leave()

    async def close(self) -> None:
        """Answer what is still open, and let go of the port. The webhook stays: Telegram keeps what comes."""
        self._arrivals.end()
        await self._listener.stop()

    async def _take(self, update_id: int, raw: dict[str, Any]) -> bool:
        self._seen_at = time.monotonic()
        self._trouble = False
        return await self._arrivals.accept(update_id, lambda: self._begin(update_id, raw))

    def _begin(self, update_id: int, raw: dict[str, Any]) -> None:
        try:
            update = Update.de_json(raw, self._bot)
        except UNREADABLE as error:
            LOG.error("update %d is in a form unknown here (%s): skipped", update_id, type(error).__name__)
            self._arrivals.close(update_id)
            return
        self._admit(update)

    async def _look_after(self) -> None:
        """Set the webhook, and look for ever how it goes."""
        await self._announce()
        known = False
        while True:
            try:
                info = await self._bot.get_webhook_info()
            except TelegramError as error:
                LOG.warning("how the webhook goes cannot be asked: %s", described(error))
                await asyncio.sleep(LOOK_S)
                continue
            self._seen_at = time.monotonic()
            if info.url != self._settings.url:
                LOG.warning("the webhook leads elsewhere: another process uses this token; set again")
                await self._announce()
            if not known:
                # What went wrong before this start is no news.
                self._failed_at, known = info.last_error_date, True
            await asyncio.sleep(self._judge(info))

    async def _announce(self) -> None:
        """Tell Telegram where to bring updates, however long it takes; those that wait are brought as well."""
        pause = FIRST_PAUSE_S
        while True:
            try:
                await self._bot.set_webhook(
                    self._settings.url,
                    max_connections=MOST_CONNECTIONS,
                    allowed_updates=ALLOWED,
                    drop_pending_updates=False,
                    secret_token=self._secret,
                )
            except TelegramError as error:
                told = pause_of(error).total_seconds() if isinstance(error, RetryAfter) else 0
                # An address that is refused stays wrong until somebody mends it; an outage ends by itself.
                wait = max(pause if isinstance(error, BadRequest) else min(pause, OUTAGE_PAUSE_S), told)
                if pause < LONGEST_PAUSE_S or isinstance(error, BadRequest):
                    LOG.error("the webhook is not set (%s); again in %.0f s", _reason(error), wait)
                self._trouble = True
                await asyncio.sleep(wait)
                pause = min(pause * 2, LONGEST_PAUSE_S)
            else:
                self._seen_at, self._trouble = time.monotonic(), False
                LOG.info("the webhook is set")
                return

    def _judge(self, info: WebhookInfo) -> float:
        """Note what Telegram says; the seconds until the next look."""
        if not info.pending_update_count:
            self._trouble = False
            self.caught_up.set()
            return LOOK_S
        self.caught_up.clear()
        if info.last_error_date != self._failed_at:
            self._trouble, self._failed_at = True, info.last_error_date
            if time.monotonic() - self._told_at >= TELL_EVERY_S:
                self._told_at = time.monotonic()
                LOG.warning("Telegram could not bring an update: %s", info.last_error_message)
        return SOON_S


def _reason(error: TelegramError) -> str:
    """Why the webhook is not set; what Telegram says about an address holds no text of anybody and no secret."""
    return f"{error}; see telegram.webhook.url" if isinstance(error, BadRequest) else described(error)
