"""What never waits for a store: the danger card, and "ik kan nu niet antwoorden" (design rule 1).

The card is sent from memory at once. Beside it the store is told within a moment, so that a crash halfway is
noticed (design rule 6); a store that is slow or broken costs nothing but that, and then the trail knows. A card that
may have arrived already, in this life or an earlier one, says so in the words of the outbox.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import blake2b
from logging import getLogger

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from actions.vocabulary import InboundMessage, OutboundMessage, Reply
from bot.channels.telegram.delivery.calls import perform
from bot.channels.telegram.delivery.failures import Fate, described, judge
from bot.channels.telegram.delivery.limiter import Limiter
from bot.channels.telegram.delivery.trail import Trail
from bot.channels.telegram.intake.place import Place
from bot.channels.telegram.rendering.envelopes import Envelope, Envelopes
from bot.channels.telegram.storage import Storage, now
from bot.measuring import Measure, Stage, Unmeasured, timed
from knowledge.errors import StoreError
from knowledge.messages.catalogue import Catalogue
from knowledge.store.outbox import DANGER, Outgoing
from knowledge.store.rows import OutboxRow

LOG = getLogger(__name__)
PATIENCE_S = 0.3
"""Seconds the card waits for the store; a write takes a few milliseconds."""
LONGEST_PAUSE = timedelta(seconds=15)
"""Between two attempts at most, also where a flood limit asks for more."""
TELL_EVERY = 30
"""Failed attempts of one card between two lines in the log; the first is told as well."""
REMEMBERED = 1000
"""Cards of which it is known that they arrived."""


@dataclass
class Direct:
    """Sends at once.

    Attributes:
        bot: An initialised bot.
        storage: Told what is being sent.
        envelopes: Puts replies in Telegram's form.
        limiter: Told what was sent; it holds nothing here.
        catalogue: Words of the channel.
        trail: Told of every card before it goes out.
        measure: Told how long a card takes.
    """

    bot: Bot
    storage: Storage
    envelopes: Envelopes
    limiter: Limiter
    catalogue: Catalogue
    trail: Trail
    measure: Measure = field(default_factory=Unmeasured)
    _background: set[asyncio.Task[None]] = field(default_factory=set)
    _cards: OrderedDict[str, asyncio.Task[bool]] = field(default_factory=OrderedDict)

    async def card(self, message: InboundMessage, reply: Reply, place: Place) -> None:
        """Send the danger card; returns when it arrived or the platform refused it for good.

        A message that was handled before, or whose card is on its way, gets no second card.
        """
        key = message.key
        sending = self._cards.get(key)
        if sending is None:
            sending = self._cards[key] = asyncio.create_task(self._card(key, reply, place), name="send a card")
            while len(self._cards) > REMEMBERED:
                self._cards.popitem(last=False)
        arrived = False
        try:
            arrived = await sending
        finally:
            if not arrived:
                self._cards.pop(key, None)

    async def _card(self, key: str, reply: Reply, place: Place) -> bool:
        """Send it; whether all of it arrived."""
        envelopes = self.envelopes.of(reply.messages, place)
        noting = asyncio.ensure_future(self._note(key, envelopes, place))
        in_doubt = self.trail.knows(key)
        await self.trail.note(key)
        await asyncio.wait([noting], timeout=PATIENCE_S)
        if noting.done() and noting.exception() is None and noting.result() is None:
            return True
        with timed(self.measure, Stage.CARD):
            outcomes = [
                await self._insist(place.chat, envelope, _reference(key, number), in_doubt=in_doubt)
                for number, envelope in enumerate(envelopes)
            ]
        self._later(self._settle(noting, outcomes))
        return not any(isinstance(outcome, TelegramError) for outcome in outcomes)

    async def notice(self, messages: Sequence[OutboundMessage], place: Place) -> bool:
        """Send something once; when it does not arrive, that is that.

        Returns:
            Whether all of it arrived.
        """
        arrived = True
        for envelope in self.envelopes.of(messages, place):
            try:
                await self._once(place.chat, envelope)
            except TelegramError as error:
                LOG.warning("a notice did not arrive: %s", described(error))
                arrived = False
        return arrived

    async def close(self) -> None:
        """Wait for what is still being written down."""
        if self._background:
            await asyncio.wait(self._background, timeout=PATIENCE_S)
        self.trail.close()

    async def _note(self, key: str, envelopes: Sequence[Envelope], place: Place) -> list[OutboxRow] | None:
        """Write down that the card is being sent; ``None`` when its message was handled before."""

        def begin() -> list[OutboxRow]:
            made = (
                self.storage.outbox.begin(
                    Outgoing(
                        f"{key}:{number}",
                        place.chat_key,
                        envelope,
                        place.person,
                        DANGER,
                        reference=_reference(key, number),
                    ),
                    now(),
                )
                for number, envelope in enumerate(envelopes)
            )
            return [row for row in made if row is not None]

        once = await self.storage.write(lambda: self.storage.handled.once(key, now(), begin))
        return once.result if once.ran else None

    async def _insist(
        self, chat: int, envelope: Envelope, reference: str, *, in_doubt: bool
    ) -> str | TelegramError | None:
        """Try until it arrives; a refusal may be about the form, so then once more as bare text."""
        attempt = 0
        while True:
            attempt += 1
            note = self.catalogue.text("telegram.double", reference=reference) if in_doubt else ""
            try:
                return await self._once(chat, envelope, note)
            except BadRequest as error:
                if "bare" in envelope:
                    return error
                LOG.error("the danger card was refused (%s): sent without form", described(error))
                envelope = {**envelope, "bare": True, "keyboard": [], "thread": None, "reply_to": None}
            except TelegramError as error:
                verdict = judge(error, attempt, urgent=True)
                in_doubt = in_doubt or verdict.in_doubt
                if verdict.moved_to is not None:
                    chat = verdict.moved_to
                elif verdict.fate is not Fate.RETRY:
                    LOG.error("the danger card did not arrive: %s", described(error))
                    return error
                else:
                    if attempt % TELL_EVERY == 1:
                        LOG.warning("the danger card waits (attempt %d): %s", attempt, described(error))
                    await asyncio.sleep(min(verdict.after, LONGEST_PAUSE).total_seconds())

    async def _once(self, chat: int, envelope: Envelope, note: str = "") -> str | None:
        """One call, which counts for the limiter and waits for nothing.

        Raises:
            TelegramError: It failed.
        """
        self.limiter.count(chat, time.monotonic())
        try:
            return await perform(self.bot, chat, envelope, note)
        finally:
            self.limiter.answered(chat, time.monotonic())

    async def _settle(
        self, noting: "asyncio.Future[list[OutboxRow] | None]", outcomes: Sequence[str | TelegramError | None]
    ) -> None:
        """Write down what became of the card; a store that cannot is reported and left."""
        try:
            rows = await noting or []

            def finish() -> None:
                for row, outcome in zip(rows, outcomes, strict=True):
                    if isinstance(outcome, TelegramError):
                        self.storage.outbox.dead(row.row_id, now(), described(outcome))
                    else:
                        self.storage.outbox.sent(row.row_id, now(), outcome)

            await self.storage.write(finish)
        except StoreError as error:
            LOG.error("a danger card was sent but not written down: %s", error)

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work, name="settle a danger card")
        self._background.add(task)
        task.add_done_callback(self._background.discard)


def _reference(key: str, number: int) -> str:
    """The mark of a card: the same in every life, also where the store never knew of it."""
    return blake2b(f"{key}:{number}".encode(), digest_size=4).hexdigest()
