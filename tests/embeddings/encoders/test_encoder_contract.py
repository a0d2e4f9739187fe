"""What every encoder promises, run against each of them."""

from collections.abc import Callable

import numpy as np
import pytest

from embeddings.encoders.bundled import BundledEncoder
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.encoders.gathering import GatheringEncoder
from embeddings.encoders.protocol import Encoder

MAKERS: dict[str, Callable[[], Encoder]] = {
    "bundled": BundledEncoder,
    "deterministic": DeterministicEncoder,
    "gathering": lambda: GatheringEncoder(BundledEncoder()),
}
TEXTS = [
    "Mag ik zonder toestemming overleggen?",
    "Wat is een ondertoezichtstelling?",
    "Het weer wordt morgen zonnig.",
]


@pytest.fixture(scope="module", params=sorted(MAKERS))
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return MAKERS[request.param]()


def test_it_is_an_encoder(encoder: Encoder) -> None:
    assert isinstance(encoder, Encoder)
    assert encoder.fingerprint
    assert encoder.dimension > 0


@pytest.mark.parametrize("method", ["encode_queries", "encode_passages"])
class TestVectors:
    def test_shape_type_and_length(self, encoder: Encoder, method: str) -> None:
        vectors = getattr(encoder, method)(TEXTS)
        assert vectors.shape == (len(TEXTS), encoder.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)

    def test_no_texts(self, encoder: Encoder, method: str) -> None:
        assert getattr(encoder, method)([]).shape == (0, encoder.dimension)

    def test_a_text_has_the_same_vector_alone_and_among_others(self, encoder: Encoder, method: str) -> None:
        together = getattr(encoder, method)(TEXTS)
        alone = np.vstack([getattr(encoder, method)([text]) for text in TEXTS])
        np.testing.assert_allclose(together, alone, atol=1e-4)

    @pytest.mark.parametrize("text", ["", "   ", "a\x00b", "\ud800", "🙂", "x" * 600])
    def test_odd_texts_have_a_vector(self, encoder: Encoder, method: str, text: str) -> None:
        vector = getattr(encoder, method)([text])[0]
        assert np.isfinite(vector).all()
        assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-4)


def test_equal_texts_are_nearest(encoder: Encoder) -> None:
    vectors = encoder.encode_queries([*TEXTS, TEXTS[0]])
    similarities = vectors[:3] @ vectors[3]
    assert similarities.argmax() == 0


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_fingerprint_is_the_same_for_the_same_encoder(make: Callable[[], Encoder]) -> None:
    assert make().fingerprint == make().fingerprint
