from dataclasses import replace
from pathlib import Path

import pytest

from embeddings.documents import Document
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.errors import EmbeddingError, IndexDamaged, IndexMismatch, IndexMissing
from embeddings.index.persistence import MANIFEST
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings

SETTINGS = IndexSettings()
FILES = (
    MANIFEST,
    "bodies.faiss",
    "centroids.faiss",
    "characters.npz",
    "example_characters.npz",
    "examples.faiss",
    "facts.faiss",
    "ids.json",
    "layout.npz",
    "words.npz",
)


@pytest.fixture
def index(documents: list[Document]) -> SearchIndex:
    return SearchIndex.build(documents, DeterministicEncoder(), VectorCache(), SETTINGS, strangers=["hoe laat is het"])


@pytest.fixture
def saved(index: SearchIndex, tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    index.save(folder)
    return folder


def load(folder: Path, content: str | None = None) -> SearchIndex:
    return SearchIndex.load(folder, DeterministicEncoder(), content, SETTINGS)


def test_a_loaded_index_answers_like_the_saved_one(index: SearchIndex, saved: Path) -> None:
    again = load(saved, index.content_hash)
    for question in ("fiets lek", "soep", "", "iets heel anders"):
        found, before = again.search(question), index.search(question)
        assert (found.hits, found.outside) == (before.hits, before.outside)
    assert again.metadata == index.metadata
    assert again.ids == index.ids
    assert sorted(file.name for file in saved.iterdir()) == sorted(FILES)


def test_metadata_says_what_it_was_made_of(saved: Path, index: SearchIndex) -> None:
    metadata = load(saved).metadata
    assert (metadata.fingerprint, metadata.dimension) == ("deterministic-1/64", 64)
    assert (metadata.query_prefix, metadata.passage_prefix) == ("", "")
    assert metadata.content_hash == index.content_hash
    assert metadata.created_at.endswith("+00:00")


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="Build it"):
        load(tmp_path / "nothing")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_truncated_file_is_refused(saved: Path, name: str, share: float) -> None:
    file = saved / name
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(IndexDamaged, match="Rebuild"):
        load(saved)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
def test_a_flipped_bit_is_refused(saved: Path, name: str, share: float) -> None:
    file = saved / name
    data = bytearray(file.read_bytes())
    data[int(len(data) * share)] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises(IndexDamaged):
        load(saved)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused(saved: Path, name: str) -> None:
    (saved / name).unlink()
    with pytest.raises(IndexDamaged):
        load(saved)


class OtherModel(DeterministicEncoder):
    def __init__(self) -> None:
        super().__init__()
        self.fingerprint = "another/64"


class OtherPrefix(DeterministicEncoder):
    query_prefix = "vraag: "


@pytest.mark.parametrize(
    ("encoder", "field"),
    [(OtherModel(), "fingerprint"), (DeterministicEncoder(32), "fingerprint"), (OtherPrefix(), "query_prefix")],
)
def test_another_encoder_is_refused(saved: Path, encoder: DeterministicEncoder, field: str) -> None:
    with pytest.raises(IndexMismatch, match="Rebuild") as caught:
        SearchIndex.load(saved, encoder, None, SETTINGS)
    assert caught.value.field == field


def test_another_dimension_is_refused(saved: Path) -> None:
    encoder = DeterministicEncoder()
    encoder.dimension = 32
    with pytest.raises(IndexMismatch) as caught:
        SearchIndex.load(saved, encoder, None, SETTINGS)
    assert caught.value.field == "dimension"


def test_other_content_is_refused(saved: Path) -> None:
    with pytest.raises(IndexMismatch) as caught:
        load(saved, "0" * 64)
    assert caught.value.field == "content_hash"


def test_other_settings_are_refused_only_when_they_shape_the_index(saved: Path) -> None:
    encoder = DeterministicEncoder()
    with pytest.raises(IndexMismatch) as caught:
        SearchIndex.load(saved, encoder, None, replace(SETTINGS, ngram_max=4))
    assert caught.value.field == "settings"
    SearchIndex.load(saved, encoder, None, replace(SETTINGS, shortlist=7, exact_limit=3))


def test_every_refusal_can_be_handled_by_rebuilding(saved: Path, index: SearchIndex) -> None:
    (saved / "layout.npz").write_bytes(b"")
    with pytest.raises(EmbeddingError):
        load(saved)
    index.save(saved)
    assert load(saved, index.content_hash).search("soep").hits == index.search("soep").hits


def test_saving_replaces_and_leaves_nothing_behind(saved: Path, documents: list[Document]) -> None:
    smaller = SearchIndex.build(documents[:3], DeterministicEncoder(), VectorCache(), SETTINGS)
    smaller.save(saved)
    assert load(saved).ids == smaller.ids
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_save_that_fails_keeps_the_old_index(
    saved: Path, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("embeddings.files.os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        index.save(saved)
    assert load(saved).ids == index.ids
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]
