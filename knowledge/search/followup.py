"""A second question that leans on the first: "en hoe vaak dan?" means little on its own.

Only slugs and scores of the turn before are remembered, never its text (design rule 4).
"""

import re
from collections.abc import Mapping, Sequence

from knowledge.search.base import Found

WEIGHT = 0.35
"""Share of the previous turn's score in a leaning question; chosen on ``followups.jsonl`` of the dev set."""

_LEANING_START = re.compile(
    r"^(en|maar|of|ook|dus|oke|ok|ja|nee|hoe dan|waarom dan|wat als|wie dan|wanneer dan)\b", re.I
)
_LEANING_WORD = re.compile(
    r"\b(dan|dat|die|daar|daarvan|daarmee|daarin|daarbij|daarover|ervan|ermee|erbij|eraan)\b", re.IGNORECASE
)
SURE = 0.7
"""A question that is answered with this confidence on its own needs nothing from the turn before."""
_SHORT = 12


def leans(text: str) -> bool:
    """Whether a question is likely to lean on the one before: short, with a linking or pointing word."""
    return len(text.split()) <= _SHORT and bool(_LEANING_START.search(text) or _LEANING_WORD.search(text))


def blend(found: Sequence[Found], previous: Sequence[tuple[str, float]]) -> tuple[Found, ...]:
    """Re-rank with the scores of the turn before.

    Args:
        found: All entries for the question alone, best first.
        previous: Slugs and scores of the turn before, best first.

    Returns:
        The entries by blended score, best first. The best score before counts fully, others in proportion.
    """
    if not previous or not found:
        return tuple(found)
    top = max(score for _, score in previous)
    before: Mapping[str, float] = {slug: score / top if top > 0 else 0.0 for slug, score in previous}
    scale = found[0].score
    blended = [
        Found(
            item.slug,
            (1 - WEIGHT) * item.score + WEIGHT * scale * before.get(item.slug, 0.0),
            {**item.features, "previous": before.get(item.slug, 0.0)},
        )
        for item in found
    ]
    return tuple(sorted(blended, key=lambda item: item.score, reverse=True))
