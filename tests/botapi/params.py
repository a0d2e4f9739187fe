"""Parameters of a method call: from query string, form, multipart or JSON, all the same afterwards."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.botapi.errors import bad_request

# Parameters whose value is text, also when it looks like a number or like JSON.
TEXTUAL = frozenset(
    [
        "text",
        "caption",
        "question",
        "explanation",
        "description",
        "short_description",
        "name",
        "url",
        "secret_token",
        "callback_query_id",
        "inline_query_id",
        "inline_message_id",
        "parse_mode",
        "question_parse_mode",
        "explanation_parse_mode",
        "description_parse_mode",
        "language_code",
        "next_offset",
        "action",
        "type",
        "file_id",
    ]
)


@dataclass(frozen=True)
class Upload:
    """A file in the request."""

    name: str
    mime: str
    data: bytes

    def __repr__(self) -> str:
        return f"<Upload {self.name} {len(self.data)} bytes>"


class Params:
    """Parameters by name. What was asked for is remembered, so that a parameter nobody looked at stands out."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads
        self.looked_at: set[str] = set()

    @property
    def unread(self) -> set[str]:
        """Parameters that the method never looked at."""
        return set(self.values) - self.looked_at

    def get(self, name: str) -> Any:
        """The value, decoded where it was JSON; None if absent or empty."""
        self.looked_at.add(name)
        value = self.values.get(name)
        return None if value == "" else value

    def text(self, name: str) -> str:
        """Text; empty if absent."""
        value = self.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0, least: int | None = None, most: int | None = None) -> int:
        """A number, brought between its bounds as Telegram does; the default for what is no number."""
        try:
            value = int(self.get(name))
        except (TypeError, ValueError):
            value = default
        if least is not None:
            value = max(least, value)
        return min(most, value) if most is not None else value

    def boolean(self, name: str, default: bool = False) -> bool:
        """True for true, 1 and yes."""
        value = self.get(name)
        return default if value is None else str(value).lower() in {"true", "1", "yes"}

    def array(self, name: str, complaint: str) -> list[Any] | None:
        """A JSON array.

        Raises:
            ApiError: 400 with this complaint when it is something else.
        """
        value = self.get(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(complaint)
        return value

    def mapping(self, name: str, complaint: str) -> dict[str, Any] | None:
        """A JSON object; see `array`."""
        value = self.get(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(complaint)
        return value

    def ignore(self, *names: str) -> None:
        """Say that these change nothing that can be seen here."""
        self.looked_at.update(names)


def _decoded(name: str, value: str) -> Any:
    if name in TEXTUAL:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


async def read_params(request: web.Request) -> Params:
    """Collect the parameters of a request, in any of the four ways Telegram accepts.

    Raises:
        ApiError: 400 for a body that is announced as JSON and is none.
    """
    values = {name: _decoded(name, value) for name, value in request.query.items()}
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json" and request.can_read_body:
        try:
            values |= {k: _decoded(k, v) if isinstance(v, str) else v for k, v in (await request.json()).items()}
        except (ValueError, AttributeError):
            raise bad_request("can't parse request body as JSON object") from None
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            else:
                values[name] = _decoded(name, str(value))
    return Params({name: value for name, value in values.items() if value is not None}, uploads)
