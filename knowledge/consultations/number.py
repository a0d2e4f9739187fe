"""How a consultation is numbered for people: per team and year, such as `2026-014`."""

import re

_NUMBER = re.compile(r"([0-9]{4})-([0-9]{1,9})", re.ASCII)


def written(year: int, sequence: int) -> str:
    """The number as people read it; three digits, more where needed."""
    return f"{year:04}-{sequence:03}"


def parse_number(text: str) -> tuple[int, int] | None:
    """Year and sequence of a number as somebody typed it: `2026-014`, `2026-14`, with white space around it.

    Returns:
        None when it is no such number.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    year, sequence = int(found[1]), int(found[2])
    return (year, sequence) if sequence else None
