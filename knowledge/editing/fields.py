"""The fields of a draft, as somebody types them: nothing here needs to be right yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.entries.local import LONGEST_VALUE
from knowledge.entries.model import LOCAL_FIELD
from knowledge.entries.phrasings import STYLES

WANTED = {"kort": 4, "chat": 5, "formeel": 3, "typo": 3, "parafrase": 5, "casus": 10}
"""Phrasings that an entry wants per style: thirty in all styles together and a third of them *casus*, which is what
docs/redactie.md advises after the measurement in docs/quality/phrasing-curve.md; how the rest is divided is our
choice."""

WANTED_SIGNPOST = {"kort": 3, "chat": 3, "formeel": 2, "typo": 2, "parafrase": 3, "casus": 5}
"""The same for a signpost, which has enough at fifteen to twenty."""


class Layout(StrEnum):
    """How a sentence stands on the page."""

    PARAGRAPH = "alinea"
    """It starts a paragraph."""
    BULLET = "punt"
    """It starts an item of a list."""
    SENTENCE = "zin"
    """It goes on in the paragraph or item of the sentence before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence with its mark.

    Attributes:
        text: The sentence on one line, without its mark.
        layout: How it stands on the page.
        sources: Ids of the sources in its mark; none for general professional knowledge.
        derived: The mark says that it is our inference.
        marked: Whether it has a mark at all.
    """

    text: str
    layout: Layout = Layout.PARAGRAPH
    sources: tuple[str, ...] = ()
    derived: bool = False
    marked: bool = True

    @property
    def mark(self) -> str:
        """The mark as the entry format writes it; empty when there is none."""
        if not self.marked:
            return ""
        if not self.sources:
            return "[algemeen]"
        return f"[{', '.join(self.sources)}{' afgeleid' if self.derived else ''}]"


@dataclass(frozen=True, slots=True)
class Asked:
    """Phrasings that stand together under one style, as in the file; an empty style when no style stands above."""

    style: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """A draft, field by field; the names follow :class:`knowledge.entries.model.Entry`.

    Attributes:
        title: As typed.
        theme: Folder name.
        urgency: ``normaal``, ``urgent``, or what else stood there.
        call_first: Ids of numbers.
        not_family_first: The bar on talking to the family first.
        expertise: Ids.
        reviewed_on: A date as text.
        expires_on: A date as text.
        related: Slugs.
        sources: Order in which the sources are listed; those that no mark names are left out when it is written.
        short: *Kort*.
        more: *Meer*.
        reflection: *Eerst begrijpen*.
        to_check: *Te controleren*.
        asked: Phrasings in the order of the file.
    """

    title: str
    theme: str
    urgency: str
    call_first: tuple[str, ...]
    not_family_first: bool
    expertise: tuple[str, ...]
    reviewed_on: str
    expires_on: str
    related: tuple[str, ...]
    sources: tuple[str, ...]
    short: tuple[Row, ...]
    more: tuple[Row, ...]
    reflection: tuple[str, ...]
    to_check: tuple[Row, ...]
    asked: tuple[Asked, ...]

    def settled(self) -> "Fields":
        """The same without what the text does not keep: empty rows, and blocks of phrasings that stand together."""
        return replace(
            self,
            sources=self.listed_sources,
            short=headed(self.short),
            more=headed(self.more),
            reflection=tuple(text for text in self.reflection if text),
            to_check=headed(self.to_check),
            asked=grouped(self.asked),
        )

    @property
    def listed_sources(self) -> tuple[str, ...]:
        """The sources of all marks, in the known order, new ones at the end."""
        rows = (*self.short, *self.more, *self.to_check)
        used = tuple(dict.fromkeys(source for row in rows if row.text for source in row.sources))
        return (*(source for source in self.sources if source in used), *(s for s in used if s not in self.sources))


def one_line(text: str) -> str:
    """A text on one line, without white space around it; all else in it stays."""
    return " ".join(line for line in text.splitlines() if line).strip()


def grouped(blocks: Iterable[Asked]) -> tuple[Asked, ...]:
    """Blocks as a file would hold them: none empty, and neighbours of one style together."""
    made: list[Asked] = []
    for block in blocks:
        if not block.lines:
            continue
        if made and made[-1].style == block.style:
            made[-1] = Asked(block.style, (*made[-1].lines, *block.lines))
        else:
            made.append(block)
    return tuple(made)


def headed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows with a text; the first one of a section cannot go on in a paragraph."""
    kept = [row for row in rows if row.text]
    if kept and kept[0].layout is Layout.SENTENCE:
        first = kept[0]
        kept[0] = Row(first.text, Layout.PARAGRAPH, first.sources, first.derived, first.marked)
    return tuple(kept)


def short_length(fields: Fields) -> int:
    """Characters of *Kort* as it is measured: without marks, each local field as long as a value may be."""
    shown = " ".join(row.text for row in fields.short if row.text)
    return len(LOCAL_FIELD.sub("x" * LONGEST_VALUE, shown))


def wanted(slug: str, fields: Fields) -> dict[str, tuple[int, int]]:
    """How many phrasings there are per style, and how many more are wanted."""
    goal = WANTED_SIGNPOST if slug.startswith("ww-") else WANTED
    counts = {style: sum(len(block.lines) for block in fields.asked if block.style == style) for style in STYLES}
    return {style: (count, max(goal[style] - count, 0)) for style, count in counts.items()}
