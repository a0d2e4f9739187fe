"""The line to the Bot API."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

CONNECTIONS = 32
"""Connections for sending: more than chats are served at once, so that the danger card never waits for one."""
CONNECT_S, READ_S, WRITE_S, POOL_S = 5.0, 15.0, 15.0, 2.0
"""Seconds before a call is given up; an answer slower than this is in doubt and asked again."""


_ECHOED = frozenset({"sendMessage", "editMessageText"})
"""Calls whose answer repeats the whole message that was sent."""
_OF_AN_ECHO = ("message_id", "date", "chat")
"""What is read of that; the rest takes as long to parse as the call takes to make."""


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


class LeanBot(Bot):
    """A bot that parses only what is used: that was a third of the work of the event loop under load."""

    async def raw_updates(
        self, offset: int | None, *, timeout_s: int, allowed: Sequence[str], margin_s: float
    ) -> list[dict[str, Any]]:
        """Ask for updates, and leave them as they came: while one is open, every answer repeats it.

        Args:
            offset: The first update that is wanted; all before it are confirmed.
            timeout_s: Seconds Telegram may wait for something to tell.
            allowed: Kinds of updates.
            margin_s: Seconds on top of that before the call counts as lost.

        Raises:
            TelegramError: The call failed, or its answer is no list of updates.
        """
        asked = {"timeout": timeout_s, "offset": offset, "allowed_updates": allowed}
        answer = await self._post("getUpdates", asked, read_timeout=timeout_s + margin_s)
        if not isinstance(answer, list) or not all(_is_update(item) for item in answer):
            raise TelegramError("the answer is no list of updates")
        return answer

    async def _post(
        self,
        endpoint: str,
        data: dict[str, Any] | None = None,
        **options: Any,  # noqa: ANN401 - handed on as they are
    ) -> Any:  # noqa: ANN401 - as in python-telegram-bot
        answer = await super()._post(endpoint, data, **options)
        if endpoint in _ECHOED and isinstance(answer, dict):
            return {key: answer[key] for key in _OF_AN_ECHO if key in answer}
        return answer


def _is_update(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("update_id"), int)


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


def make_bot(line: Line) -> LeanBot:
    """A bot that still has to be initialised.

    Args:
        line: Token and address.

    Raises:
        InvalidToken: The token cannot be one.
    """
    # Waiting times as timedelta, the coming default of python-telegram-bot, without its warning about it.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    # One for both: to read the certificates takes 20 ms.
    shared = {"verify": httpx.create_ssl_context()}
    return LeanBot(
        line.token,
        base_url=f"{line.api}/bot",
        base_file_url=f"{line.api}/file/bot",
        request=DiscreetRequest(CONNECTIONS, READ_S, WRITE_S, CONNECT_S, POOL_S, httpx_kwargs=shared),
        get_updates_request=DiscreetRequest(1, READ_S, connect_timeout=CONNECT_S, httpx_kwargs=shared),
    )
