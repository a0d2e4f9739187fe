"""An executor that tells what each action returned, for the reception of an action server."""

from collections.abc import Callable
from typing import Any

from rasa_sdk.executor import ActionExecutor

from actions.runners.protocol import ActionResult

Told = Callable[[str, ActionResult], None]
"""Is told the conversation and what an action returned in it."""


class NoticingExecutor(ActionExecutor):
    """Runs actions as rasa_sdk's own executor does, and tells.

    Attributes:
        told: Is told; set once before the first call.
    """

    told: Told | None = None

    async def run(self, action_call: dict[str, Any]) -> Any:  # noqa: ANN401 - rasa_sdk's own type
        """Run an action (Rasa contract)."""
        result = await super().run(action_call)
        if result is not None and self.told is not None:
            self.told(str(action_call.get("sender_id")), ActionResult(result.events, result.responses))
        return result
