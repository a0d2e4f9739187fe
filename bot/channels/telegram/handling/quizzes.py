"""Keeps live quizzes going: what the group must see is queued, questions close in time, lost polls are stopped."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from logging import getLogger

from telegram import Bot
from telegram.error import TelegramError

from actions.jobs.parts import Queue
from actions.quizzes.conducting import Conductor
from bot.channels.telegram.delivery.failures import described
from bot.channels.telegram.delivery.polls import SentPoll, stop_poll
from bot.channels.telegram.handling.lost_polls import LostPolls
from bot.channels.telegram.intake.place import chat_number
from bot.channels.telegram.storage import Storage, now
from knowledge.errors import KnowledgeError
from knowledge.quiz.live import PollRef, PollState

LOG = getLogger(__name__)
LIVE_S, IDLE_S = 1.0, 15.0
"""Seconds between looks while a quiz goes on, and while none does; whatever happens wakes it at once."""
GRACE = timedelta(seconds=3)
"""How long after its time a question still waits for Telegram to say that it closed, and for votes on their way."""
MOST_ATTEMPTS = 5
"""After so many times that nobody knows whether a question arrived, a group has seen enough of it: the quiz stops."""
PAUSE_S = 5.0
"""Seconds before Telegram is asked again to stop a poll, when it could not be reached."""


@dataclass
class Keeper:
    """Looks after live quizzes.

    Attributes:
        bot: Stops polls.
        storage: Quizzes and the outbox.
        conductor: Tells what a group must see; ``None`` when the knowledge base could not be opened.
        queue: Puts a message in the outbox, inside a transaction.
        caught_up: Set while every update that waited at Telegram was taken in: only then is a vote late.
        queued: Called when something was queued.
        lost: Looks for polls whose response was lost.
    """

    bot: Bot
    storage: Storage
    conductor: Conductor | None
    queue: Queue
    caught_up: asyncio.Event
    queued: Callable[[], None]
    lost: LostPolls
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _said: set[str] = field(default_factory=set)
    _pause_until: float = 0.0

    def wake(self) -> None:
        """Something happened that may take a quiz on."""
        self._wake.set()

    async def run(self) -> None:
        """Look after quizzes for ever; what fails is tried again with the next look."""
        while True:
            self._wake.clear()
            live = False
            try:
                live = await self.once()
            except KnowledgeError as error:
                LOG.error("quizzes wait: %s", error)
            with suppress(TimeoutError):
                async with asyncio.timeout(LIVE_S if live else IDLE_S):
                    await self._wake.wait()

    async def once(self) -> bool:
        """One look.

        Returns:
            Whether a quiz goes on.

        Raises:
            KnowledgeError: The store cannot be used, or a quiz is not what it should be.
        """
        conductor, moment = self.conductor, now()
        if conductor is None:
            return False
        idle = await self.storage.read(lambda: conductor.idle(moment, self._said))
        if not idle:
            if self.caught_up.is_set():
                await self._close_due()
            told = await self.storage.write(lambda: conductor.run(now(), self.queue, self._said))
            if told - self._said:
                self.queued()
            self._said |= told
        await self.lost.note(conductor)
        await self._stop_polls()
        if await self.lost.search():
            self.wake()
        return not idle

    # What the sender tells; each inside the transaction that ends the row.

    def is_wanted(self, ref: PollRef) -> bool:
        """Whether a question that waits to be sent is still to be asked."""
        live = self.storage.quizzes
        session = live.session(ref.session_id)
        current = next((poll for poll in live.polls(ref.session_id, ref.position) if poll.ref == ref), None)
        is_open = session.state.is_live and session.items[ref.position - 1].closed_at is None
        return is_open and current is not None and current.state is PollState.SENDING

    def saw(self, chat: str, message_id: str) -> None:
        """A message stands in a chat: what is lost there stands before it. Outside any transaction."""
        self.lost.saw(chat, message_id)

    def sent(self, ref: PollRef, poll: SentPoll) -> None:
        """A question stands in its chat."""
        early = self.storage.quizzes.poll_sent(ref, poll.poll_id, poll.message_id, now())
        if early:
            LOG.info("%d answers came before the sending call returned", early)

    def doubtful(self, ref: PollRef) -> None:
        """Nobody knows whether a question arrived: it is asked again."""
        if ref.attempt >= MOST_ATTEMPTS and self.conductor is not None:
            reason = self.conductor.parts.words.text("quiz.told.no_answer", count=ref.attempt)
            self.refused(ref, reason)
            return
        again = self.storage.quizzes.lost(ref, now())
        LOG.warning("a quiz question may not have arrived: %s", "asked again" if again else "left, it is closed")

    def refused(self, ref: PollRef, reason: str) -> None:
        """Telegram refused a question for good: the quiz stops."""
        if self.conductor is not None:
            self.conductor.refused(ref, reason, now(), self.queue)
        self.dropped(ref)

    def dropped(self, ref: PollRef) -> None:
        """A question is not sent any more; where it may stand all the same, it is looked for."""
        live = self.storage.quizzes
        known = next((poll for poll in live.polls(ref.session_id, ref.position) if poll.ref == ref), None)
        if known is not None and known.state is PollState.SENDING:
            live.lost(ref, now())

    # What membership tells; inside its transaction.

    def removed(self, chat: str) -> None:
        """The bot is not in a group any more."""
        if self.conductor is not None:
            self.conductor.removed(chat, now(), self.queue)

    def moved(self, old: str, new: str) -> None:
        """A group has a new id."""
        self.storage.quizzes.move_chat(old, new)

    async def _close_due(self) -> None:
        live = self.storage.quizzes
        for poll in await self.storage.read(lambda: live.closing_due(now() - GRACE)):
            session_id, position = poll.ref.session_id, poll.ref.position
            await self.storage.write(lambda s=session_id, p=position: live.close(s, p, now()))  # type: ignore[misc]

    async def _stop_polls(self) -> None:
        """Stop what is closed for us and may still take votes in its chat."""
        if time.monotonic() < self._pause_until:
            return
        live = self.storage.quizzes
        for poll in await self.storage.read(live.to_stop):
            try:
                await stop_poll(self.bot, chat_number(poll.chat), int(poll.message_id or 0))
            except TelegramError as error:
                LOG.warning("a poll could not be stopped: %s", described(error))
                self._pause_until = time.monotonic() + PAUSE_S
                return
            ref = poll.ref
            await self.storage.write(lambda r=ref: live.stopped_in_chat(r, now()))  # type: ignore[misc]
