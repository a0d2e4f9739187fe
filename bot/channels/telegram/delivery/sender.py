"""Empty the outbox: in order per chat, danger first, at least once."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from logging import getLogger
from traceback import format_tb
from typing import TypeVar

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.delivery.calls import perform
from bot.channels.telegram.delivery.failures import Fate, described, judge
from bot.channels.telegram.delivery.limiter import Limiter
from bot.channels.telegram.delivery.persisting import persistent
from bot.channels.telegram.delivery.polls import POLL, PollKeeper, ref_of, send_poll
from bot.channels.telegram.intake.place import chat_key, chat_number
from bot.channels.telegram.rendering.envelopes import Envelope
from bot.channels.telegram.storage import Storage, now
from bot.measuring import Measure, Stage, Unmeasured, timed
from knowledge.errors import OutboxStateError
from knowledge.messages.catalogue import Catalogue
from knowledge.store.outbox import DANGER, LATER
from knowledge.store.rows import OutboxRow

LOG = getLogger(__name__)
T = TypeVar("T")
IDLE_S = 5.0
"""Seconds between looks at the queue when nothing wakes the sender."""


@dataclass
class Sender:
    """Sends what is queued.

    Attributes:
        bot: An initialised bot.
        storage: The outbox.
        limiter: Shared with what goes out at once.
        catalogue: Words of the channel.
        parallel: Messages on their way at the same time.
        polls: Told what becomes of quiz questions; without it none can be sent.
        listeners: Called whenever something was queued or sent.
        measure: Told how long a call takes.
    """

    bot: Bot
    storage: Storage
    limiter: Limiter
    catalogue: Catalogue
    parallel: int
    polls: PollKeeper | None = None
    listeners: list[Callable[[], None]] = field(default_factory=list)
    measure: Measure = field(default_factory=Unmeasured)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def wake(self) -> None:
        """Something was queued."""
        self._wake.set()
        for listener in self.listeners:
            listener()

    async def run(self) -> None:
        """Send for ever; first what a crash left in doubt, marked as possibly double."""
        doubtful = await self._persist(lambda: self.storage.outbox.recover(now()))
        if doubtful:
            LOG.warning("%d messages were being sent when the last run ended: sent again, marked", doubtful)
        room = asyncio.Semaphore(self.parallel)
        while True:
            await room.acquire()
            self._wake.clear()
            full = self.limiter.full(time.monotonic())
            # What cannot go out now is not claimed either: to put it back is as much work as to send it.
            row = await self._persist(partial(self._claim, DANGER if full else LATER))
            if row is None:
                room.release()
                await self._rest(full)
                continue
            task = asyncio.create_task(self._send(row), name="send")
            self._tasks.add(task)
            task.add_done_callback(lambda done: self._ended(done, room))

    async def close(self, seconds: float) -> None:
        """Give what is on its way a moment to arrive; what is cut off is in doubt and sent again."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ended(self, task: "asyncio.Task[None]", room: asyncio.Semaphore) -> None:
        self._tasks.discard(task)
        room.release()
        self.wake()
        if not task.cancelled() and (error := task.exception()):
            # The row stays marked as being sent: the next start sends it again, marked as possibly double.
            LOG.error("sending failed: %s at\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))

    def _claim(self, at_most: int) -> OutboxRow | None:
        return self.storage.outbox.claim(now(), at_most)

    async def _rest(self, full: float) -> None:
        """Sleep until something is queued, a retry is due, there is room again, or a while has passed."""
        wait = full or IDLE_S
        if not full and (due := await self._persist(lambda: self.storage.outbox.next_due())) is not None:
            wait = min(max((due - now()).total_seconds(), 0.01), IDLE_S)
        with suppress(TimeoutError):
            # Not wait_for: in Python 3.11 that can lose a cancellation, and the sender would never end.
            async with asyncio.timeout(wait):
                await self._wake.wait()

    async def _send(self, row: OutboxRow) -> None:
        chat = chat_number(row.chat)
        if row.priority == DANGER:
            self.limiter.count(chat, time.monotonic())
        elif wait := self.limiter.wait(chat, time.monotonic(), group=chat < 0):
            later = now() + timedelta(seconds=wait)
            await self._settle(lambda: self.storage.outbox.postpone(row.row_id, later))
            return
        try:
            await self._carry_out(row, chat)
        finally:
            self.limiter.answered(chat, time.monotonic())

    async def _carry_out(self, row: OutboxRow, chat: int) -> None:
        assert row.message is not None  # noqa: S101 - only sent rows have none
        if row.message["kind"] == POLL:
            await self._send_poll(row, row.message, chat)
            return
        note = self.catalogue.text("telegram.double", reference=row.reference) if row.possibly_double else ""
        erased = self.catalogue.text("telegram.erased")
        try:
            with timed(self.measure, Stage.SENDING):
                message_id = await perform(self.bot, chat, row.message, note, erased)
        except TelegramError as error:
            await self._failed(row, error)
        except (KeyError, ValueError) as error:
            await self._dead(row, f"cannot be sent by this version ({type(error).__name__})")
        else:
            await self._done(row, message_id)

    async def _send_poll(self, row: OutboxRow, envelope: Envelope, chat: int) -> None:
        """Send a quiz question; one that may have arrived is never sent again, but asked anew under its own name."""
        polls = self.polls
        if polls is None:
            await self._dead(row, "quizzes cannot be kept by this process")
            return
        ref = ref_of(envelope)
        if row.possibly_double:
            await self._settle(lambda: self._asked_anew(row, polls))
            return
        if not await self._persist(lambda: polls.is_wanted(ref)):
            await self._settle(lambda: self._dropped(row, polls))
            return
        try:
            sent = await send_poll(self.bot, chat, envelope)
        except TelegramError as error:
            await self._failed(row, error)
        except (KeyError, ValueError) as error:
            await self._dead(row, f"cannot be sent by this version ({type(error).__name__})")
        else:

            def settle() -> None:
                polls.sent(ref, sent)
                self.storage.outbox.sent(row.row_id, now(), sent.message_id)

            await self._settle(settle)
            polls.saw(row.chat, sent.message_id)

    def _asked_anew(self, row: OutboxRow, polls: PollKeeper) -> None:
        assert row.message is not None  # noqa: S101 - only sent rows have none
        polls.doubtful(ref_of(row.message))
        self.storage.outbox.sent(row.row_id, now())

    def _dropped(self, row: OutboxRow, polls: PollKeeper) -> None:
        assert row.message is not None  # noqa: S101 - only sent rows have none
        polls.dropped(ref_of(row.message))
        self.storage.outbox.sent(row.row_id, now())

    async def _failed(self, row: OutboxRow, error: TelegramError) -> None:
        verdict = judge(error, row.attempts, urgent=row.priority == DANGER)
        outbox = self.storage.outbox
        if verdict.fate is Fate.DONE:
            await self._done(row, None)
        elif verdict.fate is Fate.DEAD:
            await self._dead(row, described(error))
        elif verdict.moved_to is not None:
            await self._settle(lambda: self._moved(row, chat_key(verdict.moved_to or 0)))
        else:
            LOG.warning("message %s waits %.1f s: %s", row.reference, verdict.after.total_seconds(), described(error))
            later = now() + verdict.after
            await self._settle(lambda: outbox.retry(row.row_id, later, described(error), in_doubt=verdict.in_doubt))

    async def _done(self, row: OutboxRow, message_id: str | None) -> None:
        if self.polls is not None and message_id is not None:
            self.polls.saw(row.chat, message_id)
        keep = bool(row.message and row.message["kind"] != "erase" and row.message.get("keep", True))
        await self._settle(lambda: self.storage.outbox.sent(row.row_id, now(), message_id, keep=keep))
        if not keep:
            await persistent(self.storage.purge)

    async def _dead(self, row: OutboxRow, reason: str) -> None:
        LOG.error("message %s was given up (%s); see 'houvast outbox'", row.reference, reason)
        await self._settle(lambda: self._give_up(row, reason))

    def _give_up(self, row: OutboxRow, reason: str) -> None:
        self.storage.outbox.dead(row.row_id, now(), reason)
        if self.polls is not None and row.message and row.message["kind"] == POLL:
            self.polls.refused(ref_of(row.message), reason)

    def _moved(self, row: OutboxRow, new: str) -> None:
        """The group became a supergroup: everything of it goes on under its new id."""
        self.storage.outbox.postpone(row.row_id, now())
        self.storage.outbox.move_chat(row.chat, new)
        self.storage.roster.move_chat(row.chat, new)
        self.storage.quizzes.move_chat(row.chat, new)

    async def _settle(self, work: Callable[[], object]) -> None:
        """Store what became of a row that is being sent."""
        try:
            await self._persist(work)
        except OutboxStateError as error:
            LOG.error("outbox: %s", error)

    async def _persist(self, work: Callable[[], T]) -> T:
        """Write, and wait for the store when it is broken: a message must not be sent twice for its sake."""
        return await persistent(lambda: self.storage.write(work))
