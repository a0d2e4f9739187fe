"""An entry as the two files of the entry format; the reverse of :mod:`knowledge.entries.parser`."""

import math
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import yaml

from knowledge.entries.model import Entry, Mark, Paragraph, Phrasing
from knowledge.entries.parser import parse_entry
from knowledge.entries.phrasings import parse as parse_phrasings
from knowledge.errors import EntryFormatError
from knowledge.exchange.errors import NotExpressible
from knowledge.yaml_text import load_yaml


def to_markdown(entry: Entry) -> tuple[str, str]:
    """Write an entry in the entry format.

    Args:
        entry: Any entry.

    Returns:
        The text of the ``.md`` file and of the ``.vragen.txt`` file; the latter is empty without phrasings.

    Raises:
        NotExpressible: What was written would not be read as the same entry, such as a sentence with a line break.
    """
    text = "\n".join(["---", *_head(entry), "---", *_body(entry), ""])
    asked = _asked(entry.phrasings)
    path = Path(entry.theme) / f"{entry.slug}.md"
    try:
        again = parse_entry(text, path, parse_phrasings(asked, path.with_suffix(".vragen.txt")))
    except EntryFormatError as error:
        raise NotExpressible(entry.slug, error.reason) from error
    if again != entry:
        raise NotExpressible(entry.slug, "it would be read as another text")
    return text, asked


def _head(entry: Entry) -> Iterable[str]:
    yield f"slug: {plain(entry.slug)}"
    yield f"titel: {quoted(entry.title)}"
    yield f"thema: {plain(entry.theme)}"
    yield f"status: {entry.status.value}"
    yield f"urgentie: {entry.urgency.value}"
    if entry.call_first:
        yield f"bel_eerst: {_list(entry.call_first)}"
    yield f"niet_eerst_met_gezin: {'true' if entry.not_family_first else 'false'}"
    yield f"expertise: {_list(entry.expertise)}"
    yield f"beoordeeld_op: {entry.reviewed_on.isoformat()}"
    yield f"vervalt_op: {entry.expires_on.isoformat()}"
    yield f"verwant: {_list(entry.related)}"
    yield f"bronnen: {_list(entry.sources)}"


def _body(entry: Entry) -> Iterable[str]:
    sections = (
        ("Kort", _paragraphs(entry.short)),
        ("Meer", _paragraphs(entry.more)),
        ("Eerst begrijpen", [f"- {question}" for question in entry.reflection]),
        ("Te controleren", _paragraphs(entry.to_check)),
    )
    first = True
    for name, lines in sections:
        if lines:
            yield from (*([] if first else [""]), f"## {name}", "", *lines)
            first = False


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    lines: list[str] = []
    listed = False
    for paragraph in paragraphs:
        text = " ".join(f"{sentence.text} {_mark(sentence.mark)}" for sentence in paragraph.sentences)
        if lines and not (listed and paragraph.bullet):
            lines.append("")
        # A heading starts at the first character of a line, so a space keeps a text with "#" a text.
        lines.append(f"- {text}" if paragraph.bullet else f" {text}" if text.startswith("#") else text)
        listed = paragraph.bullet
    return lines


def _mark(mark: Mark) -> str:
    if not mark.sources:
        return "[algemeen]"
    return f"[{', '.join(mark.sources)}{' afgeleid' if mark.derived else ''}]"


def _asked(phrasings: tuple[Phrasing, ...]) -> str:
    blocks = (
        "\n".join([f"[{style}]", *(phrasing.text for phrasing in group)]) + "\n"
        for style, group in groupby(phrasings, key=lambda phrasing: phrasing.style)
    )
    return "\n".join(blocks)


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(plain, values))}]"


def plain(value: str) -> str:
    """A name as YAML, in quotes where YAML would read a number, a date or a truth value ("112", "2026-11-21")."""
    try:
        same = load_yaml(value) == value
    except yaml.YAMLError:
        same = False
    return value if same else quoted(value)


def quoted(value: str) -> str:
    """A text as YAML in double quotes, on one line."""
    return yaml.safe_dump(value, default_style='"', allow_unicode=True, width=math.inf).strip()
