"""Messages that are no question: empty, too long or small talk."""

from actions.house import House
from actions.outcome import Outcome
from actions.rendering.notices import plain_notice
from actions.steps import show
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Decision, DecisionKind, OutboundMessage
from knowledge.search.query import clean, has_words

LONGEST_CHOICE = 2
"""Digits of a number that was meant as a choice; when nothing waits for one it is no question either."""


def reply(turn: Turn, house: House) -> Outcome | None:
    """Answer what is no question; pass on the rest."""
    if turn.length > house.settings.message_limit:
        limit = house.settings.message_limit
        message = plain_notice("abstain.too_long", house.catalogue, length=turn.length, limit=limit)
        return Outcome(Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="too_long"), (message,))
    said = clean(turn.text)
    if not has_words(said) or (said.isdecimal() and len(said) <= LONGEST_CHOICE):
        message = show.with_notice(plain_notice("abstain.empty", house.catalogue), turn, house)
        return Outcome(Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="empty"), (message,))
    kind = house.readers.smalltalk.read(turn.text)
    if kind is None:
        return None
    text = OutboundMessage((Block(BlockKind.TEXT, house.catalogue.text(f"smalltalk.{kind}")),))
    return Outcome(Decision(DecisionKind.SMALLTALK), (text,))
