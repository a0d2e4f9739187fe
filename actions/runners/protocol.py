"""The contract of running an action, the same as Rasa's ``/webhook``."""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class ActionResult:
    """What an action returned: Rasa events and responses."""

    events: list[dict[str, Any]]
    responses: list[dict[str, Any]]


class ActionRunner(Protocol):
    """Runs one action by name."""

    async def run(self, name: str, tracker: dict[str, Any]) -> ActionResult:
        """Run an action.

        Args:
            name: Such as ``action_houvast``.
            tracker: Rasa-shaped tracker; texts in it are redacted.

        Returns:
            Events and responses.

        Raises:
            ActionNotFound: No such action (404).
            ActionRejected: The action refuses (400).
            ActionFailed: The action raised.
            ActionServerUnavailable: There is no answer in time.
        """

    async def close(self) -> None:
        """Let go of connections."""
