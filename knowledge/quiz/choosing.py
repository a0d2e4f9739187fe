"""Which items a quiz asks: what this chat had lately goes last, a case stays whole. Pure."""

import hashlib
from collections.abc import Collection, Iterable

from knowledge.quiz.bank import BankItem


def choose(
    askable: Iterable[BankItem], count: int, seed: str, asked_lately: Collection[str] = ()
) -> tuple[BankItem, ...]:
    """Chooses items.

    Args:
        askable: Items that may be asked, such as of one theme.
        count: How many at most. A case is taken with all of its steps or not at all.
        seed: Another seed gives another choice; the same gives the same, also after a restart.
        asked_lately: Names of items that this chat had lately; they come when there is nothing else.

    Returns:
        The items in order; fewer when there are not enough.
    """
    units: dict[str, list[BankItem]] = {}
    for row in askable:
        units.setdefault(row.item.unit, []).append(row)

    def rank(unit: str) -> tuple[bool, str]:
        lately = any(row.name in asked_lately for row in units[unit])
        return lately, hashlib.sha256(f"{seed}\n{unit}".encode()).hexdigest()

    chosen: list[BankItem] = []
    for unit in sorted(units, key=rank):
        if len(chosen) + len(units[unit]) <= count:
            chosen += sorted(units[unit], key=lambda row: row.item.step)
    return tuple(chosen)
