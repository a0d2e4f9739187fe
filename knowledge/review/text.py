"""Drafts as text: made from an entry or from nothing, read as an entry, with one more phrasing."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from knowledge.entries import phrasings
from knowledge.entries.model import Entry, Mark, Paragraph, Phrasing, Sentence, Status, Urgency
from knowledge.entries.parser import parse_entry
from knowledge.errors import EntryFormatError
from knowledge.exchange.markdown import to_markdown
from knowledge.review.errors import PhrasingKnown, SlugRefused
from knowledge.review.model import DraftText

LONGEST_SLUG = 58
"""Characters of a slug: behind ``kaart_`` it has to fit in the 64 that Telegram hands over with a deep link."""

FIRST_REVIEW_DAYS = 182
"""Until when a new entry holds unless its author says otherwise, in days: half a year, as the seed content has."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HERE = "HIER"


def checked_slug(slug: str) -> str:
    """The slug of a new entry.

    Raises:
        SlugRefused: If it has other signs than small letters, digits and hyphens, or is too long for a deep link.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise SlugRefused(slug)
    return slug


def text_of(entry: Entry) -> DraftText:
    """An entry as its two files.

    Raises:
        NotExpressible: Its text does not fit the format.
    """
    return DraftText(*to_markdown(replace(entry, status=Status.PUBLISHED)))


def blank(
    slug: str, title: str, theme: str, today: date, *, body: str = "", asked: Iterable[Phrasing] = ()
) -> DraftText:
    """The text that a new entry starts from; it cannot be handed in before somebody wrote *Kort* with its marks.

    Args:
        slug: Of the new entry.
        title: Its title.
        theme: Folder name of its theme.
        today: Counts as the day of its review.
        body: What stands in *Kort* to begin with.
        asked: How colleagues asked for it.

    Raises:
        SlugRefused: It cannot have this slug.
        NotExpressible: The title is too short or too long.
    """
    start = Entry(
        slug=checked_slug(slug),
        title=" ".join(title.split()),
        theme=theme,
        status=Status.PUBLISHED,
        urgency=Urgency.NORMAL,
        call_first=(),
        not_family_first=False,
        expertise=(),
        reviewed_on=today,
        expires_on=today + timedelta(days=FIRST_REVIEW_DAYS),
        related=(),
        sources=(),
        short=(Paragraph((Sentence(_HERE, Mark(())),)),),
        more=(),
        reflection=(),
        to_check=(),
        phrasings=tuple({phrasing.text.casefold(): phrasing for phrasing in asked}.values()),
    )
    text = text_of(start)
    # A line that starts with "#" would be read as a heading.
    lines = "\n".join(f" {line}" if line.startswith("#") else line for line in body.splitlines())
    return replace(text, entry=text.entry.replace(f"{_HERE} [algemeen]", lines))


def read(slug: str, text: DraftText) -> Entry:
    """The entry that a draft stands for; its theme is what its head says.

    Raises:
        EntryFormatError: With the first thing that breaks the format; its path ends in ``.md`` or ``.vragen.txt``.
    """
    path = Path(key_in(text.entry, "thema") or "thema") / f"{slug}.md"
    asked = phrasings.parse(text.asked, path.with_suffix(".vragen.txt"))
    return replace(parse_entry(text.entry, path, asked), status=Status.PUBLISHED)


def with_phrasing(slug: str, text: DraftText, asked: str, style: str) -> DraftText:
    """The text with one more phrasing at its end.

    Args:
        slug: Of the entry.
        text: The draft.
        asked: How somebody asked, on one line and without personal data.
        style: One of the styles of the format.

    Raises:
        PhrasingKnown: If it stands there already, in capitals or not.
        EntryFormatError: If there is no such style.
    """
    line = " ".join(asked.split())
    known = {known_line.strip().casefold() for known_line in text.asked.splitlines()}
    if line.casefold() in known:
        raise PhrasingKnown(slug)
    if style not in phrasings.STYLES:
        raise EntryFormatError(Path(f"{slug}.vragen.txt"), 0, f"unknown style [{style}]")
    before = f"{text.asked.rstrip()}\n\n" if text.asked.strip() else ""
    return replace(text, asked=f"{before}[{style}]\n{line}\n")


def key_in(text: str, key: str) -> str:
    """The value of a key in the head as it is typed, also when the rest of the text cannot be read."""
    found = re.search(rf"^{re.escape(key)}:[ \t]*(.*)$", text, re.MULTILINE)
    return found[1].strip().strip("\"'").strip() if found else ""
