"""On which line something stands: entries do not keep that, and a message must name it."""

import re
from collections.abc import Sequence
from pathlib import Path

from knowledge.checking.model import EntryFile


def of_key(file: EntryFile, key: str, value: str = "") -> int:
    """Line of a key in the head, or of a value below it where a list spans several lines.

    Args:
        file: The entry.
        key: Name of the key.
        value: One item of its list.

    Returns:
        The 1-based line; 1 when the key is absent.
    """
    key_line = _first(file.lines, re.compile(rf"{re.escape(key)}\s*:"), 0)
    if not key_line:
        return 1
    if value:
        whole = re.compile(rf".*(?<![\w-]){re.escape(value)}(?![\w-])")
        return _first(file.lines, whole, key_line - 1) or key_line
    return key_line


def of_text(file: EntryFile, text: str) -> int:
    """Line on which a sentence of the entry starts, also when it is wrapped.

    Returns:
        The 1-based line of its first occurrence; 1 when it is not there.
    """
    joined = ""
    starts: list[int] = []
    for line in file.lines:
        starts.append(len(joined))
        joined += f"{line.strip()} "
    place = joined.find(text)
    if place < 0:
        return 1
    return max(number for number, start in enumerate(starts, start=1) if start <= place)


def of_phrasing(file: EntryFile, text: str) -> int:
    """Line of a phrasing in the phrasing file; 0 when it is not there."""
    return next((number for number, line in enumerate(file.asked, start=1) if line.strip() == text), 0)


def of_field(file: EntryFile, name: str) -> int:
    """Line of the first sentence that names a local field."""
    return next((number for number, line in enumerate(file.lines, start=1) if f"{{lokaal:{name}}}" in line), 1)


def of_top_key(path: Path, key: str) -> int:
    """Line of a key of a YAML mapping that starts in the first column; 0 when it is not there."""
    return _first(path.read_text(encoding="utf-8").splitlines(), re.compile(rf"[\"']?{re.escape(key)}[\"']?\s*:"), 0)


def of_list_item(path: Path, value: str) -> int:
    """Line of an item ``- value`` in a YAML list; 0 when it is written another way."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return _first(lines, re.compile(rf"\s*-\s+[\"']?{re.escape(value)}[\"']?\s*(?:#.*)?$"), 0)


def _first(lines: Sequence[str], pattern: re.Pattern[str], start: int) -> int:
    """1-based number of the first line from `start` (0-based) that begins with the pattern; 0 when none does."""
    return next((number for number, line in enumerate(lines[start:], start=start + 1) if pattern.match(line)), 0)
