"""Which handler an update belongs to, and when it may be confirmed."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from logging import getLogger

from telegram import Update

from bot.channels.telegram.handling.inline import Inline
from bot.channels.telegram.handling.membership import Membership
from bot.channels.telegram.handling.polls import Polls
from bot.channels.telegram.handling.taps import Taps
from bot.channels.telegram.handling.turns import Turns
from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.ending import Close, End, Window, stopping
from bot.channels.telegram.intake.lanes import Lanes
from bot.channels.telegram.intake.reading import read_message
from knowledge.errors import KnowledgeError, StoreError

LOG = getLogger(__name__)
STORE_PAUSE_S = 5.0
"""Seconds before something that could not be kept is tried again."""
VOTES = 8
"""Polls whose answers are taken in at the same time."""
LEAST_TRIES = 3
"""Tries before an answer or a change of a group makes room for what waits behind it, where something does."""


@dataclass
class Router:
    """Hands updates to their handlers.

    Attributes:
        me: Who the bot is.
        window: Told how each update ended.
        lanes: Order per chat.
        turns: Messages.
        taps: Pressed buttons.
        membership: The bot in groups.
        inline: Inline queries.
        polls: Answers to quiz questions.
        votes: Order per poll; beside the lanes of chats, so that votes which wait for the store hold nobody up.
    """

    me: Self
    window: Window
    lanes: Lanes
    turns: Turns
    taps: Taps
    membership: Membership
    inline: Inline
    polls: Polls | None = None
    votes: Lanes = field(default_factory=lambda: Lanes(VOTES))
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def admit(self, update: Update) -> None:
        """Take an update; returns at once. Whatever nobody wants is confirmed."""
        close: Close = partial(self.window.close, update.update_id)
        if update.callback_query:
            self._spawn(self.taps.take(update, close), close)
        elif update.inline_query:
            self.inline.take(update)
            close()
        elif update.poll_answer or update.poll:
            self._poll(update, close)
        elif update.my_chat_member:
            self.lanes.put(
                update.my_chat_member.chat.id, lambda: self._kept(lambda: self.membership.changed(update), close)
            )
        elif update.message and update.message.migrate_to_chat_id:
            self.lanes.put(update.message.chat.id, lambda: self._kept(lambda: self.membership.migrated(update), close))
        else:
            received = read_message(update, self.me)
            if received is None or not received.message.addressed:
                close()
            else:
                self.turns.take(received, close)

    def _poll(self, update: Update, close: Close) -> None:
        polls = self.polls
        if polls is None:
            close()
            return
        done = polls.admit(close)
        self.votes.put(polls.lane(update), lambda: self._kept(lambda: polls.handle(update), done))

    async def close(self) -> None:
        """Stop what was not handed over yet; it is fetched again later."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.inline.close()

    async def _kept(self, work: Callable[[], Awaitable[None]], close: Close) -> None:
        """Do something that must be kept before it is confirmed.

        While the store is broken it is tried for as long as that lasts, unless others wait out of sight behind it.
        """
        tries, end = 0, End.FAILED
        try:
            while True:
                tries += 1
                try:
                    await work()
                except StoreError as error:
                    if tries == 1:
                        LOG.error("a change of a group or an answer waits for the store: %s", error)
                    if tries >= LEAST_TRIES and self.window.crowded:
                        LOG.error("a change of a group or an answer makes room: others wait behind it")
                        end = End.LATER
                        return
                    await asyncio.sleep(STORE_PAUSE_S)
                except KnowledgeError as error:
                    LOG.error("a change of a group or an answer was left: %s", error)
                    end = End.KEPT
                    return
                else:
                    end = End.KEPT
                    return
        finally:
            # Cut off at the end of the process it stays open, and comes again after the next start.
            if not stopping():
                close(end)

    def _spawn(self, work: Awaitable[None], close: Close) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(done, close))

    def _ended(self, task: "asyncio.Task[None]", close: Close) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            where = "".join(traceback.format_tb(error.__traceback__))
            LOG.error("a pressed button failed: %s at\n%s", type(error).__name__, where)
            close(End.FAILED)
