"""What a reranker may change, and what it may not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from embeddings.arrays import FloatArray
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.search.base import Found, KnowledgeBase, SearchOutcome
from knowledge.search.live import LiveBase
from knowledge.search.published import Published
from knowledge.search.reranked import RerankedBase


@pytest.fixture(scope="module")
def published() -> dict[str, Published]:
    entries = load_content(CONTENT_FOLDER).entries
    return {slug: Published(entry, 1, confirmed=True) for slug, entry in entries.items()}


@dataclass
class Fixed:
    """A base that finds the same for every question."""

    published: Mapping[str, Published]
    outcome: SearchOutcome

    def version(self, version: int) -> Published | None:
        return None

    def search(self, text: str, previous: Sequence[tuple[str, float]] = ()) -> SearchOutcome:
        return self.outcome


@dataclass
class Favourite:
    """A reranker with an order of its own: the texts of these entries first."""

    titles: list[str]
    asked: list[str] = field(default_factory=list)

    def scores(self, question: str, texts: Sequence[str]) -> FloatArray:
        self.asked.append(question)
        liked = [len(self.titles) - self.titles.index(t) for text in texts for t in self.titles if text.startswith(t)]
        assert len(liked) == len(texts)
        return np.array(liked, dtype=np.float32)


def base_of(published: Mapping[str, Published], slugs: Sequence[str], confidence: float) -> Fixed:
    found = tuple(Found(slug, 1.0 - place / 10, {}) for place, slug in enumerate(slugs))
    return Fixed(published, SearchOutcome(found, confidence))


def answers(published: Mapping[str, Published], count: int) -> list[str]:
    return [slug for slug, item in sorted(published.items()) if not item.entry.is_signpost][:count]


def liking(published: Mapping[str, Published], slugs: Sequence[str]) -> Favourite:
    return Favourite([published[slug].entry.title for slug in slugs])


def test_an_unsure_order_is_changed_and_its_first_is_not_surer(published: dict[str, Published]) -> None:
    one, two, three, four = answers(published, 4)
    reranker = liking(published, [two, three, four, one])
    base = RerankedBase(base_of(published, [one, two, three, four], 0.6), reranker, 0.7, 10)
    outcome = base.search("<b>wat nu</b>")
    assert [item.slug for item in outcome.found] == [two, one, three, four]
    assert [item.score for item in outcome.found] == [1.0, 0.9, 0.8, 0.7]
    assert outcome.confidence == pytest.approx(0.4)
    assert reranker.asked == ["wat nu"]


def test_agreement_changes_nothing(published: dict[str, Published]) -> None:
    slugs = answers(published, 3)
    fixed = base_of(published, slugs, 0.6)
    assert RerankedBase(fixed, liking(published, slugs), 0.7, 10).search("wat nu") == fixed.outcome


@pytest.mark.parametrize(
    ("confidence", "text", "previous"), [(0.7, "wat nu", ()), (0.3, "en hoe vaak dan?", (("x", 0.5),))]
)
def test_sure_and_leaning_questions_are_left_alone(
    published: dict[str, Published], confidence: float, text: str, previous: tuple[tuple[str, float], ...]
) -> None:
    slugs = answers(published, 3)
    reranker = liking(published, slugs[::-1])
    fixed = base_of(published, slugs, confidence)
    assert RerankedBase(fixed, reranker, 0.7, 10).search(text, previous) == fixed.outcome
    assert reranker.asked == []


def test_signposts_keep_their_places_and_only_the_first_are_looked_at(published: dict[str, Published]) -> None:
    one, two, three, four = answers(published, 4)
    post = next(slug for slug, item in published.items() if item.entry.is_signpost)
    reranker = liking(published, [two, three, one])
    base = RerankedBase(base_of(published, [post, one, two, three, four], 0.1), reranker, 0.7, 4)
    outcome = base.search("wat nu")
    assert [item.slug for item in outcome.found] == [post, two, one, three, four]
    assert outcome.confidence == pytest.approx(0.1)


def test_nothing_found_stays_nothing(published: dict[str, Published]) -> None:
    fixed = base_of(published, [], 0.0)
    assert RerankedBase(fixed, Favourite([]), 0.7, 10).search("wat nu") == fixed.outcome


def test_a_live_base_searches_through_it(published: dict[str, Published]) -> None:
    one, two, three, four = answers(published, 4)
    reranker = liking(published, [two, three, four, one])

    def reranking(base: KnowledgeBase) -> KnowledgeBase:
        return RerankedBase(base, reranker, 0.7, 10)

    first = base_of(published, [one, two, three, four], 0.6)
    live = LiveBase(first, reranking)
    assert live.newest is first
    assert live.search("wat nu").found[0].slug == two
    live.replace(base_of(published, [three, four], 0.9))
    assert live.search("wat nu").found[0].slug == three
    assert live.published is published
