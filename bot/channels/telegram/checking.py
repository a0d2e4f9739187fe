"""Ask Telegram who we are, to check a token."""

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
