"""Which question finds an entry: its place among what the bot finds, and why."""

from dataclasses import dataclass

from actions.house import House
from bot.desk.presenting.verdict import Verdict, verdict


@dataclass(frozen=True, slots=True)
class FoundFor:
    """What the bot does with a question, seen from one entry.

    Attributes:
        rank: Place of the entry, from 1; ``None`` when it is not among the first ten.
        reasons: Parts of its score, the largest first.
        first: Title of what is found first.
        outcome: What the bot would do.
    """

    rank: int | None
    reasons: tuple[tuple[str, str], ...]
    first: str
    outcome: Verdict


def found_for(question: str, slug: str, house: House) -> FoundFor:
    """Search as the bot does, over what is published.

    Args:
        question: Without personal data.
        slug: The entry that should be found.
        house: Knowledge and thresholds.

    Raises:
        SearchUnavailable: Index or model cannot be used.
    """
    outcome = house.knowledge.search(question)
    slugs = [found.slug for found in outcome.found]
    rank = slugs.index(slug) + 1 if slug in slugs else None
    features = outcome.found[rank - 1].features if rank else {}
    largest = sorted(features.items(), key=lambda part: -abs(part[1]))
    first = house.knowledge.published[slugs[0]].entry.title if slugs else ""
    reasons = tuple((name, f"{value:.2f}") for name, value in largest)
    return FoundFor(rank, reasons, first, verdict(outcome, house.answer))
