"""How the operator's log looks: lines of text, or one JSON object per line.

Of an unexpected error both tell the kind and the place. Its own message is left out: it may quote what somebody
typed. Libraries log such errors too, so this is done where every line passes.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class TextLines(logging.Formatter):
    """``LEVEL logger: message``, and for an error its kind and place."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: _Error) -> str:  # noqa: N802 - the name of the standard library
        """Kind and place of an error, without its message."""
        return f"{_kind(ei)} at\n{_place(ei)}".rstrip()


class JsonLines(logging.Formatter):
    """One object per line, for whatever collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {
            "time": moment,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line |= {"error": _kind(record.exc_info), "where": _place(record.exc_info)}
        return json.dumps(line, ensure_ascii=False)


def set_format(name: str) -> None:
    """Have the log written in a form from now on.

    Args:
        name: ``text`` or ``json``.
    """
    formatter = JsonLines() if name == "json" else TextLines()
    for handler in logging.getLogger().handlers:
        if type(handler) is logging.StreamHandler:
            handler.setFormatter(formatter)


def _kind(error: _Error) -> str:
    return error[0].__name__ if error[0] else ""


def _place(error: _Error) -> str:
    return "".join(traceback.format_tb(error[2]))
