"""What stands before rasa_sdk's action server: a token, limits on what comes in, and errors that quote nothing.

rasa_sdk's server has no access control, answers an error with the body of the request, and unpacks a compressed
body of any size. Calls carry redacted text of people, so none of that will do.
"""

import hmac
import traceback
from http import HTTPStatus
from logging import getLogger
from typing import Any

from sanic import Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.response import HTTPResponse

LOG = getLogger(__name__)
LARGEST_BODY = 4 * 1024 * 1024
"""Bytes of the largest call; one of ours is below 100 kB, a real Rasa server sends its events along."""
PATIENCE_S = 10
"""Seconds that one request may take to arrive."""
OPEN_PATHS = frozenset({"/health"})
"""Paths that need no token: they tell that the server runs, and nothing else."""


def guard(app: Sanic[Any, Any], token: str) -> None:
    """Put the guard before an app of rasa_sdk.

    Args:
        app: As ``rasa_sdk.endpoint.create_app`` makes it.
        token: What callers must send as ``Authorization: Bearer ...``; empty asks for none.
    """
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.config.REQUEST_TIMEOUT = PATIENCE_S
    app.error_handler = DiscreetErrors()

    async def check(request: Request) -> HTTPResponse | None:
        if request.path not in OPEN_PATHS and not _knows(token, request):
            return _refused(HTTPStatus.UNAUTHORIZED, "a token is needed")
        return _unfit(request) if request.method == "POST" else None

    app.register_middleware(check, "request")


class DiscreetErrors(ErrorHandler):
    """Answers and logs an error without what it, or the request, quotes."""

    def response(self, request: Request | None, exception: Exception) -> HTTPResponse:  # noqa: ARG002 - sanic's signature
        """The answer to an error: its status when it is one of HTTP, else 500; never the body of the request."""
        if isinstance(exception, SanicException) and exception.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            return _refused(HTTPStatus(exception.status_code), HTTPStatus(exception.status_code).phrase)
        where = "".join(traceback.format_tb(exception.__traceback__))
        LOG.error("an action call failed: %s at\n%s", type(exception).__name__, where)
        return _refused(HTTPStatus.INTERNAL_SERVER_ERROR, type(exception).__name__)


def _knows(token: str, request: Request) -> bool:
    given = request.headers.get("authorization", "").encode("utf-8", "replace")
    return not token or hmac.compare_digest(given, f"Bearer {token}".encode())


def _unfit(request: Request) -> HTTPResponse | None:
    """Why a call is not taken; None when it is."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > LARGEST_BODY:
        # sanic stops reading and still asks here what to do; a body without a length it cuts off in the same way.
        return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the call is too large")
    if request.headers.get("content-encoding"):
        # A few kilobytes can unpack to gigabytes.
        return _refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send the call uncompressed")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        # A web page can send other types to this machine without asking first.
        return _refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send the call as application/json")
    call = request.json  # the error handler answers what is no JSON
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
        return _refused(HTTPStatus.BAD_REQUEST, "the call is no JSON object with a tracker")
    return None


def _refused(status: HTTPStatus, reason: str) -> HTTPResponse:
    return response.json({"error": reason, "action_name": None}, status=status.value)
