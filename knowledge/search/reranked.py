"""A knowledge base of which a reranker looks again at what it is not sure of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from embeddings.documents import body_text
from embeddings.rerankers.cross_encoder import CrossEncoderReranker
from embeddings.rerankers.fusion import fused_order
from embeddings.rerankers.protocol import Reranker
from embeddings.settings import RerankerSettings
from knowledge.search.base import KnowledgeBase, SearchOutcome
from knowledge.search.followup import leans
from knowledge.search.published import Published, documents
from knowledge.search.query import clean


@dataclass(frozen=True, slots=True)
class RerankedBase:
    """Puts what was found in another order where no entry is sure to be the answer.

    The probability of the first entry is calibrated without the reranker. So a sure answer is left alone (and
    costs no time), and an entry that is put first is never surer than what the calibration leaves for it: one
    minus the probability of the entry that stood there. A reranker therefore changes what is offered as a choice,
    and never makes an answer of it. Signposts keep their places: they say that there is no answer.

    Attributes:
        base: Finds.
        reranker: Looks again.
        sure: Probability from which an answer is left alone (``answer.direct_at``).
        first: How many of the entries that were found it looks at.
    """

    base: KnowledgeBase
    reranker: Reranker
    sure: float
    first: int

    @property
    def published(self) -> Mapping[str, Published]:
        """Published entries by slug."""
        return self.base.published

    def version(self, version: int) -> Published | None:
        """The published entry with this version id."""
        return self.base.version(version)

    def search(self, text: str, previous: Sequence[tuple[str, float]] = ()) -> SearchOutcome:
        """Find entries for a redacted question; see :class:`knowledge.search.base.KnowledgeBase`.

        A question that leans on the one before is left alone: on its own it does not say what it is about. The
        scores stay on their places, so that the first is still the highest.
        """
        outcome = self.base.search(text, previous)
        question = clean(text)
        top = [item for item in outcome.found[: self.first] if not self.base.published[item.slug].entry.is_signpost]
        if outcome.confidence >= self.sure or len(top) < 2 or (previous and leans(question)):
            return outcome
        shown = documents({item.slug: self.base.published[item.slug] for item in top})
        texts = {document.id: body_text(document) for document in shown}
        order = fused_order(self.reranker.scores(question, [texts[item.slug] for item in top]).tolist())
        moved = {kept.slug: replace(top[place], score=kept.score) for place, kept in zip(order, top, strict=True)}
        found = tuple(moved.get(item.slug, item) for item in outcome.found)
        confidence = outcome.confidence if order[0] == 0 else min(outcome.confidence, 1 - outcome.confidence)
        return replace(outcome, found=found, confidence=confidence)


def reranking_with(settings: RerankerSettings, sure: float) -> Callable[[KnowledgeBase], KnowledgeBase]:
    """Load a reranker.

    Args:
        settings: Which one.
        sure: Probability from which an answer is left alone.

    Returns:
        Puts the reranker before a knowledge base.

    Raises:
        RerankerUnavailable: It cannot be used here.
    """
    reranker = CrossEncoderReranker(settings)
    return lambda base: RerankedBase(base, reranker, sure, settings.first)
