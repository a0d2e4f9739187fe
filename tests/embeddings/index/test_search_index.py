from dataclasses import replace

import numpy as np
import pytest

from embeddings.documents import Document, content_hash
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.index.build import texts_to_encode
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.ranking.features import OUTSIDE
from embeddings.ranking.weights import FEATURES
from embeddings.settings import IndexSettings

SETTINGS = IndexSettings()
QUESTIONS = ("mijn ketting ligt eraf", "soep recept gezocht", "welke afspraken met het netwerk", "boek te leen")


def build(documents: list[Document], settings: IndexSettings = SETTINGS) -> SearchIndex:
    return SearchIndex.build(documents, DeterministicEncoder(), VectorCache(), settings)


@pytest.mark.parametrize(
    ("question", "expected"),
    [("fiets plakken", "fiets"), ("recept voor groentesoep", "koken"), ("bibliotheek", "lezen"), ("zaaien", "tuin")],
)
def test_it_finds_the_right_document(documents: list[Document], question: str, expected: str) -> None:
    result = build(documents).search(question)
    assert result.hits[0].id == expected
    assert result.query_vector.shape == (64,)
    assert set(result.hits[0].features) == set(FEATURES)


def test_hits_come_best_first_up_to_the_limit(documents: list[Document]) -> None:
    index = build(documents)
    hits = index.search("plan met water", limit=4).hits
    assert len(hits) == 4
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(index.search("plan met water", limit=100).hits) == len(documents)


def test_a_given_vector_replaces_encoding(documents: list[Document], encoder: DeterministicEncoder) -> None:
    index = SearchIndex.build(documents, encoder, VectorCache(), SETTINGS)
    vector = encoder.encode_queries(["boek"])[0]
    encoder.texts.clear()  # type: ignore[attr-defined]
    assert index.search("boek", vector=vector).hits == index.search("boek").hits
    assert encoder.texts == ["boek"]  # type: ignore[attr-defined]


def test_a_score_does_not_depend_on_documents_that_are_not_alike(documents: list[Document]) -> None:
    """Scores are absolute: another, unrelated document barely moves them, whatever its rank."""
    before = build(documents).search("fiets band lek").hits[0]
    stranger = Document("zz", "Qxqx", ("Wzwz vyvy.",), ("qxqx wzwz", "vyvy"))
    after = build([*documents, stranger]).search("fiets band lek").hits[0]
    assert after.id == before.id
    assert after.score == pytest.approx(before.score, abs=0.1)


def test_odd_questions_are_answered(documents: list[Document]) -> None:
    index = build(documents)
    for text in ("", "???", "🙂", "a\x00b", "\ud800", "woord " * 3000):
        hits = index.search(text).hits
        assert len(hits) == len(documents)
        assert all(np.isfinite(hit.score) for hit in hits)


def test_the_order_of_documents_does_not_matter(documents: list[Document]) -> None:
    forward, backward = build(documents), build(documents[::-1])
    assert forward.content_hash == backward.content_hash
    for question in QUESTIONS:
        assert forward.search(question).hits == backward.search(question).hits


def test_a_document_without_phrasings_or_passages_can_be_found(documents: list[Document]) -> None:
    bare = Document("bare", "Zwemmen in zee", (), ())
    assert build([*documents, bare]).search("zwemmen in de zee").hits[0].id == "bare"


def test_documents_need_different_ids(documents: list[Document]) -> None:
    with pytest.raises(ValueError, match="different ids"):
        build([documents[0], documents[0]])
    with pytest.raises(ValueError, match="different ids"):
        build([])


@pytest.mark.parametrize("ridge_limit", [0, 6000])
def test_a_shortlist_that_covers_all_equals_exact_search(documents: list[Document], ridge_limit: int) -> None:
    exact = build(documents, replace(SETTINGS, ridge_limit=ridge_limit))
    listed = build(documents, replace(SETTINGS, ridge_limit=ridge_limit, exact_limit=1, shortlist=len(documents)))
    for question in QUESTIONS:
        assert listed.search(question).hits == exact.search(question).hits


@pytest.mark.parametrize("ridge_limit", [0, 6000])
def test_shortlisted_documents_keep_their_scores(documents: list[Document], ridge_limit: int) -> None:
    exact = build(documents, replace(SETTINGS, ridge_limit=ridge_limit))
    listed = build(documents, replace(SETTINGS, ridge_limit=ridge_limit, exact_limit=1, shortlist=1))
    for question in QUESTIONS:
        all_hits = {hit.id: hit for hit in exact.search(question).hits}
        hits = listed.search(question).hits
        assert 1 <= len(hits) <= 3
        for hit in hits:
            assert hit.score == pytest.approx(all_hits[hit.id].score, abs=1e-5)
            assert hit.features == pytest.approx(all_hits[hit.id].features, abs=1e-5)


def test_only_changed_texts_are_encoded(documents: list[Document], encoder: DeterministicEncoder) -> None:
    counted = encoder.texts  # type: ignore[attr-defined]
    cache = VectorCache()
    SearchIndex.build(documents, encoder, cache, SETTINGS)
    assert len(counted) == sum(len(texts) for _, texts in texts_to_encode(documents))
    counted.clear()
    SearchIndex.build(documents, encoder, cache, SETTINGS)
    assert counted == []
    changed = replace(documents[2], phrasings=(*documents[2].phrasings, "hoe lang moet rijst"))
    SearchIndex.build([changed, *documents[:2], *documents[3:]], encoder, cache, SETTINGS)
    assert counted == ["hoe lang moet rijst"]


def test_progress_counts_up_to_what_is_new(documents: list[Document]) -> None:
    calls: list[tuple[int, int]] = []
    cache = VectorCache()
    SearchIndex.build(
        documents, DeterministicEncoder(), cache, SETTINGS, lambda done, total: calls.append((done, total))
    )
    assert calls[-1][0] == calls[-1][1] == sum(len(texts) for _, texts in texts_to_encode(documents))
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)
    calls.clear()
    SearchIndex.build(
        documents, DeterministicEncoder(), cache, SETTINGS, lambda done, total: calls.append((done, total))
    )
    assert calls == []


def test_the_content_hash_follows_every_text(documents: list[Document]) -> None:
    first = documents[0]
    variants = [
        documents,
        documents[1:],
        [replace(first, title="Anders"), *documents[1:]],
        [replace(first, passages=first.passages[::-1]), *documents[1:]],
        [replace(first, phrasings=first.phrasings[1:]), *documents[1:]],
        [replace(first, id="anders"), *documents[1:]],
    ]
    assert len({content_hash(variant) for variant in variants}) == len(variants)
    assert content_hash(documents, ["a", "b"]) == content_hash(documents, ["b", "a"]) != content_hash(documents, ["a"])


def test_strangers_are_compared_with_and_never_found(documents: list[Document]) -> None:
    question = "hoe laat gaat de trein naar zee"
    with_strangers = SearchIndex.build(
        documents, DeterministicEncoder(), VectorCache(), SETTINGS, strangers=[question, "treinkaartje"]
    )
    result = with_strangers.search(question)
    assert len(result.hits) == len(documents)
    assert set(result.outside) == set(OUTSIDE)
    assert result.outside["near1"] == pytest.approx(1, abs=0.01)
    assert result.outside["ridge"] > 0.8 > max(hit.features["ridge"] for hit in result.hits)
    assert with_strangers.search("fiets band lek").outside["ridge"] < 0.2
    assert not any(build(documents).search(question).outside.values())


@pytest.mark.parametrize("ridge_limit", [0, 6000])
def test_strangers_are_compared_the_same_with_a_shortlist(documents: list[Document], ridge_limit: int) -> None:
    results = [
        SearchIndex.build(
            documents,
            DeterministicEncoder(),
            VectorCache(),
            replace(SETTINGS, ridge_limit=ridge_limit, exact_limit=limit, shortlist=1),
            strangers=["hoe laat gaat de trein", "mooi weer"],
        ).search("trein")
        for limit in (1, 400)
    ]
    assert results[0].outside == pytest.approx(results[1].outside, abs=1e-5)
