"""How much one request may send."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 512 * 1024
"""Bytes of a form: an entry with all its phrasings is below 64 KiB, and every byte may be sent as three."""


LARGER = {"/importeren": 3 * 1024 * 1024, "/quizvragen/bestanden": 1024 * 1024}
"""Bytes for the pages that take files: all entries that ship, with their phrasings, are 1.4 MiB; all items 0.1 MiB."""


class BodyLimit:
    """ASGI wrapper that stops reading where a body becomes too large, whatever its headers said."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY) -> None:
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request.

        Raises:
            HTTPException: 413, from where the body is read.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        largest = LARGER.get(scope["path"], self._largest)
        too_large = not announced.isdigit() or int(announced) > largest
        read = 0

        async def limited() -> Message:
            nonlocal read
            if too_large:
                raise HTTPException(413)
            message = await receive()
            read += len(message.get("body", b""))
            if read > largest:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)
