"""Inline mode: type the bot's name and a few words in any chat, and share a card there."""

import asyncio
from dataclasses import dataclass, field
from hashlib import sha256
from logging import getLogger

from telegram import Bot, InlineKeyboardMarkup, InlineQuery, InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from actions.front import Front
from actions.vocabulary import BlockKind, InboundMessage, OutboundMessage
from bot.channels.telegram.delivery.calls import NO_PREVIEW
from bot.channels.telegram.delivery.failures import described
from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.place import Place, person_key
from bot.channels.telegram.intake.reading import update_key
from bot.channels.telegram.rendering.envelopes import Envelopes

LOG = getLogger(__name__)
CACHE_S = 30
"""Seconds that Telegram may show the same results again, to the same person only."""
DESCRIPTION = 120
"""Characters of the preview line."""


@dataclass
class Inline:
    """Answers inline queries; nothing is kept of them.

    Attributes:
        bot: Sends the results.
        me: Who the bot is.
        front: Finds cards.
        envelopes: Puts cards in Telegram's form.
    """

    bot: Bot
    me: Self
    front: Front
    envelopes: Envelopes
    _typing: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    def take(self, update: Update) -> None:
        """Look for cards; what the same person typed before is not looked for any more."""
        query = update.inline_query
        if query is None:
            return
        earlier = self._typing.pop(query.from_user.id, None)
        if earlier:
            earlier.cancel()
        task = asyncio.create_task(self._answer(query, update_key(update, self.me)), name="inline")
        self._typing[query.from_user.id] = task
        task.add_done_callback(lambda done: self._ended(query.from_user.id, done))

    async def close(self) -> None:
        """Stop looking."""
        tasks = tuple(self._typing.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, query: InlineQuery, key: str) -> None:
        person = person_key(query.from_user.id)
        message = InboundMessage(key, f"{person}:inline", person, query.query, channel="telegram", private=False)
        try:
            found = await self.front.find(message)
            results = [self._result(card) for card in found]
            await self.bot.answer_inline_query(query.id, results, cache_time=CACHE_S, is_personal=True)
        except TelegramError as error:
            LOG.warning("inline results did not arrive: %s", described(error))

    def _result(self, card: OutboundMessage) -> InlineQueryResultArticle:
        envelope = self.envelopes.of([card], Place(0, group=True))[0]
        title = next(block.text for block in card.blocks if block.kind in (BlockKind.TITLE, BlockKind.ALERT))
        text = next((block.text for block in card.blocks if block.kind is BlockKind.TEXT), "")
        rows = [row for row in envelope["keyboard"] if all("url" in button for button in row)]
        keyboard = InlineKeyboardMarkup.de_json({"inline_keyboard": rows}, None) if rows else None
        return InlineQueryResultArticle(
            id=sha256(envelope["html"].encode()).hexdigest()[:32],
            title=title,
            description=text[:DESCRIPTION],
            input_message_content=InputTextMessageContent(
                envelope["html"], parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
            ),
            reply_markup=keyboard,
        )

    def _ended(self, user: int, task: asyncio.Task[None]) -> None:
        if self._typing.get(user) is task:
            del self._typing[user]
        if not task.cancelled() and (error := task.exception()):
            # The text of an unknown error may quote what was typed.
            LOG.error("inline search failed: %s", type(error).__name__)
