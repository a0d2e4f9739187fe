from dataclasses import replace

import numpy as np
import pytest

from embeddings.calibration.confidence import SIGNALS
from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.errors import TrainingDataError
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from embeddings.training.confidence import calibration_error, fit_confidence
from embeddings.training.folds import held_out_results, split
from embeddings.training.ranking import fit_ranking

SETTINGS = IndexSettings()
NEGATIVES = ("hoe laat gaat de trein", "wat kost een treinkaartje", "mooi weer vandaag", "wie wint er vanavond")


def test_every_phrasing_is_held_out_once_and_nowhere_near_itself(documents: list[Document]) -> None:
    folds = split(documents, 4)
    for place, document in enumerate(documents):
        held = [text for fold in folds for text in fold[place][1]]
        assert sorted(held) == sorted(document.phrasings)
        for fold in folds:
            kept, out = fold[place]
            assert not set(kept.phrasings) & set(out)


def test_a_repeated_phrasing_does_not_see_its_copy() -> None:
    document = Document("a", "A", (), ("een", "twee", "een", "drie", "vier"))
    for fold in split([document], 5):
        kept, out = fold[0]
        assert not set(kept.phrasings) & set(out)


def test_a_document_with_one_phrasing_keeps_it() -> None:
    document = Document("a", "A", (), ("een",))
    assert all(kept.phrasings and not out for fold in split([document], 3) for kept, out in fold)


def test_held_out_features_do_not_know_the_phrasing(documents: list[Document]) -> None:
    unique = "zeldzaam woord zonder gelijke"
    documents = [replace(documents[0], phrasings=(*documents[0].phrasings, unique)), *documents[1:]]
    cache, encoder = VectorCache(), DeterministicEncoder()
    seen = SearchIndex.build(documents, encoder, cache, SETTINGS).search(unique)
    own = {hit.id: hit.features for hit in seen.hits}[documents[0].id]
    assert own["near1"] == pytest.approx(1, abs=0.01)
    assert own["char_near1"] == pytest.approx(1, abs=0.01)
    assert own["ridge"] > 0.8
    item = next(i for i in held_out_results(documents, encoder, cache, SETTINGS, folds=4) if i.text == unique)
    held = {hit.id: hit.features for hit in item.result.hits}[documents[0].id]
    assert held["near1"] < 0.9
    assert held["char_near1"] < 0.5
    assert held["ridge"] < 0.6
    assert held["word"] == 0.0


def test_ranking_weights_rank_at_least_as_well_as_the_anchor(documents: list[Document]) -> None:
    held = list(held_out_results(documents, DeterministicEncoder(), VectorCache(), SETTINGS, folds=3))
    weights, report = fit_ranking(held, ["fact", "word", "char"])
    assert weights["ridge"] == 1.0
    assert set(weights) <= {"ridge", "fact", "word", "char"}
    assert min(weights.values()) > 0
    assert report.questions == sum(len(document.phrasings) for document in documents)
    assert report.first > 0.8
    assert report.first <= report.first_three <= 1


def test_ignored_documents_are_not_fitted_on(documents: list[Document]) -> None:
    held = list(held_out_results(documents, DeterministicEncoder(), VectorCache(), SETTINGS, folds=2))
    _, report = fit_ranking(held, ["word"], ignored={documents[0].id})
    assert report.questions == sum(len(document.phrasings) for document in documents[1:])
    with pytest.raises(TrainingDataError):
        fit_ranking(held[:1], ["word"])


def test_confidence_tells_what_is_answered_from_what_is_not(documents: list[Document]) -> None:
    cache, encoder = VectorCache(), DeterministicEncoder()
    model, report = fit_confidence(documents, NEGATIVES, encoder, cache, SETTINGS)
    assert model.fingerprint == encoder.fingerprint
    assert len(model.weights) == len(SIGNALS)
    index = SearchIndex.build(documents, encoder, cache, SETTINGS)
    known = [model.probability(index.search(text), text) for text in ("fiets band", "soep koken", "boek lenen")]
    unknown = [model.probability(index.search(text), text) for text in NEGATIVES]
    assert min(known) > max(unknown)
    assert report.negatives == len(NEGATIVES)
    assert 0 <= report.brier < 0.25
    assert 0 <= report.ece < 0.25


def test_a_hit_that_refuses_counts_as_refused(documents: list[Document]) -> None:
    trains = Document("trein", "Treinen", ("Dat staat hier niet.",), ("hoe laat rijdt de trein", "treinkaartje kopen"))
    _, report = fit_confidence(
        [*documents, trains], NEGATIVES, DeterministicEncoder(), VectorCache(), SETTINGS, refusing={"trein"}
    )
    assert report.refused_by_hit >= 1
    assert report.refused_by_hit + report.negatives == len(NEGATIVES)
    assert report.rejected >= report.refused_by_hit / len(NEGATIVES)


def test_confidence_needs_right_and_wrong_examples() -> None:
    documents = [
        Document("aaa", "Aaa", (), ("aaa bbb", "bbb aaa", "aaa bbb aaa")),
        Document("xxx", "Xxx", (), ("xxx yyy", "yyy xxx", "xxx yyy xxx")),
    ]
    with pytest.raises(TrainingDataError, match="right and wrong"):
        fit_confidence(documents, (), DeterministicEncoder(), VectorCache(), SETTINGS)


def test_calibration_error() -> None:
    claimed = np.array([0.05, 0.05, 0.95, 0.95])
    weights = np.ones(4)
    assert calibration_error(claimed, np.array([False, False, True, True]), weights) == pytest.approx(0.05)
    assert calibration_error(claimed, np.array([True, True, False, False]), weights) == pytest.approx(0.95)
    assert calibration_error(np.array([1.0, 0.0]), np.array([True, True]), np.array([3.0, 1.0])) == pytest.approx(0.25)
