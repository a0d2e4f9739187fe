from dataclasses import replace
from pathlib import Path

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.index.build import texts_to_encode
from embeddings.index.search_index import SearchIndex
from embeddings.index.shipping import ship_vectors, worst_deviation
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings


def test_with_shipped_vectors_a_first_start_encodes_nothing(
    documents: list[Document], encoder: DeterministicEncoder, tmp_path: Path
) -> None:
    file = tmp_path / "shipped.npz"
    count = ship_vectors(documents, DeterministicEncoder(), file)
    assert count == sum(len(texts) for _, texts in texts_to_encode(documents))
    SearchIndex.build(documents, encoder, VectorCache(shipped=[file]), IndexSettings())
    assert encoder.texts == []  # type: ignore[attr-defined]


def test_shipping_again_encodes_what_changed_and_forgets_what_went(
    documents: list[Document], encoder: DeterministicEncoder, tmp_path: Path
) -> None:
    file = tmp_path / "shipped.npz"
    before = ship_vectors(documents, encoder, file)
    encoder.texts.clear()  # type: ignore[attr-defined]
    changed = replace(documents[0], phrasings=("een nieuwe vraag", *documents[0].phrasings[2:]))
    assert ship_vectors([changed, *documents[1:]], encoder, file) == before - 1
    assert encoder.texts == ["een nieuwe vraag"]  # type: ignore[attr-defined]


def test_a_spot_check_finds_vectors_of_another_model(documents: list[Document], tmp_path: Path) -> None:
    class Impostor(DeterministicEncoder):
        def encode_passages(self, texts: list[str]) -> FloatArray:  # type: ignore[override]
            return np.roll(super().encode_passages(texts), 1, axis=1)

    file = tmp_path / "shipped.npz"
    ship_vectors(documents, DeterministicEncoder(), file)
    assert worst_deviation(documents, DeterministicEncoder(), file, 20) < 0.001
    assert worst_deviation(documents, Impostor(), file, 20) > 0.1
    stranger = Document("new", "Nieuw", (), ())
    assert worst_deviation([stranger], DeterministicEncoder(), file, 20) == 2.0
