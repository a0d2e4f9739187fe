"""A message or a pressed button on its way through the conversation."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from logging import getLogger
from traceback import format_tb

from telegram import Bot

from actions.conversation import receive
from actions.front import CARD_PAYLOADS, Front
from actions.vocabulary import DecisionKind, InboundMessage, Reply
from bot.channels.telegram.delivery.direct import Direct
from bot.channels.telegram.delivery.sender import Sender
from bot.channels.telegram.handling import beginnings
from bot.channels.telegram.handling.queueing import queue_reply
from bot.channels.telegram.intake.ending import Close, End, stopping
from bot.channels.telegram.intake.lanes import Lanes
from bot.channels.telegram.intake.place import Place
from bot.channels.telegram.intake.reading import Received
from bot.channels.telegram.rendering.envelopes import Envelopes
from bot.channels.telegram.storage import Storage, now
from bot.channels.telegram.typing_indicator import typing
from knowledge.errors import StoreError
from knowledge.signals.danger.model import NO_DANGER, DangerJudgement, DangerLevel
from knowledge.signals.manner.check_answer import CheckAnswer

LOG = getLogger(__name__)
RETRY_S = (2.0, 5.0, 15.0, 30.0, 60.0)
"""Seconds between attempts while the store cannot commit; then the asker, who was told, must ask again."""
Prepare = Callable[[], Awaitable[InboundMessage]]


@dataclass
class Turns:
    """Takes messages to their replies.

    Attributes:
        bot: Shows "is typing".
        front: The conversation; queues its replies through :meth:`queue`.
        storage: What the channel keeps.
        envelopes: Puts replies in Telegram's form.
        lanes: Order per chat.
        direct: Sends what waits for nothing.
        sender: Woken when something is queued.
        crowded: Whether updates that wait keep new ones out of sight.
    """

    bot: Bot
    front: Front
    storage: Storage
    envelopes: Envelopes
    lanes: Lanes
    direct: Direct
    sender: Sender
    crowded: Callable[[], bool]
    _places: dict[str, Place] = field(default_factory=dict)
    _stuck: set[int] = field(default_factory=set)
    _early: set[asyncio.Task[None]] = field(default_factory=set)
    _suspects: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.front = replace(self.front, deliver=self.queue)

    def take(self, received: Received, close: Close, prepare: Prepare | None = None) -> None:
        """Take a message; returns at once.

        Danger is judged beside the lane of the chat, so that the card never waits for what came before.

        Args:
            received: The message and where its reply goes.
            close: Told how it ended.
            prepare: Work in the order of the chat that yields the message to take instead.
        """
        judging = asyncio.create_task(self.front.judge(received.message), name="judge")
        early = asyncio.create_task(self._card_if_acute(received, judging, close), name="card")
        self._early.add(early)
        early.add_done_callback(self._early_ended)
        self.lanes.put(received.place.chat, lambda: self._in_order(received, judging, close, prepare))

    def queue(self, message: InboundMessage, reply: Reply) -> None:
        """Queue a reply inside the transaction of its turn (:data:`actions.front.Deliver`)."""
        place = self._places[message.key]
        self._queue(message, reply, place)

    def _queue(self, message: InboundMessage, reply: Reply, place: Place) -> None:
        queue_reply(self.storage.outbox, self.envelopes.parcels(reply.messages, place), message, reply, place)

    async def close(self, seconds: float) -> None:
        """Let cards that are being sent arrive."""
        if self._early:
            await asyncio.wait(self._early, timeout=seconds)
        await self.direct.close()

    async def _card_if_acute(self, received: Received, judging: "asyncio.Task[DangerJudgement]", close: Close) -> None:
        """Send the card at once; also for a "ja" that would have to wait for a store that is broken."""
        await asyncio.wait([judging])
        if judging.exception() is not None:
            return
        message, danger = received.message, judging.result()
        acute = danger.level is DangerLevel.ACUTE
        if not acute and not (received.place.chat in self._stuck and self._says_yes(message)):
            return
        end = End.FAILED
        try:
            await self.direct.card(message, self.front.card(message, danger), received.place)
            end = End.KEPT
        finally:
            if acute and not stopping():
                close(end)

    def _early_ended(self, task: "asyncio.Task[None]") -> None:
        self._early.discard(task)
        if not task.cancelled() and (error := task.exception()):
            where = "".join(format_tb(error.__traceback__))
            LOG.critical("a danger card failed: %s at\n%s", type(error).__name__, where)

    def _says_yes(self, message: InboundMessage) -> bool:
        given = self.front.check_answers.read(message.text) if message.payload is None else None
        return message.payload in CARD_PAYLOADS or given in (CheckAnswer.YES, CheckAnswer.UNKNOWN)

    async def _in_order(
        self, received: Received, judging: "asyncio.Task[DangerJudgement]", close: Close, prepare: Prepare | None
    ) -> None:
        await asyncio.wait([judging])
        danger = NO_DANGER if judging.exception() else judging.result()
        if danger.level is DangerLevel.ACUTE:
            return
        end = End.FAILED
        try:
            if await beginnings.earlier(self.storage, received.message.key) < beginnings.SUSPECT:
                end = await self._handle(received, danger, judging.exception(), close, prepare)
            else:
                # Which of the messages that were open takes the process down is not known: one at a time.
                async with self._suspects:
                    end = await self._handle(received, danger, judging.exception(), close, prepare)
        finally:
            # Also after a failure nobody foresaw: an update that stays open would keep new ones out of sight.
            if not stopping():
                close(end)

    async def _handle(
        self,
        received: Received,
        danger: DangerJudgement,
        failed: BaseException | None,
        close: Close,
        prepare: Prepare | None,
    ) -> End:
        message, place = received.message, received.place
        async with typing(self.bot, place):
            if await beginnings.count(self.storage, message.key) > beginnings.MOST:
                failed = GivenUp()
            elif prepare is not None:
                message = await prepare()
            if failed:
                reply: Reply | None = self.front.cannot_answer(message, danger, _error(failed))
            else:
                reply = await self._turn(message, place, danger)
        return await self._answer(message, place, reply, danger, close)

    async def _turn(self, message: InboundMessage, place: Place, danger: DangerJudgement) -> Reply | None:
        self._places[message.key] = place
        try:
            return await receive(message, self.front, danger)
        finally:
            del self._places[message.key]

    async def _answer(
        self, message: InboundMessage, place: Place, reply: Reply | None, danger: DangerJudgement, close: Close
    ) -> End:
        """See to it that a reply goes out and the message counts as handled; returns when it may be confirmed."""
        if reply is None:
            return End.KEPT
        if reply.committed:
            self.sender.wake()
        elif reply.decision.kind is DecisionKind.DANGER:
            await self.direct.card(message, reply, place)
        elif not await self._keep(message, place, reply):
            told = await self._told(reply, place, close)
            return await self._try_again(message, place, danger, close, told=told)
        return End.KEPT

    async def _keep(self, message: InboundMessage, place: Place, reply: Reply) -> bool:
        """Queue a reply that came without a turn and mark the message handled; False when the store refuses."""
        try:
            await self.storage.write(
                lambda: self.storage.handled.once(message.key, now(), lambda: self._queue(message, reply, place))
            )
        except StoreError as error:
            LOG.error("a reply goes out unkept: %s", error)
            return False
        self.sender.wake()
        return True

    async def _told(self, reply: Reply, place: Place, close: Close) -> bool:
        """Tell the asker that there is no answer now; whether that arrived."""
        told = await self.direct.notice(reply.messages, place)
        if told:
            close(End.TOLD)
        return told

    async def _try_again(
        self, message: InboundMessage, place: Place, danger: DangerJudgement, close: Close, *, told: bool
    ) -> End:
        """Repeat a turn whose effects could not be committed, while its chat waits."""
        self._stuck.add(place.chat)
        try:
            for seconds in RETRY_S:
                if not await self._rest(seconds):
                    break
                reply = await self._turn(message, place, danger)
                if reply is None or reply.committed:
                    self.sender.wake()
                    return End.KEPT
                if reply.decision.kind is not DecisionKind.DANGER and await self._handled(message):
                    return End.KEPT
                told = told or await self._told(reply, place, close)
            LOG.error("a message was left: its effects could not be kept; the asker was %stold", "" if told else "not ")
            return End.FAILED
        finally:
            self._stuck.discard(place.chat)

    async def _rest(self, seconds: float) -> bool:
        """Wait; False when others wait behind this and it should be given up."""
        for _ in range(int(seconds)):
            if self.crowded():
                return False
            await asyncio.sleep(1)
        return True

    async def _handled(self, message: InboundMessage) -> bool:
        """Mark a message handled whose asker was told that there is no answer; False when the store refuses."""
        try:
            await self.storage.write(lambda: self.storage.handled.once(message.key, now(), lambda: None))
        except StoreError:
            return False
        return True


class GivenUp(Exception):
    """A message ended the process each time it was handled."""


def _error(error: BaseException | None) -> Exception:
    """What :meth:`Front.cannot_answer` takes."""
    return error if isinstance(error, Exception) else GivenUp()
