"""``action_privacy``: what is kept and for how long."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, said
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, OutboundMessage


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
            consultation_days=days.consultation_days,
            reflection_days=days.reflection_days,
            quiz_days=days.quiz_days,
        )
        return said(OutboundMessage((Block(BlockKind.TEXT, text),)), turn)
