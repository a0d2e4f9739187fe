"""The input channel: Houvast judges danger and redacts first, and only then Rasa gets the message.

``POST /webhooks/houvast/webhook`` with ``{"sender": UUID, "text": ...}``, or with ``payload`` for a pressed button.
The answer is a list of messages with ``text``, ``buttons`` and ``custom``.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.utils.io import read_yaml_file
from sanic import Blueprint
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.wire import (
    RECEIVE,
    Incoming,
    NotUnderstood,
    Received,
    Refused,
    call_of,
    incoming,
    parse_data,
    received,
    safe_url,
)

logger = logging.getLogger(__name__)
AWAY = Path(__file__).parent / "away.yml"


class Collector(CollectingOutputChannel):
    """Keeps each message of Houvast whole; Rasa's own would cut it at empty lines and take its parts apart."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:  # noqa: ARG002 - Rasa's signature
        """Keep a message."""
        shown = {key: message[key] for key in ("text", "buttons", "custom") if message.get(key)}
        await self._persist_message({"text": "", "buttons": [], **shown})


class HouvastInput(InputChannel):
    """Hands a message to Houvast first; what comes back goes on to Rasa, or straight to the asker."""

    def __init__(self, url: str, token: str, timeout_ms: int) -> None:
        self._url = url + RECEIVE
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._timeout = aiohttp.ClientTimeout(total=timeout_ms / 1000)
        self._away = [read_yaml_file(AWAY)]

    @classmethod
    def name(cls) -> str:
        """Part of the address."""
        return "houvast"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "HouvastInput":
        """Make the channel from credentials.yml.

        Raises:
            ValueError: The address is no safe one.
        """
        given = credentials or {}
        return cls(safe_url(given.get("url")), given.get("token") or "", int(given.get("timeout_ms", 5000)))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint("houvast_webhook", "houvast_webhook")

        @routes.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def webhook(request: Request) -> HTTPResponse:
            try:
                message = incoming(request.json)
            except SanicException:
                return json({"error": "the request is no JSON"}, status=400)
            except Refused as refused:
                return json({"error": str(refused)}, status=refused.status)
            return json(await self._replies(message, on_new_message))

        return routes

    async def _replies(self, message: Incoming, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> list:
        """What to show; never nothing: who gets no answer must still see the numbers."""
        try:
            redacted = await self._received(message)
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, NotUnderstood) as error:
            # Never the text of the error: it may quote the message.
            logger.error("Houvast did not take a message: %s", type(error).__name__)
            return self._away
        if redacted.replies:
            return list(redacted.replies)
        collector = Collector()
        try:
            await on_new_message(
                UserMessage(
                    redacted.text,
                    collector,
                    message.conversation,
                    parse_data=parse_data(redacted),
                    input_channel=self.name(),
                    message_id=message.message_id,
                    metadata=redacted.metadata,
                )
            )
        except Exception as error:  # noqa: BLE001 - whatever Rasa raises, the asker must hear something
            logger.error("Rasa could not handle a message: %s", type(error).__name__)
        return collector.messages or self._away

    async def _received(self, message: Incoming) -> Received:
        """Hand over the raw text.

        Raises:
            aiohttp.ClientError: Houvast does not answer, or refuses.
            asyncio.TimeoutError: Not in time.
            ValueError: It answered no JSON.
            NotUnderstood: It answered something else.
        """
        async with (
            aiohttp.ClientSession(timeout=self._timeout, headers=self._headers) as session,
            session.post(self._url, json=call_of(message), allow_redirects=False) as response,
        ):
            response.raise_for_status()
            return received(await response.json())
