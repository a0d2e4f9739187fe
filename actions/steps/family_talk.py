"""Keep "talk to the parents first" away from questions where that is dangerous (design rule 2)."""

from collections.abc import Sequence
from dataclasses import replace

from actions.house import House
from knowledge.entries.model import Urgency
from knowledge.search.base import SearchOutcome

NEAR = 3
"""An urgent entry that bars family talk counts when it is among this many first hits."""


def without_family_talk(outcome: SearchOutcome, before: Sequence[tuple[str, float]], house: House) -> SearchOutcome:
    """Move entries that suggest talking to the family behind all others, when such talk is barred.

    Args:
        outcome: What was found.
        before: Slugs and scores of the turn before, best first.
        house: Knowledge and reference lists.

    Returns:
        The outcome itself, or one in which the first entry is another: its confidence is then at most even,
        so that it is offered rather than given.
    """
    near = [found.slug for found in outcome.found[:NEAR]] + [slug for slug, _ in before[:1]]
    if not any(_bars(slug, house) for slug in near):
        return outcome
    talk = house.references.family_talk
    ordered = tuple(sorted(outcome.found, key=lambda found: found.slug in talk))
    if not ordered or ordered[0].slug == outcome.found[0].slug:
        return replace(outcome, found=ordered)
    return replace(outcome, found=ordered, confidence=min(outcome.confidence, 0.5))


def _bars(slug: str, house: House) -> bool:
    published = house.knowledge.published.get(slug)
    return published is not None and published.entry.not_family_first and published.entry.urgency is Urgency.URGENT
