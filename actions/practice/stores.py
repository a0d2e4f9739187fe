"""Where practice finds its items, and keeps how somebody is doing."""

from dataclasses import dataclass

from knowledge.store.practice import PracticeStore
from knowledge.store.quiz_items import ItemBank


@dataclass(frozen=True, slots=True)
class Practising:
    """What is kept about practice.

    Attributes:
        practice: Plan, cards and log of each person.
        bank: Items that may be asked.
    """

    practice: PracticeStore
    bank: ItemBank
