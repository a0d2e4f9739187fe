from dataclasses import replace

import numpy as np
import pytest

from embeddings.calibration.signals import SIGNALS
from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.errors import TrainingDataError
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from embeddings.training.confidence import fit_confidence
from embeddings.training.folds import Stranger, held_out_results, split
from embeddings.training.measures import calibration_error, confidence_report
from embeddings.training.ranking import fit_ranking

SETTINGS = IndexSettings()
STRANGERS = (
    Stranger("hoe laat gaat de trein", "trein"),
    Stranger("wat kost een treinkaartje", "trein"),
    Stranger("mooi weer vandaag", "weer"),
    Stranger("wie wint er vanavond", "sport"),
)


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


def test_a_topic_of_strangers_is_held_out_as_a_whole(documents: list[Document]) -> None:
    held = list(
        held_out_results(documents, DeterministicEncoder(), VectorCache(), SETTINGS, strangers=STRANGERS, folds=5)
    )
    strange = [item for item in held if item.id is None]
    assert sorted(item.text for item in strange) == sorted(item.text for item in STRANGERS)
    assert {item.topic for item in strange} == {item.topic for item in STRANGERS}
    twins = [item for item in strange if item.topic == "trein"]
    assert len(twins) == 2
    assert all(item.result.outside["near1"] < 0.9 for item in twins), "the other one of its topic was in the index"
    assert all(item.topic == item.text for item in held if item.id is not None)


def test_confidence_tells_what_is_answered_from_what_is_not(documents: list[Document]) -> None:
    cache, encoder = VectorCache(), DeterministicEncoder()
    fit = fit_confidence(documents, STRANGERS, encoder, cache, SETTINGS)
    model, report = fit.model, fit.report
    assert model.fingerprint == encoder.fingerprint
    assert len(model.inside.weights) == len(model.first.weights) == len(SIGNALS)
    texts = [stranger.text for stranger in STRANGERS]
    index = SearchIndex.build(documents, encoder, cache, SETTINGS, strangers=texts)
    known = [model.certainty(index.search(text), text).inside for text in ("fiets band", "soep koken", "boek lenen")]
    unknown = [model.certainty(index.search(text), text).inside for text in texts]
    assert min(known) > max(unknown)
    assert (report.inside, report.strangers, report.refusing) == (120, len(STRANGERS), 0)
    assert 0 <= report.brier < 0.25
    assert 0 <= report.ece < 0.25
    assert [level.at for level in report.levels] == sorted(level.at for level in report.levels)
    assert "120 answerable" in str(report)


def test_phrasings_of_a_document_that_refuses_are_not_answered(documents: list[Document]) -> None:
    trains = Document("bus", "Bussen", ("Dat staat hier niet.",), ("hoe laat rijdt de bus", "buskaart", "bus vol"))
    cache, encoder = VectorCache(), DeterministicEncoder()
    fit = fit_confidence([*documents, trains], STRANGERS, encoder, cache, SETTINGS, refusing={"bus"})
    model, report = fit.model, fit.report
    assert report.refusing == 3
    index = SearchIndex.build([*documents, trains], encoder, cache, SETTINGS, strangers=[s.text for s in STRANGERS])
    result = index.search("de bus rijdt niet")
    assert result.hits[0].id == "bus"
    assert model.certainty(result, "de bus rijdt niet", {"bus"}).right < 0.5


def test_confidence_needs_right_and_wrong_examples() -> None:
    documents = [
        Document("aaa", "Aaa", (), ("aaa bbb", "bbb aaa", "aaa bbb aaa")),
        Document("xxx", "Xxx", (), ("xxx yyy", "yyy xxx", "xxx yyy xxx")),
    ]
    for strangers in ((), STRANGERS):
        with pytest.raises(TrainingDataError, match="right and wrong"):
            fit_confidence(documents, strangers, DeterministicEncoder(), VectorCache(), SETTINGS)


def test_levels_and_rejection_are_shares() -> None:
    expected = np.array([0.9, 0.75, 0.4, 0.05, 0.02, 0.72])
    right = np.array([True, True, False, False, False, False])
    inside = np.array([True, True, True, False, False, False])
    report = confidence_report(expected, right, inside, np.array([False, False, False, True, True, False]))
    level = next(level for level in report.levels if level.at == 0.7)
    assert (level.covered, level.right, level.outside) == pytest.approx((2 / 3, 1.0, 1 / 3))
    assert (report.rejected, report.rejected_refusing) == (1.0, 0.0)


def test_calibration_error() -> None:
    claimed = np.array([0.05, 0.05, 0.95, 0.95])
    assert calibration_error(claimed, np.array([False, False, True, True])) == pytest.approx(0.05)
    assert calibration_error(claimed, np.array([True, True, False, False])) == pytest.approx(0.95)
    assert calibration_error(np.array([1.0, 0.0]), np.array([True, True])) == pytest.approx(0.5)
