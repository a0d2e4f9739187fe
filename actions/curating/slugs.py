"""A slug from a title, short enough for every button; pure."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 45
"""Characters: behind ``/kies`` and a number it has to fit in a button, and a reader still recognises it."""
MOST_TRIES = 20
SIGNPOSTS = "wegwijzers"
"""Theme of the entries whose slug starts with ``ww-``."""
_SIGNPOST = "ww-"


def slugs_for(title: str, theme: str) -> Iterator[str]:
    """Slugs for a new entry, best first: later ones end in a number, for when one is taken.

    Args:
        title: Of the entry.
        theme: Folder name of its theme.
    """
    folded = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if len(words) > LONGEST:
        # Cut between words, unless there is but one.
        words = words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    words = words.removeprefix(_SIGNPOST) or "kaart"
    made = f"{_SIGNPOST}{words}" if theme == SIGNPOSTS else words
    yield made
    for number in range(2, MOST_TRIES):
        yield f"{made}-{number}"
