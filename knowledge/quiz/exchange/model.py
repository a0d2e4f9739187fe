"""What an import yields: items, and what could not become one, by line."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.entries.model import Mark, Status
from knowledge.quiz.model import Item


class Reason(StrEnum):
    """Why something was not taken over as it stands; also the key of the text that tells it."""

    UNCLOSED = "unclosed"
    """Answers without an end: no closing brace, or none before the next empty line."""
    NO_ANSWERS = "no_answers"
    DESCRIPTION = "description"
    """A text without braces: Moodle shows it between questions."""
    ESSAY = "essay"
    SHORT_ANSWER = "short_answer"
    NUMERIC = "numeric"
    MATCHING = "matching"
    MISSING_WORD = "missing_word"
    """Text after the answers: the blank stands in the middle of a sentence."""
    WEIGHT = "weight"
    """A weight that is no number."""
    INVALID = "invalid"
    """It breaks the format of items; the detail says how."""
    WEIGHTS_LOST = "weights_lost"
    """Imported; an item knows right and wrong options, so partial credit went."""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Something about one question.

    Attributes:
        line: 1-based line on which the question starts, or on which it went wrong.
        reason: What.
        detail: The same in the words of the format (English); empty when the reason says it all.
        skipped: The question was not imported.
    """

    line: int
    reason: Reason
    detail: str = ""
    skipped: bool = True


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file yields.

    Attributes:
        items: In the order of the file, each with a name of its own.
        problems: By line.
    """

    items: tuple[Item, ...]
    problems: tuple[LineProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a question of somebody else does not say; ours say it themselves.

    Attributes:
        entry: Slug of the entry that the questions are about.
        theme: Theme of that entry.
        mark: Where the right answers come from.
        true_label: What the right option of a true/false question says.
        false_label: What the other option says.
        status: Status of the items.
    """

    entry: str
    theme: str
    mark: Mark
    true_label: str
    false_label: str
    status: Status = Status.PUBLISHED
