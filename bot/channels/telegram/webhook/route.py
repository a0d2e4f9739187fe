"""The one address that answers to Telegram, and what it lets through.

Nothing of a request is logged: who asked for what is nobody's business, and a body holds what somebody said.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
LARGEST_BODY = 1024 * 1024
"""Bytes of an update at most. A message holds 4096 characters, and the one it answers as many; this is far more."""
READ_S = 10.0
"""Seconds in which a body must have arrived."""
AGAIN_AFTER_S = 1
"""Seconds after which Telegram is asked to try again; by itself it doubles its pause up to two minutes."""
HIGHEST_ID = 2**63

Take = Callable[[int, dict[str, Any]], Awaitable[bool]]


class Route:
    """An ASGI application with one route."""

    def __init__(self, path: str, secret: str, take: Take) -> None:
        """Prepare.

        Args:
            path: Where Telegram posts to.
            secret: What it sends along in :data:`SECRET_HEADER`.
            take: Takes an update, by number and content; tells whether Telegram may forget it.
        """
        self._path = path
        self._secret = secret.encode()
        self._take = take

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            response = await self._answer(Request(scope, receive))
            await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        refused = self._refusal(request)
        if refused is not None:
            return refused
        try:
            async with asyncio.timeout(READ_S):
                body = await _body(request)
        except TimeoutError:
            return _bare(HTTPStatus.REQUEST_TIMEOUT)
        except ClientDisconnect:
            return _bare(HTTPStatus.BAD_REQUEST)
        if body is None:
            return _bare(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        update = _update(body)
        if update is None:
            return _bare(HTTPStatus.BAD_REQUEST)
        if await self._take(update["update_id"], update):
            return _bare(HTTPStatus.OK)
        return _bare(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": str(AGAIN_AFTER_S)})

    def _refusal(self, request: Request) -> Response | None:
        """The answer to what cannot be an update, from its head alone."""
        if request.url.path != self._path:
            return _bare(HTTPStatus.NOT_FOUND)
        if request.method != "POST":
            return _bare(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "POST"})
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            return _bare(HTTPStatus.FORBIDDEN)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return _bare(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        length = request.headers.get("content-length", "0")
        if not length.isascii() or not length.isdecimal() or int(length) > LARGEST_BODY:
            return _bare(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return None


async def _body(request: Request) -> bytes | None:
    """The whole body; ``None`` as soon as it is too long, whatever its head said.

    Raises:
        ClientDisconnect: The sender went away.
    """
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LARGEST_BODY:
            return None
    return bytes(read)


def _update(body: bytes) -> dict[str, Any] | None:
    """The update in a body; ``None`` when it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = found.get("update_id") if isinstance(found, dict) else None
    return found if type(number) is int and 0 < number < HIGHEST_ID else None


def _bare(status: HTTPStatus, headers: dict[str, str] | None = None) -> Response:
    """An answer without a body: a stranger learns nothing, and Telegram would take a body for a call."""
    return Response(status_code=status, headers=headers)
