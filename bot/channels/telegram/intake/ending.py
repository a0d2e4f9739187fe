"""What intake and handling agree on: how an update ends, and what takes updates in."""

import asyncio
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from telegram import Update
from telegram.constants import UpdateType

ALLOWED = [
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.INLINE_QUERY,
    UpdateType.POLL,
    UpdateType.POLL_ANSWER,
]
"""Kinds of updates the bot has a use for; Telegram keeps the others back."""
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
"""What python-telegram-bot raises on an update that lacks what it expects."""
SPAN = 100
"""Updates that are open at the same time at most: as many as one ``getUpdates`` returns."""
MOST_FAILURES = 3
"""An update that failed so often is given up: what is said later waits behind it, and that may be danger."""

Admit = Callable[[Update], None]


class End(StrEnum):
    """How an update ended.

    Attributes:
        KEPT: Its effects are committed, or it has none.
        TOLD: They cannot be committed now, and its asker was told so; it is tried further and ends once more.
        LATER: They cannot be committed now, and were tried long enough: where Telegram can keep it, it does.
        FAILED: Something went wrong that nobody foresaw; it is taken once more, :data:`MOST_FAILURES` times in all.
    """

    KEPT = "kept"
    TOLD = "told"
    LATER = "later"
    FAILED = "failed"


class Close(Protocol):
    """Tells how one update ended."""

    def __call__(self, end: End = End.KEPT) -> None:
        """It ended like this."""


class Window(Protocol):
    """The updates that are being handled."""

    @property
    def open(self) -> int:
        """How many there are."""

    @property
    def crowded(self) -> bool:
        """Whether they keep new ones out of sight."""

    def close(self, update_id: int, end: End = End.KEPT) -> None:
        """One ended."""

    async def all_before(self, update_id: int) -> None:
        """Wait, but not for ever, until every update before this one was taken in."""


class Intake(Protocol):
    """Takes updates from Telegram."""

    @property
    def caught_up(self) -> asyncio.Event:
        """Set while nothing that happened before waits at Telegram; cleared while it cannot be reached."""

    @property
    def reached(self) -> bool:
        """Whether Telegram answers, and can reach this process where it has to."""

    async def run(self) -> None:
        """Take updates for ever."""

    def leave(self) -> None:
        """Take no new ones; what is being handled may still end."""

    async def close(self) -> None:
        """Let go of what did not end; Telegram tells of it again."""


def stopping() -> bool:
    """Whether this task is being cut off because the process ends: its update is fetched again."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
