"""Turn one record into an item, or say what is wrong with it and on which line."""

import re
from enum import StrEnum
from typing import TypeVar

from knowledge.entries import body
from knowledge.entries.model import Mark, Status
from knowledge.errors import EntryFormatError
from knowledge.quiz import limits
from knowledge.quiz.chunks import Record
from knowledge.quiz.model import Item, Kind

LONGEST_ID = 40
"""Characters of an id, so that it fits in a button together with what the button does."""

_KEYS = ("id", "soort", "kaart", "status", "vraag", "opties", "juist", "uitleg", "bron")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_Choice = TypeVar("_Choice", bound=StrEnum)


def parse(record: Record, theme: str) -> Item:
    """Check one record.

    Args:
        record: The values as written.
        theme: Name of the file.

    Returns:
        The item. Whether its entry and sources exist is checked by the loader.

    Raises:
        QuizItemError: The first thing that breaks the format.
    """
    for key in record.values:
        if key not in _KEYS:
            raise record.error(key, f"is no key of an item; allowed: {', '.join(_KEYS)}")
    for key in _KEYS:
        if key not in record.values:
            raise record.error(key, "is missing")
    name = _text(record, "id")
    if not _ID.fullmatch(name) or len(name) > LONGEST_ID:
        raise record.error("id", f"lower-case letters, digits and single hyphens, at most {LONGEST_ID} characters")
    kind = _choice(record, "soort", Kind)
    options = _options(record)
    return Item(
        id=name,
        kind=kind,
        question=_question(record),
        options=options,
        correct=_correct(record, kind, len(options)),
        explanation=_explanation(record),
        theme=theme,
        entry=_text(record, "kaart"),
        mark=_mark(record),
        status=_choice(record, "status", Status),
    )


def _text(record: Record, key: str) -> str:
    value = record.values[key]
    if not isinstance(value, str):
        raise record.error(key, "must be text; put quotes around a number, a date or yes and no")
    return value.strip()


def _choice(record: Record, key: str, choices: type[_Choice]) -> _Choice:
    value = _text(record, key)
    if value not in list(choices):
        raise record.error(key, f"'{value}' is none of: {', '.join(choices)}")
    return choices(value)


def _question(record: Record) -> str:
    question = _text(record, "vraag")
    if problem := limits.question_problem(question):
        raise record.error("vraag", problem)
    return question


def _explanation(record: Record) -> str:
    explanation = _text(record, "uitleg")
    if problem := limits.explanation_problem(explanation):
        raise record.error("uitleg", problem)
    return explanation


def _options(record: Record) -> tuple[str, ...]:
    value = record.values["opties"]
    if not isinstance(value, list) or not all(isinstance(option, str) for option in value):
        raise record.error("opties", "must be a list of texts; put quotes around a number, a date or yes and no")
    options = tuple(option.strip() for option in value)
    if problem := limits.options_problem(options):
        raise record.error("opties", problem)
    if len({option.casefold() for option in options}) < len(options):
        raise record.error("opties", "the same option stands here twice; capitals do not count")
    return options


def _correct(record: Record, kind: Kind, options: int) -> tuple[int, ...]:
    """Indices from 0; an author counts from 1."""
    value = record.values["juist"]
    if not isinstance(value, list) or not all(type(number) is int and 1 <= number <= options for number in value):
        raise record.error("juist", f"must be a list of numbers of options, from 1 to {options}")
    correct = tuple(sorted({number - 1 for number in value}))
    if len(correct) < len(value):
        raise record.error("juist", "names the same option twice")
    if kind is not Kind.SEVERAL and len(correct) != 1:
        raise record.error("juist", f"'{kind}' has exactly one right option")
    if kind is Kind.SEVERAL and not 2 <= len(correct) < options:
        raise record.error("juist", f"'{kind}' has two or more right options and at least one wrong one")
    return correct


def _mark(record: Record) -> Mark:
    """The mark in the form that entries use, read by the parser of entries."""
    value = record.values["bron"]
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise record.error("bron", "must be a mark such as [B17], [A00 afgeleid] or [algemeen]")
    sentence = f"Bron [{', '.join(value)}]"
    try:
        (paragraph,) = body.parse([(record.line, "## Kort"), (record.line, sentence)], record.path).short
    except EntryFormatError as error:
        raise record.error("bron", error.reason) from error
    return paragraph.sentences[0].mark
