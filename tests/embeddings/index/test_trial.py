"""A document that is not in the index yet, seen as if it were."""

from dataclasses import replace

import pytest

from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings

QUESTIONS = ("fiets plakken", "soep recept", "afspraken met het netwerk", "zaaien")


@pytest.fixture(params=[True, False], ids=["with ridge", "without"])
def index(request: pytest.FixtureRequest, documents: list[Document]) -> SearchIndex:
    settings = IndexSettings() if request.param else IndexSettings(ridge_limit=0)
    return SearchIndex.build(documents, DeterministicEncoder(), VectorCache(), settings)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_document_as_it_is_comes_out_as_in_a_search(
    index: SearchIndex, documents: list[Document], question: str
) -> None:
    hits = index.search(question, limit=len(documents)).hits
    for document in documents:
        tried = index.trial(question, document, VectorCache())
        rank = next(place for place, hit in enumerate(hits, start=1) if hit.id == document.id)
        assert tried.rank == rank
        assert tried.look.features == pytest.approx(hits[rank - 1].features, abs=1e-4)


def test_what_is_added_makes_it_found(index: SearchIndex, documents: list[Document]) -> None:
    question = "zeilboot met een gescheurd zeil"
    garden = next(document for document in documents if document.id == "tuin")
    changed = replace(garden, phrasings=(*garden.phrasings, question), passages=(*garden.passages, "Naai het zeil."))
    before, after = (index.trial(question, one, VectorCache()) for one in (garden, changed))
    assert after.rank == 1 <= before.rank
    assert after.look.phrasing == question
    assert after.look.phrasing_score == pytest.approx(1, abs=0.01)
    assert after.look.fact == "Naai het zeil."
    assert "zeilboot" in after.look.words
    assert "zeilboot" not in before.look.words


def test_a_document_that_is_new(index: SearchIndex) -> None:
    sails = Document("zeilen", "Zeilen", (), ("hoe vaar ik met een zeilboot",))
    assert index.trial("hoe vaar ik met een zeilboot", sails, VectorCache()).rank == 1
    assert index.trial("soep koken met groente", sails, VectorCache()).rank > 1
    assert index.trial("soep", sails, VectorCache()).look.fact == ""


def test_the_index_stays_as_it_was(index: SearchIndex, documents: list[Document]) -> None:
    before = index.search("fiets").hits
    index.trial("fiets", replace(documents[0], title="Fiets fiets"), VectorCache())
    assert index.search("fiets").hits == before
