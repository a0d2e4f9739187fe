"""Answers to quiz questions, and polls that close: taken in exactly once, before they are confirmed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import Poll, PollAnswer, Update

from bot.channels.telegram.handling.quizzes import Keeper
from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.ending import Close, End
from bot.channels.telegram.intake.place import person_key
from bot.channels.telegram.intake.reading import update_key
from bot.channels.telegram.storage import Storage, now
from knowledge.quiz.live import Poll as KnownPoll
from knowledge.quiz.live import PollState

SOON_S, LOOK_S = 3.0, 0.1
"""Seconds in which the sending of a poll should be known, and between looks."""


@dataclass
class Polls:
    """Takes updates about polls.

    Attributes:
        me: Who the bot is.
        storage: What the channel keeps.
        keeper: Told when a quiz may go on, and knows which polls were lost.
        all_before: Waits until every update before one was taken in.
    """

    me: Self
    storage: Storage
    keeper: Keeper
    all_before: Callable[[int], Awaitable[None]]
    _open: set[asyncio.Future[None]] = field(default_factory=set)

    @staticmethod
    def lane(update: Update) -> int:
        """The line in which an update waits: one per poll, so that its end comes after its answers."""
        poll_id = update.poll_answer.poll_id if update.poll_answer else update.poll.id if update.poll else "0"
        return int(poll_id) if poll_id.isdecimal() else hash(poll_id)

    def admit(self, close: Close) -> Close:
        """Count an update as on its way; the wrapped close must be called in the end."""
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._open.add(waiting)

        def done(end: End = End.KEPT) -> None:
            self._open.discard(waiting)
            if not waiting.done():
                waiting.set_result(None)
            close(end)

        return done

    async def settled(self, update_id: int) -> None:
        """Wait until every answer before this update is taken in: a trainer who closes must not overtake it."""
        await self.all_before(update_id)
        if self._open:
            await asyncio.wait(tuple(self._open), timeout=SOON_S)

    async def handle(self, update: Update) -> None:
        """Take in an answer, or a new state of a poll.

        Raises:
            StoreError: It could not be kept.
        """
        if update.poll_answer:
            await self._answered(update.poll_answer, update_key(update, self.me))
        elif update.poll:
            await self._changed(update.poll)

    async def _answered(self, answer: PollAnswer, key: str) -> None:
        # Somebody who votes as a channel or as an anonymous administrator has no user.
        voter = answer.voter_chat.id if answer.voter_chat else answer.user.id if answer.user else None
        if voter is None:
            return
        live, options = self.storage.quizzes, list(answer.option_ids)
        await self.storage.write(
            lambda: self.storage.handled.once(
                key, now(), lambda: live.answer(answer.poll_id, person_key(voter), options, now())
            )
        )

    async def _changed(self, poll: Poll) -> None:
        """Totals of an anonymous poll, the end of any, and what tells of one that was lost."""
        if not (poll.is_closed or poll.is_anonymous or self.keeper.lost.any_nameless):
            return
        known = await self._known(poll)
        if known is None:
            return
        live, ref = self.storage.quizzes, known.ref

        def keep() -> None:
            if poll.is_anonymous:
                live.totals(poll.id, [option.voter_count for option in poll.options], poll.total_voter_count)
            if not poll.is_closed:
                return
            live.stopped_in_chat(ref, now())
            # One that was lost closes on its own; the item is open in its successor.
            if known.state is not PollState.LOST:
                live.close(ref.session_id, ref.position, now())

        await self.storage.write(keep)
        self.keeper.wake()

    async def _known(self, poll: Poll) -> KnownPoll | None:
        """Which question a poll is; one that is being sent is waited for, of one that was lost the id is kept."""
        live = self.storage.quizzes
        for _ in range(round(SOON_S / LOOK_S)):
            known = await self.storage.read(lambda: live.of_poll(poll.id))
            if known is not None:
                return known
            if not await self.storage.read(live.unsure):
                break
            if not poll.is_closed:
                return None  # it may be the one that is being sent; the next vote tells again
            await asyncio.sleep(LOOK_S)
        else:
            return None
        ref = self.keeper.lost.like(poll.question)
        if ref is None:
            return None
        await self.storage.write(lambda: live.found(ref, poll_id=poll.id))
        return await self.storage.read(lambda: live.of_poll(poll.id))
