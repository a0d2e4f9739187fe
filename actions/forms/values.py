"""The slots of a conversation as a form reads them; what the drafts of all forms share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

Slots = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SlotValues:
    """The slots, read by step.

    Attributes:
        values: The slots of the conversation.
    """

    values: Slots

    @classmethod
    def of(cls, slots: Slots) -> Self:
        """Read the slots; those of others are left alone."""
        return cls(slots)

    def get(self, step: StrEnum) -> Any:  # noqa: ANN401 - a text, a number or a list, by step
        """The answer to a step; ``None`` when it was not asked yet."""
        return self.values.get(step.value)

    def text(self, step: StrEnum) -> str:
        """The answer to a step with a text; empty when there is none."""
        return str(self.get(step) or "")
