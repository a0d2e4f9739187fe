"""A question of a GIFT file as it stands there, before anybody decides what it is to us."""

from dataclasses import dataclass, field
from enum import StrEnum


class GiftKind(StrEnum):
    """The types of question that GIFT tells apart."""

    CHOICE = "multichoice"
    TRUE_FALSE = "truefalse"
    SHORT_ANSWER = "short_answer"
    NUMERIC = "numeric"
    MATCHING = "matching"
    ESSAY = "essay"
    DESCRIPTION = "description"
    MISSING_WORD = "missing_word"
    UNCLOSED = "unclosed"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class GiftAnswer:
    """One answer.

    Attributes:
        text: Without escapes.
        weight: Percent of the credit, -100 to 100; ``=`` is 100 and ``~`` without a weight is 0.
        feedback: What is told who chooses it; empty for nothing.
    """

    text: str
    weight: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class GiftQuestion:
    """One question.

    Attributes:
        line: 1-based line on which it starts.
        kind: What it is; those after ``DESCRIPTION`` cannot be read further.
        text: The question, without escapes.
        title: Between ``::`` and ``::``; empty for none.
        format: ``moodle``, ``html``, ``markdown`` or ``plain``.
        answers: Options of a choice; of true/false the right one alone, with the feedback of both.
        general: General feedback.
        category: The ``$CATEGORY`` it stands under; empty for none.
        tags: What its comments say in Moodle's way, ``[id:...]`` and ``[tag:...]``; the id under ``id``.
    """

    line: int
    kind: GiftKind
    text: str
    title: str = ""
    format: str = "moodle"
    answers: tuple[GiftAnswer, ...] = ()
    general: str = ""
    category: str = ""
    tags: dict[str, str] = field(default_factory=dict)
