"""``action_privacy`` and ``action_own_data``: what is kept, show it, remove it."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.steps.commands import parse
from actions.turn import Turn
from actions.vocabulary import FORGOTTEN, Block, BlockKind, Decision, DecisionKind, OutboundMessage

INTERNAL = frozenset({"conversation_event", "handled_update"})
"""Tables that only keep the conversation going; they go with the conversation itself."""


def _said(text: str, turn: Turn) -> Outcome:
    message = OutboundMessage((Block(BlockKind.TEXT, text),))
    return Outcome(Decision(DecisionKind.SMALLTALK), (message,), turn.state.pending)


class ActionPrivacy(HouvastAction):
    """Says what is kept and for how long."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_privacy"

    def outcome(self, turn: Turn) -> Outcome:
        """The privacy page with the configured days."""
        days = self.house.retention
        text = self.house.catalogue.text(
            "privacy.page",
            log_days=days.log_days,
            question_days=days.question_days,
            conversation_days=days.conversation_days,
            feedback_days=days.feedback_person_days,
        )
        return _said(text, turn)


class ActionOwnData(HouvastAction):
    """Shows or removes what is kept about the sender."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_own_data"

    def outcome(self, turn: Turn) -> Outcome:
        """``/mijngegevens`` counts rows by kind; ``/vergeetmij`` removes them and says what it cannot reach."""
        command = parse(turn)
        text = self.house.catalogue.text
        if command and command.name == "vergeetmij":
            self.house.recorder.forget(turn.person)
            message = OutboundMessage((Block(BlockKind.TEXT, text("privacy.forgotten")),))
            return Outcome(Decision(DecisionKind.SMALLTALK, reason=FORGOTTEN), (message,))
        kept = {t: n for t, n in self.house.recorder.own_data(turn.person).items() if t not in INTERNAL}
        if not kept:
            return _said(text("privacy.mine_empty"), turn)
        rows = [text("privacy.mine_row", table=self._label(table), count=count) for table, count in kept.items()]
        return _said("\n".join([text("privacy.mine_title"), *rows]), turn)

    def _label(self, table: str) -> str:
        key = f"privacy.tables.{table}"
        return self.house.catalogue.text(key) if self.house.catalogue.has(key) else table
