"""Entities that Telegram finds by itself: commands, mentions, links, addresses and hashtags."""

import re
from typing import Any

from tests.botapi.entities import units, valid_url

# In order of preference; a later find may not overlap an earlier one. Lengths: core.telegram.org, bots and usernames.
PATTERNS = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b")),
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:https?://[^\s<>\"]+|(?:[\w-]+\.)+(?:nl|com|org|net|eu|be|me|info)(?:/[^\s<>\"]*)?)\b/?"
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
# Inside these Telegram looks for nothing.
CLOSED = frozenset({"code", "pre", "text_link", "text_mention"})


def find_entities(text: str, given: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """Add what Telegram finds by itself to the entities that were given; sorted."""
    found = list(given or [])
    taken = [(e["offset"], e["offset"] + e["length"]) for e in found if e["type"] in CLOSED]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if kind == "url" and valid_url(match[0]) is None:
                continue
            start, length = units(text[: match.start()]), units(match[0])
            if all(start + length <= a or start >= b for a, b in taken):
                taken.append((start, start + length))
                found.append({"type": kind, "offset": start, "length": length})
    return sorted(found, key=lambda e: (e["offset"], -e["length"]))
