"""A quick index says the same as the one of before about what did not change, and knows what is new."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.index import update
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.ranking import ridge
from embeddings.settings import IndexSettings

SETTINGS = IndexSettings()
STRANGERS = ("hoe laat is het", "wie wint de wedstrijd")
TERMS = ("fiets", "band", "lek", "soep", "pan", "kok", "brood", "oven", "trein", "spoor")
WORDS = st.lists(st.sampled_from(TERMS), min_size=1, max_size=4)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=4, unique=True).map(tuple)


@st.composite
def bases(draw: st.DrawFn) -> list[Document]:
    ids = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True))
    return [Document(name, f"Over {name}", draw(TEXTS), draw(TEXTS)) for name in ids]


def build(documents: list[Document]) -> SearchIndex:
    return SearchIndex.build(documents, DeterministicEncoder(), VectorCache(), SETTINGS, strangers=STRANGERS)


def updated(index: SearchIndex, before: list[Document], documents: list[Document]) -> SearchIndex:
    made = index.updated(before, documents, VectorCache(), STRANGERS)
    assert made is not None
    return made


@settings(max_examples=30)
@given(bases())
def test_without_a_change_everything_is_as_before(documents: list[Document]) -> None:
    index = build(documents)
    again = updated(index, documents, list(reversed(documents)))
    for question in ("fiets lek", "soep", "iets heel anders"):
        found, known = again.search(question), index.search(question)
        scores = {hit.id: hit.score for hit in known.hits}
        assert {hit.id: hit.score for hit in found.hits} == pytest.approx(scores, abs=1e-5)
        assert found.outside == pytest.approx(known.outside, abs=1e-5)
    assert again.content_hash == index.content_hash


@settings(max_examples=30)
@given(bases(), bases())
def test_parts_belong_together_whatever_changes(before: list[Document], after: list[Document]) -> None:
    made = updated(build(before), before, after)
    parts, real = made._parts, build(after)._parts
    assert made.ids == tuple(sorted(document.id for document in after))
    assert parts.ridge.shape == real.ridge.shape
    assert parts.example_characters.matrix.shape[1] == parts.examples.count == len(parts.ridge)
    assert parts.characters.matrix.shape[1] == len(after)
    assert (parts.phrasing_starts == real.phrasing_starts).all()
    assert (parts.fact_starts == real.fact_starts).all()
    for mine, theirs in (
        (parts.bodies, real.bodies),
        (parts.examples, real.examples),
        (parts.centroids, real.centroids),
    ):
        query = np.ones(64, dtype=np.float32)
        assert mine.scores(query) == pytest.approx(theirs.scores(query), abs=1e-6)
    assert made.content_hash == build(after).content_hash
    assert {hit.id for hit in made.search("fiets lek").hits} == set(made.ids)


def test_what_is_new_fits_as_a_whole_new_index_would_have_it(documents: list[Document]) -> None:
    new = Document("nieuw", "Een uil", ("De uil vliegt 's nachts.",), ("wanneer vliegt een uil", "uil nacht"))
    after = [*documents, new]
    made = updated(build(documents), documents, after)
    assert made.search("wanneer vliegt een uil").hits[0].id == "nieuw"
    parts = made._parts
    place, start = made.ids.index("nieuw"), parts.phrasing_starts
    vectors = parts.examples._rows()
    shared = (parts.example_characters.matrix.T @ parts.example_characters.matrix).toarray()
    kernel = ridge.kernel(vectors @ vectors.T, shared, parts.ridge_settings)
    answers = kernel @ parts.ridge + np.float32(parts.ridge_settings.penalty) * parts.ridge
    for row in range(start[place], start[place + 1]):
        assert answers[row] == pytest.approx(np.eye(len(made.ids) + 1)[place], abs=1e-4)


def test_a_document_that_went_is_not_found_and_a_changed_one_by_its_new_words(documents: list[Document]) -> None:
    first, second, *others = documents
    changed = replace(second, phrasings=("zeepbel blazen in de tuin",))
    made = updated(build(documents), documents, [changed, *others])
    assert first.id not in made.ids
    assert made.search("zeepbel blazen in de tuin").hits[0].id == second.id


def test_only_a_new_index_will_do(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    index = build(documents)
    assert index.updated(documents, [], VectorCache(), STRANGERS) is None
    assert index.updated(documents[1:], documents, VectorCache(), STRANGERS) is None, "not what it was made of"
    monkeypatch.setattr(update, "MOST_NEW", 1)
    more = Document("nieuw", "Een uil", ("De uil vliegt.",), ("uil",))
    assert index.updated(documents, [*documents, more], VectorCache(), STRANGERS) is None


def test_without_ridge_regression_it_goes_without(documents: list[Document]) -> None:
    small = replace(SETTINGS, ridge_limit=1)
    index = SearchIndex.build(documents, DeterministicEncoder(), VectorCache(), small, strangers=STRANGERS)
    made = updated(index, documents, documents[1:])
    assert not made._parts.has_ridge
    assert len(made.search("fiets").hits) == len(documents) - 1
