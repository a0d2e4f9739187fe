"""The secret of the bot, from the environment."""

import os
from pathlib import Path

from bot.errors import TokenMissing

TOKEN = "HOUVAST_TELEGRAM_TOKEN"  # noqa: S105 - the name of the variable
TOKEN_FILE = "HOUVAST_TELEGRAM_TOKEN_FILE"  # noqa: S105


def read_token() -> str:
    """The bot's token.

    Raises:
        TokenMissing: Neither variable holds one.
    """
    token = os.environ.get(TOKEN, "").strip()
    path = os.environ.get(TOKEN_FILE, "")
    if not token and path:
        try:
            token = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise TokenMissing(f"{TOKEN_FILE} names a file that cannot be read") from error
    if not token:
        raise TokenMissing(f"set {TOKEN} to the token that BotFather gave")
    return token
