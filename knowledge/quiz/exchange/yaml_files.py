"""Quiz items as the YAML of our own files."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from knowledge.quiz.chunks import cut_text, read
from knowledge.quiz.errors import QuizItemError
from knowledge.quiz.exchange.model import Imported, LineProblem, Reason
from knowledge.quiz.marks import write_mark
from knowledge.quiz.model import Item
from knowledge.quiz.parser import parse

_WIDTH = 110
"""Columns of a line, as in the files that ship."""


def write_yaml_items(items: Iterable[Item]) -> str:
    """Items of one theme as a file."""
    return "\n".join(
        yaml.safe_dump([_record(item)], allow_unicode=True, sort_keys=False, width=_WIDTH) for item in items
    )


def read_yaml_items(text: str, theme: str) -> Imported:
    """Read a file of items; what breaks the format is told by line, and the rest is read.

    Args:
        text: The file.
        theme: Theme of its items.
    """
    items: dict[str, Item] = {}
    problems: list[LineProblem] = []
    for chunk in cut_text(text.replace("\r\n", "\n"), Path(f"{theme}.yml")):
        try:
            record = read(chunk)
            item = parse(record, theme)
            if item.id in items:
                raise record.error("id", f"'{item.id}' already stands in this file")
        except QuizItemError as error:
            problems.append(LineProblem(error.line, Reason.INVALID, error.reason))
        else:
            items[item.id] = item
    return Imported(tuple(items.values()), tuple(problems))


def _record(item: Item) -> dict[str, Any]:
    record: dict[str, Any] = {"id": item.id, "soort": item.kind.value, "kaart": item.entry, "status": item.status.value}
    if item.case is not None:
        record |= {"casus": item.case, "stap": item.step}
    if item.story:
        record["verhaal"] = item.story
    record |= {"vraag": item.question, "opties": list(item.options), "juist": [place + 1 for place in item.correct]}
    if item.feedback:
        record["bij_opties"] = list(item.feedback)
    record["uitleg"] = item.explanation
    record["bron"] = write_mark(item.mark).split(", ")
    return record
