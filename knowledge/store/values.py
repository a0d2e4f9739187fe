"""Between Python values and what SQLite stores: times as UTC text, JSON as canonical text."""

import json
from datetime import UTC, date, datetime
from typing import Any, cast

JsonObject = dict[str, Any]
"""A JSON object; the store never looks inside."""


def to_text(moment: datetime) -> str:
    """Writes a time as UTC ISO-8601 text of fixed width, so that text order is time order.

    Args:
        moment: An aware datetime in any zone.

    Returns:
        For example ``2026-11-21T20:00:00.000000+00:00``.

    Raises:
        ValueError: If the datetime has no zone; guessing one would move a review date by hours.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no time zone; pass an aware datetime, for example datetime.now(UTC).")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def to_time(text: str) -> datetime:
    """Reads a stored time back as an aware datetime in UTC."""
    return datetime.fromisoformat(text)


def to_optional_time(text: str | None) -> datetime | None:
    """Like `to_time`, for a column that may be empty."""
    return None if text is None else datetime.fromisoformat(text)


def to_optional_day(text: str | None) -> date | None:
    """Reads a stored day back, such as ``2026-11-21``, from a column that may be empty."""
    return None if text is None else date.fromisoformat(text)


def to_json(value: object) -> str:
    """Writes a JSON value with sorted keys, so that equal values give equal text.

    Raises:
        ValueError: For NaN and infinity, which JSON does not know.
        TypeError: For a value that JSON cannot hold.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))


def to_object(text: str) -> JsonObject:
    """Reads a stored JSON object back."""
    return cast("JsonObject", json.loads(text))


def to_strings(text: str) -> tuple[str, ...]:
    """Reads a stored JSON list of strings back."""
    return tuple(cast("list[str]", json.loads(text)))
