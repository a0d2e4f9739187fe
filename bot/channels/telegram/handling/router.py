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
from bot.channels.telegram.intake.ending import Close, End, Window
from bot.channels.telegram.intake.lanes import Lanes
from bot.channels.telegram.intake.reading import read_message
from knowledge.errors import KnowledgeError, StoreError

LOG = getLogger(__name__)
STORE_PAUSE_S = 5.0
"""Seconds before something that could not be kept is tried again."""
MOST_TRIES = 24
"""Tries before a change of a group is given up (two minutes)."""


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
    """

    me: Self
    window: Window
    lanes: Lanes
    turns: Turns
    taps: Taps
    membership: Membership
    inline: Inline
    polls: Polls | None = None
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
        self.lanes.put(polls.lane(update), lambda: self._kept(lambda: polls.handle(update), done))

    async def close(self) -> None:
        """Stop what was not handed over yet; it is fetched again later."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.inline.close()

    async def _kept(self, work: Callable[[], Awaitable[None]], close: Close) -> None:
        """Do something that must be kept before it is confirmed; wait for a store that is broken."""
        end = End.FAILED
        for _ in range(MOST_TRIES):
            try:
                await work()
            except StoreError as error:
                LOG.error("a change of a group or an answer waits for the store: %s", error)
                await asyncio.sleep(STORE_PAUSE_S)
            except KnowledgeError as error:
                LOG.error("a change of a group or an answer was left: %s", error)
                end = End.KEPT
                break
            else:
                end = End.KEPT
                break
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
