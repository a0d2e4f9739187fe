"""Turn one record into an item, or say what is wrong with it and on which line."""

import re
from enum import StrEnum
from typing import TypeVar

from knowledge.entries.model import Mark, Status
from knowledge.quiz import limits
from knowledge.quiz.chunks import Record
from knowledge.quiz.marks import read_mark
from knowledge.quiz.model import Item, Kind

LONGEST_ID = 40
"""Characters of an id, so that it fits in a button together with what the button does."""

MOST_STEPS = 6
"""Steps of a case: our choice; a longer one is a lesson."""

STORY_END = "---"
"""A line that no story has: it separates story and question where both stand in one text, as in GIFT."""

_KEYS = ("id", "soort", "kaart", "status", "vraag", "opties", "juist", "uitleg", "bron")
_OPTIONAL = ("bij_opties", "casus", "stap", "verhaal")
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
        if key not in _KEYS + _OPTIONAL:
            raise record.error(key, f"is no key of an item; allowed: {', '.join(_KEYS + _OPTIONAL)}")
    for key in _KEYS:
        if key not in record.values:
            raise record.error(key, "is missing")
    case, step = _case(record)
    kind = _choice(record, "soort", Kind)
    options = _options(record)
    return Item(
        id=_slug(record, "id"),
        kind=kind,
        question=_question(record),
        options=options,
        correct=_correct(record, kind, len(options)),
        explanation=_explanation(record),
        theme=theme,
        entry=_text(record, "kaart"),
        mark=_mark(record),
        status=_choice(record, "status", Status),
        feedback=_feedback(record, len(options)),
        case=case,
        step=step,
        story=_story(record, step),
    )


def is_id(text: str) -> bool:
    """Whether this may be the id of an item or a case."""
    return _ID.fullmatch(text) is not None and len(text) <= LONGEST_ID


def step_problem(step: int) -> str | None:
    """Why this cannot be a step of a case, or None."""
    return None if 1 <= step <= MOST_STEPS else f"must be a number from 1 to {MOST_STEPS}"


def _slug(record: Record, key: str) -> str:
    name = _text(record, key)
    if not is_id(name):
        raise record.error(key, f"lower-case letters, digits and single hyphens, at most {LONGEST_ID} characters")
    return name


def _case(record: Record) -> tuple[str | None, int]:
    if "casus" not in record.values:
        for key in ("stap", "verhaal"):
            if key in record.values:
                raise record.error(key, "belongs to a step of a case; add the key casus")
        return None, 0
    step = record.values.get("stap")
    if type(step) is not int or step_problem(step):
        raise record.error("stap", f"must be a number from 1 to {MOST_STEPS}")
    return _slug(record, "casus"), step


def _story(record: Record, step: int) -> str:
    if step != 1:
        if "verhaal" in record.values:
            raise record.error("verhaal", "stands at step 1 of a case only")
        return ""
    if "verhaal" not in record.values:
        raise record.error("verhaal", "is missing at step 1 of a case")
    story = _text(record, "verhaal")
    if problem := limits.story_problem(story):
        raise record.error("verhaal", problem)
    if STORY_END in (line.strip() for line in story.split("\n")):
        raise record.error("verhaal", f"has a line '{STORY_END}', which ends a story; leave it out")
    return story


def _feedback(record: Record, options: int) -> tuple[str, ...]:
    value = record.values.get("bij_opties", [])
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise record.error("bij_opties", "must be a list of texts, one per option; '' for an option without one")
    feedback = tuple(text.strip() for text in value)
    if problem := limits.feedback_problem(feedback, options):
        raise record.error("bij_opties", problem)
    return feedback if any(feedback) else ()


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
    try:
        return read_mark(", ".join(value))
    except ValueError as error:
        raise record.error("bron", str(error)) from error
