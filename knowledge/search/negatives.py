"""Questions that no entry answers: they are indexed, so that what resembles them is refused."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.errors import DataFileError
from knowledge.search.query import clean

NEGATIVES_FILE = Path(__file__).parent / "negatives.jsonl"
"""Questions near and far from the domain that no entry answers, with their topic."""


@dataclass(frozen=True, slots=True)
class Negative:
    """A question that nothing answers; questions of one topic stay together in cross-validation."""

    text: str
    topic: str


def read_negatives(path: Path = NEGATIVES_FILE) -> list[Negative]:
    """Read the questions that nothing answers, cleaned like a question that is asked.

    Raises:
        DataFileError: A line is no JSON object with ``text`` and ``topic``.
    """
    negatives = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            negatives.append(Negative(clean(row["text"]), row["topic"]))
        except (ValueError, KeyError, TypeError) as error:
            raise DataFileError(path, number, "expected an object with text and topic") from error
    return negatives


@cache
def strangers() -> tuple[str, ...]:
    """The texts that ship with Houvast, as the index takes them.

    Raises:
        DataFileError: The file that ships is damaged.
    """
    return tuple(negative.text for negative in read_negatives())
