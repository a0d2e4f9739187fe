"""How well an encoder ranks held-out phrasings, on its own and in the hybrid, and whether another does better."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np

from embeddings.arrays import IntArray
from embeddings.documents import Document
from embeddings.encoders.protocol import Encoder
from embeddings.index.search_index import Hit, SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.models.pairs import Asked
from embeddings.settings import IndexSettings

DENSE = ("body", "fact", "centroid", "near5")
"""Features that are cosines of the encoder's vectors; their mean ranks documents by meaning alone."""
CHANCE = 0.05
"""A gain that chance gives more often than this is no gain."""
Bar = Callable[[str], AbstractContextManager[Callable[[int, int], None]]]
"""Shows progress: opened with a label, it takes (done, total)."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of held-out phrasings.

    Attributes:
        questions: How many phrasings.
        dense_first: Right document first, by meaning alone.
        dense_three: Among the first three, by meaning alone.
        hybrid_first: Right document first, as the index ranks in use.
        hybrid_three: Among the first three, as the index ranks in use.
    """

    questions: int
    dense_first: float
    dense_three: float
    hybrid_first: float
    hybrid_three: float

    def __str__(self) -> str:
        """One line for a terminal."""
        return (
            f"dense R@1 {self.dense_first:.3f} R@3 {self.dense_three:.3f}; "
            f"hybrid R@1 {self.hybrid_first:.3f} R@3 {self.hybrid_three:.3f} ({self.questions} held-out phrasings)"
        )


@dataclass(frozen=True, slots=True)
class Ranks:
    """How many documents stand before the right one, for each phrasing, ``(n,) int64``."""

    dense: IntArray
    hybrid: IntArray

    def figures(self) -> Figures:
        """As shares."""
        first, three = [[float(np.mean(ranks < most)) for ranks in (self.dense, self.hybrid)] for most in (1, 3)]
        return Figures(len(self.dense), first[0], three[0], first[1], three[1])


@dataclass(frozen=True, slots=True)
class Comparison:
    """An encoder beside the one of before, on the same phrasings, in the hybrid.

    Attributes:
        before: Figures of the one of before.
        after: Figures of the new one.
        gained: Phrasings whose document came first only after.
        lost: Phrasings whose document came first only before.
        chance: Probability of at least this gain when nothing changed (one-sided sign test).
    """

    before: Figures
    after: Figures
    gained: int
    lost: int
    chance: float

    @property
    def better(self) -> bool:
        """Whether more come first than chance explains, and not fewer are among the first three."""
        return self.chance < CHANCE and self.after.hybrid_three >= self.before.hybrid_three

    def __str__(self) -> str:
        """Some lines for a terminal."""
        verdict = "better" if self.better else "not better"
        return (
            f"before: {self.before}\nafter:  {self.after}\n"
            f"hybrid first place: {self.gained} gained, {self.lost} lost (p {self.chance:.3f}): {verdict}"
        )


def compare(before: Ranks, after: Ranks) -> Comparison:
    """Put two measurements of the same phrasings side by side."""
    from scipy.stats import binomtest  # takes a second to import, and every start reads this module

    gained = int(np.sum((after.hybrid == 0) & (before.hybrid > 0)))
    lost = int(np.sum((after.hybrid > 0) & (before.hybrid == 0)))
    chance = float(binomtest(gained, gained + lost, alternative="greater").pvalue) if gained + lost else 1.0
    return Comparison(before.figures(), after.figures(), gained, lost, chance)


def rank_held_out(
    documents: Sequence[Document],
    held_out: Sequence[Asked],
    encoder: Encoder,
    vectors: VectorCache,
    settings: IndexSettings,
    bar: Bar,
    *,
    strangers: Sequence[str] = (),
    ignored: Collection[str] = (),
) -> Ranks:
    """Search phrasings in an index without them.

    Args:
        documents: Without the held-out phrasings.
        held_out: At least one phrasing.
        encoder: Under measurement.
        vectors: Known vectors; gets the new ones.
        settings: As in use.
        bar: Shows how many texts were encoded.
        strangers: Questions that no document answers, as in use.
        ignored: Ids of documents whose phrasings are not measured; they compete.
    """
    with bar(f"encoding with {encoder.fingerprint}") as show:
        index = SearchIndex.build(documents, encoder, vectors, settings, show, strangers)
    asked = [item for item in held_out if item.id not in ignored]
    dense, hybrid = [], []
    for item, vector in zip(asked, vectors.vectors(encoder, "query", [item.text for item in asked]), strict=True):
        hits = index.search(item.text, vector=vector, limit=len(documents)).hits
        hybrid.append(next(place for place, hit in enumerate(hits) if hit.id == item.id))
        own = next(_meaning(hit) for hit in hits if hit.id == item.id)
        dense.append(sum(_meaning(hit) > own for hit in hits))
    return Ranks(np.array(dense, dtype=np.int64), np.array(hybrid, dtype=np.int64))


def _meaning(hit: Hit) -> float:
    return sum(hit.features[name] for name in DENSE)
