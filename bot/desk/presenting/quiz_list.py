"""The list of quiz items: which ones a visitor wants to see, and what stands out about each."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from knowledge.quiz.bank import BankItem, ItemState
from knowledge.quiz.live.results import FEWEST
from knowledge.quiz.model import Item
from knowledge.store.quiz_insight import ItemFigure

HARD = 0.4
"""Below this share (0-1) of right answers an item counts as hard: our choice, near guessing with three options."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known about the answers, for who may see it.

    Attributes:
        items: Figures by name of the item.
        forgotten: How many people keep forgetting an item, by its name.
    """

    items: Mapping[str, ItemFigure]
    forgotten: Mapping[str, int]


NO_FIGURES = Figures(MappingProxyType({}), MappingProxyType({}))
"""For a visitor who may not see them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list.

    Attributes:
        item: The item.
        percent: Answers that were right, in whole percents; None when there are too few.
        signs: What stands out: keys of ``desk_quiz.signs``.
    """

    item: BankItem
    percent: int | None
    signs: tuple[str, ...]

    @property
    def asks(self) -> Item:
        """What it says."""
        return self.item.item


@dataclass(frozen=True, slots=True)
class Choice:
    """What the visitor filtered on; empty takes all."""

    theme: str = ""
    kind: str = ""
    state: str = ""


_IN_STATE: dict[str, Callable[[Row], bool]] = {
    "to_check": lambda row: row.item.state is ItemState.TO_CHECK,
    "waiting": lambda row: bool(row.item.waiting),
    "askable": lambda row: row.item.state is ItemState.ASKABLE,
    "out": lambda row: (
        row.item.state in {ItemState.RETIRED, ItemState.ENTRY_OFFLINE}
        or (row.item.state is ItemState.NEW and not row.item.waiting)
    ),
    "signs": lambda row: bool(row.signs),
}
STATES = tuple(_IN_STATE)
"""States to filter on; also keys of ``desk_quiz.filters``."""


def rows(items: Iterable[BankItem], choice: Choice, figures: Figures = NO_FIGURES) -> list[Row]:
    """The lines that fit a choice, in the order of the bank."""
    wanted = _IN_STATE.get(choice.state)
    found = (_row(item, figures) for item in items)
    return [
        row
        for row in found
        if choice.theme in ("", row.asks.theme)
        and choice.kind in ("", row.asks.kind.value)
        and (wanted is None or wanted(row))
    ]


def counts(items: Collection[BankItem]) -> dict[str, int]:
    """How many items need somebody: to check, and to judge."""
    every = rows(items, Choice())
    return {state: sum(map(_IN_STATE[state], every)) for state in ("to_check", "waiting")}


def percent_of(share: float | None) -> int | None:
    """A share (0-1) in whole percents."""
    return None if share is None else round(share * 100)


def people(count: int) -> int | None:
    """A number of people that may be shown; None below five."""
    return count if count >= FEWEST else None


def _row(item: BankItem, figures: Figures) -> Row:
    figure = figures.items.get(item.name)
    share = figure.right_share if figure else None
    signs = {
        "forgotten": figures.forgotten.get(item.name, 0) > 0,
        "hard": share is not None and share < HARD,
        "unpicked": bool(figure and figure.unpicked),
    }
    return Row(item, percent_of(share), tuple(sign for sign, holds in signs.items() if holds))
