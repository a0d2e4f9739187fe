"""Carry out what has to do with polls: send one, stop one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from telegram import Bot
from telegram.constants import PollType
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.channels.telegram.delivery.calls import keyboard_of
from bot.channels.telegram.rendering.envelopes import Envelope
from knowledge.quiz.live import PollRef

POLL = "poll"
"""Kind of an envelope with a quiz question."""


@dataclass(frozen=True, slots=True)
class SentPoll:
    """A poll that stands in a chat.

    Attributes:
        poll_id: Telegram's id of the poll, under which its answers come.
        message_id: Telegram's id of the message, with which it is stopped.
    """

    poll_id: str
    message_id: str


class PollKeeper(Protocol):
    """Is told what becomes of quiz questions; :meth:`is_wanted` and :meth:`saw` need no transaction."""

    def is_wanted(self, ref: PollRef) -> bool:
        """Whether a question that waits is still to be asked."""

    def saw(self, chat: str, message_id: str) -> None:
        """A message stands in a chat; outside any transaction."""

    def sent(self, ref: PollRef, poll: SentPoll) -> None:
        """It stands in its chat."""

    def doubtful(self, ref: PollRef) -> None:
        """Nobody knows whether it arrived; it is not sent again under this reference."""

    def dropped(self, ref: PollRef) -> None:
        """It is not wanted any more, and was not sent."""

    def refused(self, ref: PollRef, reason: str) -> None:
        """Telegram refused it for good."""


def ref_of(envelope: Envelope) -> PollRef:
    """Which quiz question an envelope holds."""
    return PollRef(envelope["session"], envelope["position"], envelope["attempt"])


async def send_poll(bot: Bot, chat: int, envelope: Envelope) -> SentPoll:
    """Put a quiz question to a chat (https://core.telegram.org/bots/api#sendpoll).

    A quiz poll takes several right answers since Bot API 9.6 (``correct_option_ids``).

    Args:
        bot: The bot.
        chat: Where.
        envelope: A quiz question from :class:`bot.channels.telegram.rendering.envelopes.Envelopes`.

    Raises:
        TelegramError: The call failed.
    """
    seconds = envelope["seconds"]
    sent = await bot.send_poll(
        chat,
        envelope["question"],
        envelope["options"],
        type=PollType.QUIZ,
        is_anonymous=envelope["anonymous"],
        allows_multiple_answers=len(envelope["correct"]) > 1,
        # The first answer counts, so the app must not offer another one.
        allows_revoting=False,
        correct_option_ids=envelope["correct"],
        explanation=envelope["explanation"],
        open_period=timedelta(seconds=seconds) if seconds else None,
        # Forwarded, it would take the votes of strangers.
        protect_content=True,
        message_thread_id=envelope.get("thread"),
        reply_markup=keyboard_of(envelope),
    )
    if sent.poll is None:
        raise ValueError("Telegram answered sendPoll with a message that holds no poll")
    return SentPoll(sent.poll.id, str(sent.message_id))


async def stop_poll(bot: Bot, chat: int, message: int) -> tuple[str, str] | None:
    """Stop a poll.

    Args:
        bot: The bot.
        chat: Where.
        message: Telegram's id of the message.

    Returns:
        Id and question of the poll; ``None`` when there is none of the bot there that takes votes.

    Raises:
        TelegramError: Telegram cannot be reached, or asks to wait.
    """
    try:
        stopped = await bot.stop_poll(chat, message)
    except (BadRequest, Forbidden, ChatMigrated):
        return None
    return stopped.id, stopped.question
