"""What the rules and the scope say about a message, as numbers for the classifier."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.signals.danger.lexicon import DangerLexicon, RuleHit, RuleLevel
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.wording.flags import WORDING_FLAGS, wording_flags
from knowledge.signals.wording.scope import Wording

_OWN = ("acute", "grey", "lowered", "hits", "hits_now", "hits_no_now", "acute_rule", "grey_rule", "denied_hits")


def flag_names(lexicon: DangerLexicon) -> tuple[str, ...]:
    """Return the names of the flags, in order; they change when kinds change, so a version check can see it."""
    kinds = [f"{level}:{kind}" for level in ("acute", "grey", "any") for kind in lexicon.kinds]
    return (*_OWN, *kinds, *WORDING_FLAGS)


def danger_flags(
    lexicon: DangerLexicon, wording: Wording, hits: Sequence[RuleHit] | None = None
) -> NDArray[np.float32]:
    """Return the flags of one message, `(flags,) float32`, all in [0, 1].

    Args:
        lexicon: The rules.
        wording: The message, read.
        hits: The rules that matched it; looked for when None.
    """
    if hits is None:
        hits = lexicon.hits(wording)
    levels = {hit.level for hit in hits}
    found = bool(hits)
    own = [
        DangerLevel.ACUTE in levels,
        DangerLevel.GREY in levels,
        found and levels == {DangerLevel.NONE},
        min(len(hits), 3) / 3,
        found and wording.now,
        found and not wording.now,
        any(hit.rule.level == RuleLevel.ACUTE for hit in hits),
        any(hit.rule.level == RuleLevel.GREY for hit in hits),
        found and bool(wording.negated),
    ]
    by_level = [
        any(hit.rule.kind == kind and hit.level is level for hit in hits)
        for level in (DangerLevel.ACUTE, DangerLevel.GREY)
        for kind in lexicon.kinds
    ]
    any_level = [any(hit.rule.kind == kind for hit in hits) for kind in lexicon.kinds]
    return np.array([*own, *by_level, *any_level, *wording_flags(wording)], dtype=np.float32)
