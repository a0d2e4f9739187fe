"""``action_media``: a photo, voice message or anything else that is no text."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.rendering.notices import with_safety_line
from actions.steps.show import delete_buttons
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Decision, DecisionKind, OutboundMessage

WORDED = {
    "photo": "photo",
    "voice": "voice",
    "audio": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "sticker": "sticker",
    "document": "document",
    "location": "location",
    "contact": "contact",
}
"""Which text fits a kind of message; a kind that is not here gets the general one."""
HARMLESS = "sticker"
"""The kind that never shows a person."""


class ActionMedia(HouvastAction):
    """Says that only text is read, and that nothing was looked at or kept."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_media"

    def outcome(self, turn: Turn) -> Outcome:
        """A reply per kind, with a button to delete what may show a person."""
        kind = WORDED.get(turn.media or "", "other")
        text = self.house.catalogue.text
        blocks = [
            Block(BlockKind.TEXT, self.house.catalogue.section("media")[kind]),
            Block(BlockKind.TEXT, text("media.ask")),
        ]
        buttons = () if kind == HARMLESS else delete_buttons(turn, self.house.catalogue)
        message = OutboundMessage(with_safety_line(blocks, self.house.catalogue), buttons)
        return Outcome(Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="media"), (message,), turn.state.pending)
