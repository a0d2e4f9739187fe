"""``action_feedback``: Helpt and Klopt niet, kept for the team leads and never used to rank."""

from collections.abc import Sequence

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.rendering.notices import plain_notice
from actions.steps.commands import parse
from actions.steps.teams import team_of
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage
from knowledge.errors import VersionNotFound

REASONS = ("outdated", "unclear")
MOST_DIGITS = 18
"""Of a number that the store can hold (63 bits); anybody can type a longer one."""


class ActionFeedback(HouvastAction):
    """Keeps a judgement about the version that was shown."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_feedback"

    def outcome(self, turn: Turn) -> Outcome:
        """``/helpt V``, ``/kloptniet V`` and ``/reden V outdated|unclear``; V is the version shown."""
        command = parse(turn)
        words = command.argument.split() if command else []
        if command is None or not words or not words[0].isdecimal() or len(words[0]) > MOST_DIGITS:
            return self._which(turn)
        try:
            return self._judged(turn, command.name, int(words[0]), words[1:])
        except VersionNotFound:
            return self._which(turn)

    def _judged(self, turn: Turn, name: str, version: int, rest: Sequence[str]) -> Outcome:
        text = self.house.catalogue.text
        if name == "helpt":
            return self._keep(turn, "helpful", version, OutboundMessage((self._block("feedback.thanks_helpful"),)))
        if name == "reden" and rest and rest[0] in REASONS:
            return self._keep(turn, rest[0], version, OutboundMessage((self._block("feedback.noted"),)))
        buttons = tuple(Button(text(f"feedback.reasons.{reason}"), f"/reden {version} {reason}") for reason in REASONS)
        return self._keep(turn, "wrong", version, OutboundMessage((self._block("feedback.thanks_wrong"),), buttons))

    def _which(self, turn: Turn) -> Outcome:
        return self._said(plain_notice("feedback.which", self.house.catalogue), turn)

    def _keep(self, turn: Turn, kind: str, version: int, message: OutboundMessage) -> Outcome:
        self.house.recorder.feedback(turn.key, turn.person, kind, version, team_of(turn, self.house))
        return self._said(message, turn)

    def _block(self, key: str) -> Block:
        return Block(BlockKind.TEXT, self.house.catalogue.text(key))

    def _said(self, message: OutboundMessage, turn: Turn) -> Outcome:
        return Outcome(Decision(DecisionKind.SMALLTALK), (message,), turn.state.pending)
