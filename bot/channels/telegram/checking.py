"""Ask Telegram who we are, and how a webhook goes, to check what is set."""

from dataclasses import dataclass

from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.connection import Line, make_bot
from bot.channels.telegram.delivery.failures import described
from bot.errors import TelegramOutOfReach, TokenRefused


async def whoami(line: Line) -> str:
    """The username of the bot.

    Raises:
        TokenRefused: Telegram does not know the token.
        TelegramOutOfReach: There is no answer.
    """
    try:
        bot = make_bot(line)
        async with bot:
            return bot.username
    except InvalidToken as error:
        raise TokenRefused from error
    except TelegramError as error:
        raise TelegramOutOfReach(described(error)) from error


@dataclass(frozen=True, slots=True)
class WebhookState:
    """A webhook as Telegram sees it.

    Attributes:
        url: Where updates are brought; empty when they are asked for.
        pending: Updates that wait.
        trouble: What went wrong last, in Telegram's words; empty when nothing did.
    """

    url: str
    pending: int
    trouble: str


async def webhook_state(line: Line) -> WebhookState:
    """How the webhook goes.

    Raises:
        TokenRefused: Telegram does not know the token.
        TelegramOutOfReach: There is no answer.
    """
    try:
        async with make_bot(line) as bot:
            info = await bot.get_webhook_info()
            return WebhookState(info.url, info.pending_update_count, info.last_error_message or "")
    except InvalidToken as error:
        raise TokenRefused from error
    except TelegramError as error:
        raise TelegramOutOfReach(described(error)) from error
