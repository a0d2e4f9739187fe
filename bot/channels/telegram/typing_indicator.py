"""Show "is typing" while an answer takes longer than somebody notices."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from logging import getLogger

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.channels.telegram.intake.place import Place

LOG = getLogger(__name__)
AFTER_S = 0.3
"""Seconds before it shows; a quick answer needs none."""
AGAIN_S = 4.5
"""Telegram shows it for five seconds (https://core.telegram.org/bots/api#sendchataction)."""


@asynccontextmanager
async def typing(bot: Bot, place: Place) -> AsyncIterator[None]:
    """Show it from :data:`AFTER_S` on until the block ends."""
    task = asyncio.create_task(_show(bot, place), name="typing")
    try:
        yield
    finally:
        task.cancel()
        # Not awaited itself: how it ends is nothing to the answer, and who is cut off here must stay cut off.
        await asyncio.wait([task])
        if not task.cancelled() and (error := task.exception()) is not None:
            LOG.warning("that an answer comes could not be shown: %s", type(error).__name__)


async def _show(bot: Bot, place: Place) -> None:
    await asyncio.sleep(AFTER_S)
    while True:
        # A courtesy: when it does not arrive, the answer still does.
        with suppress(TelegramError):
            await bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.thread)
        await asyncio.sleep(AGAIN_S)
