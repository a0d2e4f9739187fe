"""Errors of the test server: what a bot is told, and what a test is told."""

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`, worded as Telegram words it.

    Args:
        code: HTTP status and `error_code`.
        description: full text, including its prefix ("Bad Request: ...").
        parameters: `retry_after` or `migrate_to_chat_id`, where Telegram sends them.
    """

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(text: str, parameters: dict[str, Any] | None = None) -> ApiError:
    """A 400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {text}", parameters)


def forbidden(text: str) -> ApiError:
    """A 403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {text}")


def too_many_requests(retry_after: int) -> ApiError:
    """A 429; `retry_after` in seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


class NotSimulated(Exception):
    """The bot used something that Telegram has and this server does not imitate.

    The call gets a 500 and the test a violation, because an imitation that quietly ignores it would prove nothing.
    """


class NotPossible(Exception):
    """A test let a person do what their Telegram app would not let them do."""
