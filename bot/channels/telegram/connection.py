"""The line to the Bot API."""

import json
import os
from dataclasses import dataclass

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

CONNECTIONS = 32
"""Connections for sending: more than chats are served at once, so that the danger card never waits for one."""
CONNECT_S, READ_S, WRITE_S, POOL_S = 5.0, 15.0, 15.0, 2.0
"""Seconds before a call is given up; an answer slower than this is in doubt and asked again."""


class DiscreetRequest(HTTPXRequest):
    """A request that never logs what came back: python-telegram-bot logs an answer that is no JSON in full."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Parse an answer.

        Raises:
            TelegramError: It is no JSON object.
        """
        try:
            data = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            data = None
        if not isinstance(data, dict):
            raise TelegramError("the answer is no JSON object")
        return data


@dataclass(frozen=True, slots=True)
class Line:
    """How to reach the Bot API.

    Attributes:
        token: The bot's secret; never shown.
        api: Address without a path, such as ``https://api.telegram.org``.
        webhook_secret: What Telegram sends along when it brings updates; empty when they are asked for.
    """

    token: str
    api: str
    webhook_secret: str = ""

    def __repr__(self) -> str:
        """Without the secrets."""
        return f"Line(api={self.api!r})"


def make_bot(line: Line) -> Bot:
    """A bot that still has to be initialised.

    Args:
        line: Token and address.

    Raises:
        InvalidToken: The token cannot be one.
    """
    # Waiting times as timedelta, the coming default of python-telegram-bot, without its warning about it.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    return Bot(
        line.token,
        base_url=f"{line.api}/bot",
        base_file_url=f"{line.api}/file/bot",
        request=DiscreetRequest(
            CONNECTIONS, connect_timeout=CONNECT_S, read_timeout=READ_S, write_timeout=WRITE_S, pool_timeout=POOL_S
        ),
        get_updates_request=DiscreetRequest(1, connect_timeout=CONNECT_S, read_timeout=READ_S),
    )
