"""Run actions in this process through rasa_sdk's own executor (the default)."""

import traceback
from dataclasses import dataclass
from logging import getLogger
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions.errors import ActionFailed, ActionNotFound, ActionRejected
from actions.runners.call import action_call
from actions.runners.protocol import ActionResult

LOG = getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InProcessRunner:
    """Calls a registered action without a network."""

    executor: ActionExecutor

    async def run(self, name: str, tracker: dict[str, Any]) -> ActionResult:
        """See :class:`actions.runners.protocol.ActionRunner`."""
        try:
            result = await self.executor.run(action_call(name, tracker))
        except ActionNotFoundException as error:
            raise ActionNotFound(name) from error
        except ActionExecutionRejection as error:
            raise ActionRejected(name, error.message) from error
        except Exception as error:
            # The message of an unknown error may quote what somebody typed: log where, not what.
            where = "".join(traceback.format_tb(error.__traceback__))
            LOG.error("action %s raised %s at\n%s", name, type(error).__name__, where)
            raise ActionFailed(name, type(error).__name__) from error
        if result is None:
            raise ActionFailed(name, "no action was named")
        return ActionResult(result.events, result.responses)

    async def close(self) -> None:
        """Nothing to let go of."""
