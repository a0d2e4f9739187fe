"""From fields to the text of a draft; the text of right fields is what `knowledge.exchange.markdown` writes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from knowledge.editing.fields import Fields, Layout, Row, headed, one_line
from knowledge.entries.model import Status
from knowledge.exchange.markdown import plain, quoted
from knowledge.review.model import DraftText

_NAME = re.compile(r"[\w.-]+")


@dataclass(slots=True)
class Written:
    """A text with what each of its lines came from.

    Attributes:
        lines: Of the entry.
        places: Name of the field of each line, such as ``titel`` or ``kort.2``; empty for a line between fields.
        asked: Lines of the phrasings.
        asked_places: Name of the block of each, such as ``vragen.0``.
    """

    lines: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    asked_places: list[str] = field(default_factory=list)

    @property
    def text(self) -> DraftText:
        """The text itself."""
        return DraftText("\n".join([*self.lines, ""]), "\n".join([*self.asked, ""]) if self.asked else "")

    def add(self, line: str, place: str = "") -> None:
        """One more line of the entry."""
        self.lines.append(line)
        self.places.append(place)


def text_of(slug: str, fields: Fields) -> DraftText:
    """The text of a draft."""
    return write(slug, fields).text


def write(slug: str, fields: Fields, *, apart: bool = False) -> Written:
    """Write fields as text.

    Args:
        slug: Of the entry.
        fields: As typed; rows without a text are left out.
        apart: Each sentence on a line of its own, so that a line tells which sentence it is.
    """
    made = Written()
    made.add("---")
    for key, value in _head(slug, fields):
        made.add(f"{key}: {value}", key)
    made.add("---")
    _sections(fields, made, apart=apart)
    _phrasings(fields, made)
    return made


def _phrasings(fields: Fields, made: Written) -> None:
    """The phrasings; of neighbours with one style only the first gets the line with the style."""
    style = ""
    for number, block in enumerate(fields.asked):
        if not block.lines:
            continue
        lines = block.lines if block.style == style else (f"[{block.style}]", *block.lines)
        if made.asked and block.style != style:
            lines = ("", *lines)
        made.asked += lines
        made.asked_places += [f"vragen.{number}"] * len(lines)
        style = block.style


def _head(slug: str, fields: Fields) -> Iterator[tuple[str, str]]:
    yield "slug", plain(slug)
    yield "titel", quoted(one_line(fields.title))
    yield "thema", _item(fields.theme)
    yield "status", Status.PUBLISHED.value
    yield "urgentie", _item(fields.urgency)
    if fields.call_first:
        yield "bel_eerst", _list(fields.call_first)
    yield "niet_eerst_met_gezin", "true" if fields.not_family_first else "false"
    yield "expertise", _list(fields.expertise)
    yield "beoordeeld_op", _day(fields.reviewed_on)
    yield "vervalt_op", _day(fields.expires_on)
    yield "verwant", _list(fields.related)
    yield "bronnen", _list(fields.listed_sources)


def _sections(fields: Fields, made: Written, *, apart: bool) -> None:
    first = True
    for name, place, rows in (
        ("Kort", "kort", fields.short),
        ("Meer", "meer", fields.more),
        ("Eerst begrijpen", "begrijpen", tuple(Row(text, Layout.BULLET, marked=False) for text in fields.reflection)),
        ("Te controleren", "controleren", fields.to_check),
    ):
        if any(row.text for row in rows):
            if not first:
                made.add("")
            made.add(f"## {name}", place)
            made.add("")
            _rows(rows, place, made, apart=apart)
            first = False


def _rows(rows: tuple[Row, ...], place: str, made: Written, *, apart: bool) -> None:
    """The sentences of a section: list items below each other, paragraphs with an empty line between them."""
    numbers = [number for number, row in enumerate(rows) if row.text]
    before: Row | None = None
    listed = False
    for number, row in zip(numbers, headed(rows), strict=True):
        text = f"{row.text} {row.mark}".rstrip()
        # A sentence without a mark would run on into the next one when it is read again.
        if row.layout is Layout.SENTENCE and before is not None and before.marked and not apart:
            made.lines[-1] += f" {text}"
        else:
            bullet = row.layout is Layout.BULLET
            if before is not None and not (bullet and listed):
                made.add("")
            made.add(f"- {text}" if bullet else _paragraph(text), f"{place}.{number}")
            listed = bullet
        before = row


def _paragraph(text: str) -> str:
    """A heading starts at the first character of a line, so a space keeps a text with "#" a text."""
    return f" {text}" if text.startswith("#") else text


def _item(value: str) -> str:
    """A name in the head; what is no name is put in quotes, so that the head stays readable."""
    return plain(value) if _NAME.fullmatch(value) else quoted(one_line(value))


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_item, values))}]"


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return quoted(one_line(value))
