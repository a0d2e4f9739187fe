"""What ships with the content fits the content: vectors, calibration and weights."""

import pytest

from embeddings.calibration.confidence import ConfidenceModel
from embeddings.encoders.bundled import BundledEncoder
from embeddings.index.build import texts_to_encode
from embeddings.index.shipping import worst_deviation
from embeddings.index.vector_cache import VectorCache
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.errors import DataFileError
from knowledge.search.negatives import read_negatives, strangers
from knowledge.search.opening import CONFIDENCE_FILE, SHIPPED_VECTORS
from knowledge.search.published import Published, documents
from knowledge.search.query import has_words

FILE = CONTENT_FOLDER / SHIPPED_VECTORS


@pytest.fixture(scope="module")
def encoder() -> BundledEncoder:
    return BundledEncoder()


@pytest.fixture(scope="module")
def texts():
    entries = load_content().entries
    return documents({slug: Published(entry, 0, confirmed=False) for slug, entry in entries.items()})


def test_a_first_start_encodes_nothing(encoder: BundledEncoder, texts) -> None:
    cache = VectorCache(shipped=[FILE])
    for role, wanted in texts_to_encode(texts, strangers()):
        assert cache.missing(encoder.fingerprint, role, wanted) == [], "run 'houvast vectors'"


def test_shipped_vectors_are_those_of_the_encoder(encoder: BundledEncoder, texts) -> None:
    assert worst_deviation(texts, encoder, FILE, 25, strangers()) < 0.001


def test_shipped_vectors_hold_nothing_else(encoder: BundledEncoder, texts) -> None:
    wanted = {(role, text) for role, some in texts_to_encode(texts, strangers()) for text in some}
    assert len(VectorCache(shipped=[FILE])) == len(wanted), "run 'houvast vectors'"


def test_the_calibration_is_for_the_bundled_encoder(encoder: BundledEncoder) -> None:
    assert ConfidenceModel.load(CONFIDENCE_FILE, encoder.fingerprint)


def test_negatives_are_no_phrasing_of_an_entry() -> None:
    asked = {p.text.casefold() for entry in load_content().entries.values() for p in entry.phrasings}
    negatives = read_negatives()
    assert len(negatives) >= 400
    assert not {negative.text.casefold() for negative in negatives} & asked


def test_negatives_are_different_and_have_words() -> None:
    texts = [negative.text.casefold() for negative in read_negatives()]
    assert len(set(texts)) == len(texts)
    assert all(has_words(text) for text in texts)


def test_a_bad_line_of_negatives_is_named(tmp_path) -> None:
    path = tmp_path / "negatives.jsonl"
    path.write_text('{"text": "a", "topic": "b"}\n{"text": "c"}\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"negatives\.jsonl:2"):
        read_negatives(path)
