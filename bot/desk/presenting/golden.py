"""Golden questions in words: what publishing a text would make worse."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.golden.model import Verdict


class GoldenState(StrEnum):
    """What the page says first."""

    SAME = "same"
    WORSE = "worse"
    NONE = "none"
    UNKNOWN = "unknown"
    MAKING = "making"


@dataclass(frozen=True, slots=True)
class GoldenRow:
    """A question that would find another entry.

    Attributes:
        question: As it stands in the file.
        now: Title of the entry that it finds now, which is the right one.
        then: Title of the entry that it would find.
    """

    question: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class GoldenShown:
    """What is shown of a verdict.

    Attributes:
        state: What the page says first.
        asked: How many questions find their entry now.
        refused: How many lines of the file do not count.
        rows: What would get worse.
    """

    state: GoldenState
    asked: int = 0
    refused: int = 0
    rows: tuple[GoldenRow, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether somebody who approves has to say that they saw it."""
        return bool(self.rows) or self.state is GoldenState.MAKING


UNKNOWN = GoldenShown(GoldenState.UNKNOWN)
"""Shown where the questions cannot be asked."""
MAKING = GoldenShown(GoldenState.MAKING)
"""Shown while they are being asked of an index that is new."""


def golden_shown(verdict: Verdict, titles: Mapping[str, str]) -> GoldenShown:
    """A verdict for a page.

    Args:
        verdict: Of the check.
        titles: Of entries by slug; one that is missing is called by its slug.
    """
    rows = tuple(
        GoldenRow(worse.question.text, _title(worse.question.slug, titles), _title(worse.then, titles))
        for worse in verdict.worse
    )
    state = GoldenState.WORSE if rows else GoldenState.SAME if verdict.asked else GoldenState.NONE
    return GoldenShown(state, verdict.asked, verdict.refused, rows)


def _title(slug: str, titles: Mapping[str, str]) -> str:
    return titles.get(slug, slug)
