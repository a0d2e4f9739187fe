"""From the text of a draft to its fields; also from a text that breaks the format, as long as nothing gets lost."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.editing.fields import Asked, Fields, Layout, Row, grouped, headed
from knowledge.entries import body, frontmatter
from knowledge.entries.frontmatter import FrontMatter
from knowledge.entries.model import Urgency
from knowledge.errors import EntryFormatError
from knowledge.review.model import DraftText
from knowledge.yaml_text import load_yaml

_STYLE = re.compile(r"^\[(?P<style>[^\]]*)\]$")


def fields_of(text: DraftText) -> Fields | None:
    """The fields of a draft.

    Args:
        text: As it was saved.

    Returns:
        Its fields; None when the text holds something that no field can keep, such as an unknown section. Comments
        and line breaks inside a paragraph are not kept.
    """
    path = Path("draft.md")
    try:
        head_text, lines = frontmatter.split(text.entry, path)
        head = _head(head_text)
        sections = body.sections(lines, path)
    except EntryFormatError:
        return None
    if head is None:
        return None
    questions = tuple(block for _, _, block in body.blocks(sections.get("Eerst begrijpen", [])))
    return Fields(
        title=_text(head.get("titel")),
        theme=_text(head.get("thema")),
        urgency=_text(head.get("urgentie", Urgency.NORMAL.value)),
        call_first=_texts(head.get("bel_eerst")),
        not_family_first=head.get("niet_eerst_met_gezin") is True,
        expertise=_texts(head.get("expertise")),
        reviewed_on=_text(head.get("beoordeeld_op")),
        expires_on=_text(head.get("vervalt_op")),
        related=_texts(head.get("verwant")),
        sources=_texts(head.get("bronnen")),
        short=_rows(sections.get("Kort", [])),
        more=_rows(sections.get("Meer", [])),
        reflection=questions,
        to_check=_rows(sections.get("Te controleren", [])),
        asked=asked_of(text.asked),
    )


def asked_of(text: str) -> tuple[Asked, ...]:
    """The phrasings of a file, under the styles that stand above them, known or not."""
    made: list[Asked] = []
    style = ""
    for raw in text.splitlines():
        line = raw.strip()
        if heading := _STYLE.match(line):
            style = heading["style"]
        elif line:
            made.append(Asked(style, (line,)))
    return grouped(made)


def split_rows(text: str, last: Row) -> tuple[Row, ...]:
    """A text with marks in it as rows: somebody pasted sentences of the text format.

    Args:
        text: On one line.
        last: Gives its mark to what stands behind the last mark of the text, and its layout to the first row.
    """
    rows: list[Row] = []
    position = 0

    def add(part: str, mark: tuple[tuple[str, ...], bool, bool]) -> None:
        layout = Layout.SENTENCE if rows else last.layout
        rows.append(Row(part, layout, *mark))

    for match in body.MARK.finditer(text):
        if part := text[position : match.start()].strip():
            found = body.mark_of(match["body"])
            add(part, (found.sources, found.derived, True))
            position = match.end()
    if rest := text[position:].strip():
        add(rest, (last.sources, last.derived, last.marked))
    return tuple(rows)


def _rows(lines: body.Lines) -> tuple[Row, ...]:
    rows: list[Row] = []
    for _, bullet, text in body.blocks(lines):
        rows += split_rows(text, Row("", Layout.BULLET if bullet else Layout.PARAGRAPH, marked=False))
    return headed(rows)


def _head(text: str) -> Mapping[str, Any] | None:
    """The head, when every key and value has a field."""
    try:
        raw = load_yaml(text)
    except yaml.YAMLError:
        return None
    if not isinstance(raw, dict) or not set(raw) <= set(FrontMatter.model_fields):
        return None
    lists = {"bel_eerst", "expertise", "verwant", "bronnen"}
    bar = "niet_eerst_met_gezin"
    fits = all(_is_list(value) if key in lists else _is_plain(value) for key, value in raw.items() if key != bar)
    return raw if fits and isinstance(raw.get(bar, False), bool) else None


def _is_plain(value: object) -> bool:
    return value is None or (isinstance(value, str | int | float | date) and not isinstance(value, bool))


def _is_list(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(map(_is_plain, value)))


def _text(value: object) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _texts(value: list[object] | None) -> tuple[str, ...]:
    return tuple(map(_text, value or ()))
