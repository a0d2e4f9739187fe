"""A second question that leans on the first: "en hoe vaak dan?" means little on its own.

Only slugs and scores of the turn before are remembered, never its text (design rule 4).
"""

import re
from collections.abc import Collection, Mapping, Sequence

from knowledge.search.base import Found

WEIGHT = 0.35
"""Share of the previous turn's score in a leaning question; chosen on ``followups.jsonl`` of the dev set.

Scores of entries lie close together, so this much puts the ten of the turn before ahead of what only the question
itself names: right for a question that does not say what it is about. docs/decisions/follow-up-by-slugs.md has what
else was tried.
"""
SURE = 0.7
"""A question that is answered with this confidence on its own needs nothing from the turn before."""
SAME_SUBJECT = 0.5
"""Least confidence when a leaning question stays with the subject of the turn before: enough to offer entries."""
_OFFERED = 3
"""How many entries of the turn before are its subject: as many as "bedoel je" offers."""
_SHORT = 12
"""Words; who types more has said what it is about."""
_FIRST_WORDS = 3
"""A pronoun this early has nobody before it in the sentence that it could stand for."""

_LEANING_START = re.compile(
    r"(en|maar|of|ook|dus|oke|oké|ok|ja|nee|want|hoezo|hoe dan|waarom dan|wat als|wie dan|wanneer dan|"
    r"and|but|or|so|also|okay|what if|what about|how about)\b",
    re.IGNORECASE,
)
_LEANING_WORD = re.compile(
    r"\b(dan|dat|die|daar|erover|ervoor|ervan|ermee|erin|erbij|eraan|eruit|erop|hier\w+|"
    r"daar(van|mee|in|bij|over|aan|voor|na|op|uit|door|naar|tegen)|zo['’]n|zoiets|zulke|hetzelfde|dezelfde|allebei|"
    r"it|that|this|those|these|them|then|there)\b",
    re.IGNORECASE,
)
_PERSON = frozenset(
    {"ze", "zij", "hij", "hem", "haar", "hun", "hen", "he", "she", "they", "him", "her", "his", "their"}
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")

# A question of these words alone names no subject: "wie doet dat", "hoe vaak", "geef eens een voorbeeld".
_EMPTY_WORDS = """
hoe wat wie waar waarom wanneer welk welke hoeveel hoelang hoezo waarvoor waarmee
is was zijn kan kun kunnen mag mogen moet moeten wil zal zou gaat gaan doe doet doen heb heeft hebben wordt worden
geldt gelden werkt werken duurt duren hoeft hoeven helpt helpen komt komen begint beginnen klopt bedoel bedoelt
betekent geef noem leg vertel zeg zie uit
vaak lang snel veel ver ook nog meer eens precies eigenlijk verder daarna eerst altijd nooit niet wel geen echt zo
nu al toch gewoon zelf samen alleen anders even weer ongeveer maximaal minimaal later daarvoor
een de het er in op van voor met aan bij door naar om te tot ik we wij men me mij iemand iets
en maar of ook dus oke oké ok ja nee want dan dat die dit daar deze als ze zij hij hem
voorbeeld voorbeelden uitleg bron bronnen tijd keer dagen weken maanden geregeld verplicht nodig mogelijk gratis
how what who where why when which long often many much soon is are was can could may must do does did will
the a an of for in on to i we me my give example explain free and but or so it that this then they he she
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def leans(text: str) -> bool:
    """Whether a question is likely to lean on the one before.

    It is short, and it starts as a sequel, points back, speaks of somebody it has not named, or names no subject.
    """
    words = _words(text)
    if not words or len(words) > _SHORT:
        return False
    return (
        bool(_LEANING_START.match(text) or _LEANING_WORD.search(text))
        or not _PERSON.isdisjoint(words[:_FIRST_WORDS])
        or _EMPTY.issuperset(words)
    )


def names_nothing(text: str) -> bool:
    """Whether a question names no subject at all: "en hoe vaak dan?"."""
    words = _words(text)
    return bool(words) and _EMPTY.issuperset(words)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


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


def leaning_confidence(
    confidence: float, first: str, previous: Sequence[tuple[str, float]], signposts: Collection[str], *, empty: bool
) -> float:
    """P(the first entry is right) for a leaning question, of which the calibration sees only the words.

    Args:
        confidence: For the question on its own.
        first: The entry that is first after blending.
        previous: Slugs and scores of the turn before, in the order they were offered; at least one.
        signposts: Slugs of the entries that only say who to turn to.
        empty: The question names no subject; what it seems to be sure of is then chance.

    Returns:
        At least :data:`SAME_SUBJECT` when the entry was offered in the turn before, and not more than that for an
        empty question. When a signpost was first there, the base had no answer, and has none to an empty question.
    """
    offered = [slug for slug, _ in previous[:_OFFERED]]
    unknown = offered[0] in signposts
    if empty and unknown:
        return 0.0
    raised = max(confidence, SAME_SUBJECT) if first in offered and not unknown else confidence
    return min(raised, SAME_SUBJECT) if empty else raised
