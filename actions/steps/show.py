"""Show one entry: render it, log which version was seen, remember it; and the notices under a reply."""

from dataclasses import replace

from actions.house import House
from actions.outcome import Outcome
from actions.rendering.answer import AnswerRenderer
from actions.rendering.notices import privacy_notice
from actions.steps.teams import team_of
from actions.turn import Turn
from actions.vocabulary import (
    LONGEST_PAYLOAD,
    Block,
    BlockKind,
    Button,
    Decision,
    DecisionKind,
    OutboundMessage,
    ScoredEntry,
)
from knowledge.entries.model import Urgency
from knowledge.messages.catalogue import Catalogue
from knowledge.roster.permissions import Action
from knowledge.search.published import Published
from knowledge.search.query import clean, has_words


def entry(
    published: Published,
    turn: Turn,
    house: House,
    renderer: AnswerRenderer,
    *,
    escalation: bool,
    confidence: float,
    entries: tuple[ScoredEntry, ...],
) -> Outcome:
    """Answer with an entry.

    Args:
        published: What is shown.
        turn: The message.
        house: Knowledge and words.
        renderer: Words it.
        escalation: Whether the message shows the escalation reflex.
        confidence: P(this entry is right).
        entries: All found entries, best first; empty after a choice.

    Returns:
        The outcome; the version seen is logged, the question is not.
    """
    slug = published.entry.slug
    message = renderer.answer(published, escalation=escalation, related=related(published, house))
    decision = Decision(
        DecisionKind.ANSWER,
        entries=entries or (ScoredEntry(slug, 1.0),),
        confidence=confidence,
        escalation=escalation,
        consult=published.entry.urgency is Urgency.NORMAL,
        version=published.version,
    )
    house.recorder.answered(turn.key, decision.kind.value, slug, published.version, team_of(turn, house))
    message = replace(message, buttons=(*message.buttons, *_lead_buttons(published, turn, house)))
    return Outcome(decision, (with_notice(message, turn, house),))


def _lead_buttons(published: Published, turn: Turn, house: House) -> tuple[Button, ...]:
    """*Haal offline* for who may do that; in private, so that nobody else presses it."""
    if not turn.private or house.review is None or not house.review.store.may(turn.person, Action.TAKE_OFFLINE):
        return ()
    return (Button(house.catalogue.text("beheer_chat.buttons.offline_begin"), f"/offline {published.version}"),)


def with_notice(message: OutboundMessage, turn: Turn, house: House) -> OutboundMessage:
    """Add the privacy notice after the answer when personal data was left out, with a button to delete it."""
    if not turn.personal_data:
        return message
    buttons = delete_buttons(turn, house.catalogue)
    notice = privacy_notice(turn.personal_data, house.catalogue, button=bool(buttons))
    return replace(message, blocks=_before_safety_line(message, notice), buttons=(*message.buttons, *buttons))


def delete_buttons(turn: Turn, catalogue: Catalogue) -> tuple[Button, ...]:
    """*Verwijder mijn bericht*, for the sender only, where the channel can delete it."""
    payload = f"/verwijder {turn.deletable}"
    if not turn.deletable or len(payload.encode()) > LONGEST_PAYLOAD:
        return ()
    return (Button(catalogue.text("buttons.delete"), payload, owner=True),)


def with_caption_notice(outcome: Outcome, turn: Turn, house: House) -> Outcome:
    """Say that what came with a caption was not looked at, when the caption was answered."""
    if not turn.media or not outcome.messages or not has_words(clean(turn.text)):
        return outcome
    notice = Block(BlockKind.NOTICE, house.catalogue.text("media.caption"))
    last = outcome.messages[-1]
    noticed = replace(last, blocks=_before_safety_line(last, notice))
    return replace(outcome, messages=(*outcome.messages[:-1], noticed))


def _before_safety_line(message: OutboundMessage, notice: Block) -> tuple[Block, ...]:
    """The blocks with a notice at the end; the safety line stays last (design rule 1)."""
    blocks = list(message.blocks)
    place = -1 if blocks and blocks[-1].kind is BlockKind.SAFETY else len(blocks)
    blocks.insert(place, notice)
    return tuple(blocks)


def related(published: Published, house: House) -> tuple[Published, ...]:
    """Related entries that are published and that this entry does not bar (``niet_eerst_met_gezin``)."""
    barred = house.references.family_talk if published.entry.not_family_first else frozenset()
    return tuple(
        house.knowledge.published[slug]
        for slug in published.entry.related
        if slug in house.knowledge.published and slug not in barred
    )
