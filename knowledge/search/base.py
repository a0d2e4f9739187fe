"""What a conversation may ask of the knowledge base, whether or not its index works."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.search.published import Published


@dataclass(frozen=True, slots=True)
class Found:
    """One entry that was found.

    Attributes:
        slug: Of the entry.
        score: Absolute fused score; comparable between questions.
        features: Named parts of the score, for ``--explain``.
    """

    slug: str
    score: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What a search found.

    Attributes:
        found: At most ten entries, best first.
        confidence: P(the base answers this, and with its first entry that is no signpost): a signpost says
            that the base has no answer.
        signpost: The best signpost, wherever it ranked; ``None`` when there are none.
    """

    found: tuple[Found, ...]
    confidence: float
    signpost: Found | None = None


class KnowledgeBase(Protocol):
    """Published entries and search over them."""

    @property
    def published(self) -> Mapping[str, Published]:
        """Published entries by slug."""

    def version(self, version: int) -> Published | None:
        """The published entry with this version id; ``None`` when it was replaced or retired."""

    def search(self, text: str, previous: Sequence[tuple[str, float]] = ()) -> SearchOutcome:
        """Find entries for a redacted question.

        Args:
            text: The redacted question.
            previous: Slugs and scores of the turn before, for a question that leans on it.

        Returns:
            The outcome; empty ``found`` only when nothing is published.

        Raises:
            SearchUnavailable: Index or model cannot be used.
        """
