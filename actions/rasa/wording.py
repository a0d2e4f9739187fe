"""``action_wording``: ``/taalcheck``, which words of a text can be made concrete."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.steps import wording
from actions.turn import Turn


class ActionWording(HouvastAction):
    """Reads a text back with its vague and judging words marked, each with the question that makes it concrete."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_wording"

    def outcome(self, turn: Turn) -> Outcome:
        """``/taalcheck [TEXT]`` and ``/taalcheck_alles``."""
        return wording.check(turn, self.house)
