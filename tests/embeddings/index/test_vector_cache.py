import logging
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from embeddings.encoders.cleaning import normalised
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.index.vector_cache import VectorCache

TEXTS = ["een", "twee", "drie"]


def filled(file: Path | None = None) -> VectorCache:
    cache = VectorCache(file)
    cache.vectors(DeterministicEncoder(), "query", TEXTS)
    return cache


def test_unknown_is_none() -> None:
    assert VectorCache().get("model", "query", "een") is None


def test_model_role_and_text_are_kept_apart() -> None:
    cache = VectorCache()
    vector = np.array([0.6, 0.8], dtype=np.float32)
    cache.put("model", "query", "een", vector)
    assert cache.get("model", "query", "een") == pytest.approx(vector, abs=0.01)
    assert cache.get("other", "query", "een") is None
    assert cache.get("model", "passage", "een") is None
    assert cache.get("model", "query", "Een") is None


@given(arrays(np.float32, 24, elements=st.floats(-1, 1, width=32)).filter(lambda v: np.linalg.norm(v) > 1e-3))
def test_rounding_hardly_turns_a_vector(raw: np.ndarray) -> None:
    vector = normalised(raw[None])[0]
    cache = VectorCache()
    cache.put("model", "query", "x", vector)
    kept = cache.get("model", "query", "x")
    assert kept is not None
    assert kept @ vector > 0.999
    assert np.linalg.norm(kept) == pytest.approx(1, abs=1e-5)


def test_saved_vectors_come_back_the_same(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "vectors.npz"
    cache = filled(file)
    cache.put("other", "passage", "vier", np.ones(3, dtype=np.float32))
    cache.save()
    again = VectorCache(file)
    assert len(again) == len(cache) == 4
    for text in TEXTS:
        first, second = (c.get("deterministic-1/64", "query", text) for c in (cache, again))
        assert first is not None
        assert second is not None
        assert first.tolist() == second.tolist()
    assert file.stat().st_size < 4000
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_shipped_vectors_are_used_and_not_written_again(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped.npz", tmp_path / "own.npz"
    filled(shipped).save()
    before = shipped.read_bytes()
    cache = VectorCache(own, shipped=[shipped])
    assert cache.missing("deterministic-1/64", "query", [*TEXTS, "vier", "vier"]) == ["vier"]
    cache.vectors(DeterministicEncoder(), "query", [*TEXTS, "vier"])
    cache.save()
    assert len(VectorCache(own)) == 1
    assert shipped.read_bytes() == before


def test_saving_only_what_was_used_forgets_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "vectors.npz"
    filled(file).save()
    cache = VectorCache(file)
    cache.vectors(DeterministicEncoder(), "query", ["twee"])
    cache.save(only_used=True)
    assert len(VectorCache(file)) == 1


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    filled().save()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip"])
def test_an_unreadable_file_counts_as_empty_with_a_warning(
    tmp_path: Path, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "vectors.npz"
    file.write_bytes(data)
    with caplog.at_level(logging.WARNING):
        cache = VectorCache(file)
    assert len(cache) == 0
    assert "encoded again" in caplog.text
    cache.vectors(DeterministicEncoder(), "query", TEXTS)
    cache.save()
    assert len(VectorCache(file)) == 3


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_damaged_file_never_gives_wrong_vectors(tmp_path: Path, share: float) -> None:
    file = tmp_path / "vectors.npz"
    good = filled(file)
    good.save()
    data = bytearray(file.read_bytes())
    data[int(len(data) * share)] ^= 255
    file.write_bytes(bytes(data))
    cache = VectorCache(file)
    for text in TEXTS:
        vector, right = (c.get("deterministic-1/64", "query", text) for c in (cache, good))
        assert right is not None
        assert vector is None or vector.tolist() == right.tolist()


def test_order_and_repeats_are_kept() -> None:
    cache = VectorCache()
    vectors = cache.vectors(DeterministicEncoder(), "query", ["a1", "b2", "a1"])
    assert vectors.shape == (3, 64)
    assert vectors[0].tolist() == vectors[2].tolist()
    assert vectors[0].tolist() != vectors[1].tolist()
    assert cache.vectors(DeterministicEncoder(), "query", []).shape == (0, 64)
