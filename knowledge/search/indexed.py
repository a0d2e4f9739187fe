"""The knowledge base with its index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from embeddings.calibration.confidence import ConfidenceModel
from embeddings.index.search_index import SearchIndex
from knowledge.search.base import Found, SearchOutcome
from knowledge.search.followup import SURE, blend, leaning_confidence, leans, names_nothing
from knowledge.search.published import Published
from knowledge.search.query import Glossary, clean

LIMIT = 10
"""Entries in an outcome (black-box contract)."""
DIGITS = 6
"""Decimals of a confidence. More would differ between processes: how float32 sums round depends on where arrays lie."""


@dataclass(frozen=True, slots=True)
class IndexedBase:
    """Searches published entries.

    Attributes:
        published: Published entries by slug.
        index: Index over these entries; for some seconds after a change, over those of before.
        confidence: Calibrated probability that the first entry is right.
        glossary: Abbreviations to spell out.
        signposts: Slugs of the entries that only say who to turn to.
        passing: The index is of before a change, or a quick one: another takes its place within half a minute.
    """

    published: Mapping[str, Published]
    index: SearchIndex
    confidence: ConfidenceModel
    glossary: Glossary
    signposts: frozenset[str]
    passing: bool = False

    def version(self, version: int) -> Published | None:
        """The published entry with this version id."""
        return next((item for item in self.published.values() if item.version == version), None)

    def search(self, text: str, previous: Sequence[tuple[str, float]] = ()) -> SearchOutcome:
        """Find entries for a redacted question; see :class:`knowledge.search.base.KnowledgeBase`."""
        question = self.glossary.expand(clean(text))
        result = self.index.search(question, limit=len(self.index.ids))
        # What was taken offline a moment ago may be in the index still.
        shown = tuple(hit for hit in result.hits if hit.id in self.published)
        result = replace(result, hits=shown)
        found = tuple(Found(hit.id, hit.score, hit.features) for hit in shown)
        confidence = self.confidence.certainty(result, question, self.signposts).right
        empty = names_nothing(question)
        leaning = bool(previous) and leans(question) and (empty or confidence < SURE)
        if leaning:
            found = blend(found, previous)
        signpost = next((item for item in found if item.slug in self.signposts), None)
        if leaning and found:
            confidence = leaning_confidence(confidence, found[0].slug, previous, self.signposts, empty=empty)
        return SearchOutcome(found[:LIMIT], round(confidence, DIGITS), signpost)
