"""Which actions exist: the table that the executor and ``domain.yml`` agree on."""

from rasa_sdk.executor import ActionExecutor

from actions.house import House
from actions.rasa.base import HouvastAction
from actions.rasa.cards import ActionCards
from actions.rasa.entry import ActionEntry
from actions.rasa.feedback import ActionFeedback
from actions.rasa.help import ActionHelp
from actions.rasa.houvast import ActionHouvast
from actions.rasa.privacy import ActionOwnData, ActionPrivacy

ACTIONS: tuple[type[HouvastAction], ...] = (
    ActionHouvast,
    ActionHelp,
    ActionPrivacy,
    ActionOwnData,
    ActionFeedback,
    ActionEntry,
    ActionCards,
)


def make_executor(house: House) -> ActionExecutor:
    """An executor with every action registered.

    Args:
        house: What the actions need.

    Returns:
        rasa_sdk's executor, for use in process or behind the action server.
    """
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(house))
    return executor
