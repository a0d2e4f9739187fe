"""What the item bank hands out: plain records, free of SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.quiz.model import Item


class ItemState(StrEnum):
    """Whether an item may be asked, and if not, why; also the key of the text that tells it."""

    ASKABLE = "askable"
    TO_CHECK = "to_check"
    """Its entry has another published text than the one it was held against."""
    ENTRY_OFFLINE = "entry_offline"
    """Its entry is retired, or was never published."""
    RETIRED = "retired"
    NEW = "new"
    """Nobody approved a version yet."""


class ItemRefusal(StrEnum):
    """Why somebody may not approve a version of an item; also the key of the text that tells it."""

    ROLE = "role"
    DECIDED = "decided"
    OWN = "own"
    OUTDATED = "outdated"
    """A later version is asked already."""


class ItemOrigin(StrEnum):
    """Where a version of an item came from."""

    FILE = "bestand"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """One immutable version of an item.

    Attributes:
        version_id: Its id.
        name: Name of the item.
        number: Counts from 1 within the item.
        origin: From a file or from the desk.
        item: What it says.
        authors: Pseudonyms of who wrote it; empty for a file. None of them may approve it.
        created_at: When.
        decision: ``approved``, ``rejected`` or ``withdrawn``; None while it waits, and when it came published.
        reason: Why it was rejected, redacted.
    """

    version_id: int
    name: str
    number: int
    origin: ItemOrigin
    item: Item
    authors: tuple[str, ...]
    created_at: datetime
    decision: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BankItem:
    """An item as it stands in the bank now.

    Attributes:
        name: Its name, which is the id in the item itself.
        state: Whether it may be asked.
        shown: The version that is asked; None when there is none yet.
        checked_entry_version: Version of the entry that the shown version was held against last.
        entry_version: Version of the entry that readers see now; None when it is offline.
        latest: The version that was written last, whatever became of it.
        waiting: Versions that wait for a decision: at most one from a file and one from the desk, oldest first.
    """

    name: str
    state: ItemState
    shown: ItemVersion | None
    checked_entry_version: int | None
    entry_version: int | None
    latest: ItemVersion
    waiting: tuple[ItemVersion, ...] = ()

    @property
    def item(self) -> Item:
        """What is asked; without an approved version what waits, or was written last."""
        version = self.shown or next(reversed(self.waiting), None) or self.latest
        return version.item

    @property
    def version_id(self) -> int | None:
        """Id of the version that is asked."""
        return None if self.shown is None else self.shown.version_id


def state_of(*, shown: bool, retired: bool, entry_online: bool, checked: bool) -> ItemState:
    """Whether an item may be asked; the most lasting reason first.

    Args:
        shown: There is an approved version.
        retired: The item itself was taken away.
        entry_online: Readers see its entry.
        checked: The shown version was held against the text of the entry that readers see.
    """
    if not shown:
        return ItemState.NEW
    if retired:
        return ItemState.RETIRED
    if not entry_online:
        return ItemState.ENTRY_OFFLINE
    return ItemState.ASKABLE if checked else ItemState.TO_CHECK


def askable(items: Iterable[BankItem]) -> list[BankItem]:
    """What may be asked now: items in order, of a case all steps or none.

    A step that waits to be checked keeps back its whole case: the steps after it lean on it.
    """
    known = list(items)
    cases: dict[str, list[BankItem]] = {}
    for row in known:
        if row.item.case is not None and row.state not in {ItemState.RETIRED, ItemState.NEW}:
            cases.setdefault(row.item.case, []).append(row)
    whole = {case for case, steps in cases.items() if _is_whole(steps)}
    return [
        row for row in known if row.state is ItemState.ASKABLE and (row.item.case is None or row.item.case in whole)
    ]


def _is_whole(steps: list[BankItem]) -> bool:
    numbers = sorted(row.item.step for row in steps)
    return numbers == list(range(1, len(steps) + 1)) and all(row.state is ItemState.ASKABLE for row in steps)
