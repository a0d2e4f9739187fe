"""What a version changes, short enough for a phone; pure. The desk shows all of it, word for word."""

from collections import Counter
from collections.abc import Mapping, Sequence

from knowledge.entries.references import References
from knowledge.messages.catalogue import Catalogue
from knowledge.review.diff import Change, ChangeKind, Diff, Part

MOST_SHOWN = 4
"""Changes that are told in full; more are counted."""
LONGEST_SHOWN = 700
"""Characters of those together: our choice, so that a review fits on two screens of a phone."""


def changes(diff: Diff, references: References, catalogue: Catalogue) -> tuple[str, bool]:
    """Tell what changed.

    Args:
        diff: Against what readers see.
        references: Names of themes and expertise.
        catalogue: User texts.

    Returns:
        Lines, and whether that is everything; otherwise they only count.
    """
    if diff.empty:
        return catalogue.text("beheer_chat.changes.none"), True
    told = [_told(change, references, catalogue) for change in diff.changes if change.part is not Part.PHRASINGS]
    phrasings = diff.of(Part.PHRASINGS)
    lines = [*told, *([_counted(Part.PHRASINGS, phrasings, catalogue)] if phrasings else [])]
    if len(told) <= MOST_SHOWN and sum(map(len, lines)) <= LONGEST_SHOWN:
        return "\n".join(lines), not phrasings
    parts = dict.fromkeys(change.part for change in diff.changes)
    return "\n".join(_counted(part, diff.of(part), catalogue) for part in parts), False


def _told(change: Change, references: References, catalogue: Catalogue) -> str:
    part = catalogue.text(f"beheer.parts.{change.part.value}")
    names = _names(change.part, references, catalogue)
    before, after = names.get(change.before, change.before), names.get(change.after, change.after)
    return catalogue.text(f"beheer_chat.changes.{change.kind.value}", part=part, before=before, after=after)


def _names(part: Part, references: References, catalogue: Catalogue) -> Mapping[str, str]:
    """How the values of a part are said; others are said as they are."""
    if part is Part.THEME:
        return references.themes
    if part is Part.EXPERTISE:
        return references.expertise
    if part is Part.NOT_FAMILY_FIRST:
        return {value: catalogue.text(f"beheer_chat.changes.{value}") for value in ("true", "false")}
    return {}


def _counted(part: Part, found: Sequence[Change], catalogue: Catalogue) -> str:
    counts = Counter(change.kind for change in found)
    words = [
        catalogue.text("beheer_chat.changes.count", count=counts[kind], kind=catalogue.text(f"beheer.changes.{kind}"))
        for kind in ChangeKind
        if counts[kind]
    ]
    name = catalogue.text(f"beheer.parts.{part.value}")
    return catalogue.text("beheer_chat.changes.counted", part=name, counts=", ".join(words))
