"""Kept held-out questions come back as they were written."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.calibration.signals import SIGNALS
from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.errors import WeightsDamaged
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from embeddings.training.folds import Stranger, held_out_results
from embeddings.training.rows import ConfidenceRows, row_key

STRANGERS = [Stranger("hoe laat is het", "tijd"), Stranger("welke dag is het", "tijd")]


@pytest.fixture
def rows(documents: list[Document]) -> ConfidenceRows:
    found = held_out_results(
        documents, DeterministicEncoder(), VectorCache(), IndexSettings(), strangers=STRANGERS, folds=2
    )
    return ConfidenceRows.of("deterministic-1/64", found, {documents[0].id})


def test_a_row_per_question(rows: ConfidenceRows, documents: list[Document]) -> None:
    assert len(rows) == sum(len(document.phrasings) for document in documents) + 2
    assert rows.stranger.sum() == 2
    assert rows.inside.sum() == sum(len(document.phrasings) for document in documents[1:])
    assert not (rows.right & ~rows.inside).any()
    assert len(set(rows.topics[rows.stranger])) == 1
    wanted = [row_key(documents[1].id, documents[1].phrasings[0]), row_key("no", "such")]
    assert rows.known(wanted).tolist() == [True, False]
    assert len(rows.only(set(wanted))) == 3, "strangers stay"


def test_written_and_read(rows: ConfidenceRows, tmp_path: Path) -> None:
    file = tmp_path / "rows.npz"
    rows.save(file)
    again = ConfidenceRows.load(file)
    assert again.fingerprint == rows.fingerprint
    assert [bytes(key) for key in again.keys] == [bytes(key) for key in rows.keys]
    assert again.signals == pytest.approx(rows.signals, rel=1e-2, abs=1e-3)
    for name in ("inside", "right", "stranger", "topics"):
        assert (getattr(again, name) == getattr(rows, name)).all()
    half = again.taken(np.arange(3))
    assert len(half.joined(again)) == len(again) + 3
    assert half.signals.shape == (3, len(SIGNALS))


@pytest.mark.parametrize("keep", [0, 100, 2000])
def test_a_damaged_file_is_refused(rows: ConfidenceRows, tmp_path: Path, keep: int) -> None:
    file = tmp_path / "rows.npz"
    rows.save(file)
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(WeightsDamaged, match=r"rows\.npz"):
        ConfidenceRows.load(file)
    with pytest.raises(WeightsDamaged):
        ConfidenceRows.load(tmp_path / "none.npz")
