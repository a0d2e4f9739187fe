"""What a quiz item is. The format is described in ``docs/developers/entry-format.md``, "Quiz items"."""

from collections.abc import Collection, Container
from dataclasses import dataclass
from enum import StrEnum

from knowledge.entries.model import Mark, Status
from knowledge.quiz.errors import QuizItemError


class Kind(StrEnum):
    """How an item asks, and with that how many of its options are right."""

    CHOICE = "meerkeuze"
    FACT_OR_READING = "feit-of-interpretatie"
    CASE = "casus"
    SEVERAL = "meer-goed"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the quiz.

    Attributes:
        id: Stable slug; what somebody answered is kept under it, so it never changes or moves to another question.
        kind: How it asks.
        question: Asked word for word.
        options: What may be chosen, in the order shown.
        correct: Indices in ``options``, from 0, rising: one, or two and more for ``SEVERAL``.
        explanation: Why, shown after every answer.
        theme: Theme of the entry, and the name of the file.
        entry: Slug of the entry that the item tests.
        mark: Where the right answer comes from.
        status: Status the author asks for.
        feedback: What is told about each option after it was chosen; empty, or as long as ``options``.
        case: Id of the case that the item is a step of; None when it stands alone.
        step: Its place in the case, from 1; 0 without a case.
        story: What the case is about; with step 1 only.
    """

    id: str
    kind: Kind
    question: str
    options: tuple[str, ...]
    correct: tuple[int, ...]
    explanation: str
    theme: str
    entry: str
    mark: Mark
    status: Status
    feedback: tuple[str, ...] = ()
    case: str | None = None
    step: int = 0
    story: str = ""

    def is_right(self, options: Collection[int]) -> bool:
        """Whether somebody who chose these options, and no others, is right."""
        return set(options) == set(self.correct)

    @property
    def unit(self) -> str:
        """What is asked as a whole: the case, or the item itself."""
        return self.case or self.id


@dataclass(frozen=True, slots=True)
class Quiz:
    """All items of a folder.

    Attributes:
        items: Items by id, in file order.
        refused: One error per item that was refused; the rest is loaded.
    """

    items: dict[str, Item]
    refused: tuple[QuizItemError, ...] = ()

    def askable(self, published: Container[str]) -> tuple[Item, ...]:
        """Items that may be asked now.

        Args:
            published: Slugs of the entries that professionals see at this moment.

        Returns:
            Published items whose entry is published, in file order.
        """
        return tuple(
            item for item in self.items.values() if item.status is Status.PUBLISHED and item.entry in published
        )
