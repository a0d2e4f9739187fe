"""What is done every minute without anybody asking: reminders, posts that are edited down, rows that expire."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from logging import getLogger

from actions.jobs.consultations import run
from actions.jobs.parts import JobParts
from actions.jobs.practice import PracticeParts
from actions.jobs.practice import run as run_practice
from actions.jobs.quizzes import run as run_quizzes
from actions.jobs.reflection import ReflectionParts
from actions.jobs.reflection import run as run_reflection
from actions.jobs.reviews import ReviewParts
from actions.jobs.reviews import run as run_reviews
from actions.quizzes.parts import QuizParts
from actions.vocabulary import OutboundMessage
from bot.channels.telegram.delivery.sender import Sender
from bot.channels.telegram.handling.queueing import person_of
from bot.channels.telegram.intake.place import PREFIX, Place
from bot.channels.telegram.rendering.envelopes import Envelopes
from bot.channels.telegram.storage import Storage, now
from knowledge.errors import KnowledgeError
from knowledge.store.outbox import Outgoing
from knowledge.store.retention import Retention

LOG = getLogger(__name__)
EVERY_S = 60.0
RETENTION_EVERY = timedelta(hours=24)


@dataclass
class Rounds:
    """Does what is due.

    Attributes:
        storage: The outbox, and the database that everything of a round is committed to.
        envelopes: Puts messages in Telegram's form.
        sender: Woken when something is queued.
        parts: Stores and words of the jobs; ``None`` when the knowledge base could not be opened.
        reflection: The same for the reflection question of the week.
        reviews: The same for review dates, and for answers to what was asked.
        quizzes: The same for planned quizzes.
        practice: The same for the practice of today.
    """

    storage: Storage
    envelopes: Envelopes
    sender: Sender
    parts: JobParts | None
    reflection: ReflectionParts | None = None
    reviews: ReviewParts | None = None
    quizzes: QuizParts | None = None
    practice: PracticeParts | None = None
    _expired_at: datetime = field(default_factory=now)

    async def run(self) -> None:
        """Go round for ever; a round that fails is repeated with the next."""
        while True:
            await asyncio.sleep(EVERY_S)
            try:
                await self.once(now())
            except KnowledgeError as error:
                LOG.error("a round was not made: %s", error)

    async def once(self, moment: datetime) -> int:
        """One round.

        Args:
            moment: The present.

        Returns:
            How many messages were queued.

        Raises:
            StoreError: Nothing of it was kept.
        """
        queued = 0
        if self.parts is not None:
            parts = self.parts
            queued = await self.storage.write(lambda: run(parts, moment, self.queue))
        if self.reflection is not None:
            weekly = self.reflection
            queued += await self.storage.write(lambda: run_reflection(weekly, moment, self.queue))
        if self.reviews is not None:
            reviews = self.reviews
            queued += await self.storage.write(lambda: run_reviews(reviews, moment, self.queue))
        if self.quizzes is not None:
            quizzes = self.quizzes
            queued += await self.storage.write(lambda: run_quizzes(quizzes, moment, self.queue))
        if self.practice is not None:
            practice = self.practice
            queued += await self.storage.write(lambda: run_practice(practice, moment, self.queue))
        # A last time in the future is that of a clock that was wrong: what expires must not wait until then.
        if not timedelta() <= moment - self._expired_at < RETENTION_EVERY:
            self._expired_at = moment
            await self._expire(moment)
        if queued:
            self.sender.wake()
        return queued

    async def _expire(self, moment: datetime) -> None:
        database = self.storage.database
        if database is not None:
            changed = await asyncio.to_thread(Retention(database).expire, moment)
            LOG.info("expired rows removed: %s", {table: count for table, count in changed.items() if count})

    def queue(self, key: str, message: OutboundMessage) -> None:
        """Put a message in the outbox, inside the transaction of its job; a key that is known is not queued again."""
        target = message.target
        if target is None or not target.chat.startswith(PREFIX):
            LOG.error("job %s has a message for another channel: not sent", key)
            return
        nowhere = Place(0, group=True)
        for number, parcel in enumerate(self.envelopes.parcels([message], nowhere)):
            there = parcel.place
            person = person_of(there)
            outgoing = Outgoing(f"{key}:{number}", there.chat_key, parcel.envelope, person, subject=parcel.subject)
            self.storage.outbox.queue(outgoing, now())
