"""What a golden question is, and how a text can make one worse."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.golden.errors import GoldenFormatError


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question that an entry has to answer.

    Attributes:
        slug: Of the entry.
        text: As somebody would ask it, without personal data.
        line: 1-based line in the file.
    """

    slug: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Golden:
    """What a file holds.

    Attributes:
        questions: In the order of the file.
        refused: What cannot be used, with its line; the rest is kept.
    """

    questions: tuple[GoldenQuestion, ...] = ()
    refused: tuple[GoldenFormatError, ...] = ()


class Change(StrEnum):
    """How a golden question gets worse."""

    LOST = "lost"
    """The entry itself no longer comes first for its own question."""
    TAKEN = "taken"
    """The entry comes first for a question of another entry."""


@dataclass(frozen=True, slots=True)
class Worse:
    """A question that would find another entry than now.

    Attributes:
        question: It finds the entry that it belongs to now.
        change: Why it would not any more.
        then: Slug of the entry that would be found instead.
    """

    question: GoldenQuestion
    change: Change
    then: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What publishing a text would do.

    Attributes:
        worse: Questions that would get worse, in the order of the file.
        asked: How many questions could get worse: those that find their entry now.
        refused: How many lines of the file could not be used.
    """

    worse: tuple[Worse, ...]
    asked: int
    refused: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a question does now.

    Attributes:
        question: The question.
        rank: Place of its entry from 1, signposts left out; None when readers see no such entry.
        first: Slug of what is found first.
    """

    question: GoldenQuestion
    rank: int | None
    first: str
