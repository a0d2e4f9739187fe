"""Show one entry: render it, log which version was seen, remember it."""

from actions.house import House
from actions.outcome import Outcome
from actions.rendering.answer import AnswerRenderer
from actions.rendering.notices import privacy_notice
from actions.turn import Turn
from actions.vocabulary import BlockKind, Decision, DecisionKind, OutboundMessage, ScoredEntry
from knowledge.entries.model import Urgency
from knowledge.search.published import Published


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
    house.recorder.answered(turn.key, decision.kind.value, slug, published.version)
    return Outcome(decision, (with_notice(message, turn, house),))


def with_notice(message: OutboundMessage, turn: Turn, house: House) -> OutboundMessage:
    """Add the privacy notice after the answer when personal data was left out."""
    if not turn.personal_data:
        return message
    notice = privacy_notice(turn.personal_data, house.catalogue)
    blocks = list(message.blocks)
    # The safety line stays last (design rule 1).
    place = -1 if blocks and blocks[-1].kind is BlockKind.SAFETY else len(blocks)
    blocks.insert(place, notice)
    return OutboundMessage(tuple(blocks), message.buttons)


def related(published: Published, house: House) -> tuple[Published, ...]:
    """Related entries that are published and that this entry does not bar (``niet_eerst_met_gezin``)."""
    barred = house.references.family_talk if published.entry.not_family_first else frozenset()
    return tuple(
        house.knowledge.published[slug]
        for slug in published.entry.related
        if slug in house.knowledge.published and slug not in barred
    )
