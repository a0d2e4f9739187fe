"""What an error of the Bot API means for the message that met it.

Descriptions of errors may quote the message, so only the class and a known phrase are ever kept or logged.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

PHRASES = (
    "bot was blocked by the user",
    "bot can't initiate conversation",
    "bot was kicked",
    "bot is not a member",
    "user is deactivated",
    "chat not found",
    "message thread not found",
    "topic_closed",
    "not enough rights",
    "have no rights",
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message to be replied not found",
    "message is too long",
    "can't parse entities",
    "query is too old",
    "terminated by other getupdates",
    "webhook is active",
    "not found",
    "unauthorized",
    "bad gateway",
    "timed out",
)
_NOTHING_TO_DO = ("message is not modified", "message to edit not found", "message to delete not found")
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
SHORTEST_S, LONGEST_S = 1.0, 60.0
"""Seconds between attempts: doubled each time, up to the longest."""
MOST_ATTEMPTS = 66
"""After this many (an hour of trying) an answer is of no use any more."""
LONGEST_URGENT_S = 2.0
"""Seconds between attempts while a danger card waits; a flood limit may ask for more."""
MOST_URGENT_ATTEMPTS = 1800
"""An hour of trying with these pauses."""


class Fate(StrEnum):
    """What becomes of a message after an error."""

    RETRY = "retry"
    DEAD = "dead"
    DONE = "done"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The consequence of an error.

    Attributes:
        fate: What becomes of the message.
        after: How long to wait before a retry.
        in_doubt: The message may have arrived all the same.
        moved_to: New id of the chat.
    """

    fate: Fate
    after: timedelta = timedelta()
    in_doubt: bool = False
    moved_to: int | None = None


def judge(error: TelegramError, attempts: int, *, urgent: bool = False) -> Verdict:
    """Decide what an error means.

    Args:
        error: As python-telegram-bot raised it.
        attempts: How often the message was tried, this time included.
        urgent: Whether it is about danger: then it is tried more often.

    Returns:
        The verdict; a flood limit says itself how long it holds, and only for this message's chat.
    """
    if isinstance(error, RetryAfter):
        return Verdict(Fate.RETRY, pause_of(error))
    if isinstance(error, ChatMigrated):
        return Verdict(Fate.MOVED, moved_to=error.new_chat_id)
    if isinstance(error, BadRequest):
        return Verdict(Fate.DONE if _phrase(error) in _NOTHING_TO_DO else Fate.DEAD)
    if isinstance(error, Forbidden):
        return Verdict(Fate.DEAD)
    longest, most = (LONGEST_URGENT_S, MOST_URGENT_ATTEMPTS) if urgent else (LONGEST_S, MOST_ATTEMPTS)
    if attempts >= most:
        return Verdict(Fate.DEAD)
    # Two to the sixth is more than the longest pause; further on the power would grow without end.
    pause = timedelta(seconds=min(SHORTEST_S * 2 ** min(attempts - 1, 6), longest))
    return Verdict(Fate.RETRY, pause, in_doubt=_may_have_arrived(error))


def described(error: Exception) -> str:
    """An error in words that never hold text of a message, an address or a token."""
    phrase = _phrase(error)
    return f"{type(error).__name__} ({phrase})" if phrase else type(error).__name__


def _phrase(error: Exception) -> str | None:
    said = str(error).casefold()
    return next((phrase for phrase in PHRASES if phrase in said), None)


def pause_of(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait."""
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)


def _may_have_arrived(error: TelegramError) -> bool:
    """No answer is no proof: only when no connection was made, or the token refused, was nothing sent."""
    if isinstance(error, InvalidToken):
        return False
    return not (isinstance(error, NetworkError) and isinstance(error.__cause__, _NOT_SENT))
