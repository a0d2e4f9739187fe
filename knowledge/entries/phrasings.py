"""The ``<slug>.vragen.txt`` file: how colleagues ask for an entry, one phrasing per line."""

import re
import unicodedata
from pathlib import Path

from knowledge.entries.model import Phrasing
from knowledge.errors import EntryFormatError

STYLES = ("kort", "chat", "formeel", "typo", "parafrase", "casus")
_STYLE = re.compile(r"^\[(?P<style>[^\]]*)\]$")
_NO_WORD = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A question without capitals and punctuation, its words joined by single spaces."""
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def parse(text: str, path: Path) -> tuple[Phrasing, ...]:
    """Parse a phrasing file.

    Args:
        text: File content.
        path: Only for the error.

    Returns:
        The phrasings in file order.

    Raises:
        EntryFormatError: Unknown style, a phrasing before the first style, or a double phrasing.
    """
    phrasings: list[Phrasing] = []
    seen: dict[str, int] = {}
    style: str | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line:
            continue
        if heading := _STYLE.match(line):
            style = heading["style"]
            if style not in STYLES:
                allowed = ", ".join(f"[{name}]" for name in STYLES)
                raise EntryFormatError(path, number, f"unknown style [{style}]; allowed: {allowed}")
            continue
        if style is None:
            raise EntryFormatError(path, number, "phrasing before any style; start with a line such as [chat]")
        if (first := seen.setdefault(line.casefold(), number)) != number:
            raise EntryFormatError(path, number, f"the same phrasing already stands on line {first}")
        phrasings.append(Phrasing(line, style))
    return tuple(phrasings)
