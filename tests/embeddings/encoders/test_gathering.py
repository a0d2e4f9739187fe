"""Texts that wait for the encoder share a batch, and each gets the vector it would get alone."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import pytest

from embeddings.arrays import FloatArray
from embeddings.encoders.bundled import BundledEncoder
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.encoders.gathering import MOST, GatheringEncoder
from embeddings.errors import EncoderUnavailable

LONG_S = 60.0


class Gated(DeterministicEncoder):
    """Holds its first call until it may go on, and remembers every batch."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[list[str]] = []
        self.held, self.go_on = threading.Event(), threading.Event()
        self.broken = False

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        self.batches.append(list(texts))
        self.held.set()
        assert self.go_on.wait(LONG_S)
        if self.broken:
            raise EncoderUnavailable("gated", "broken", "mend it")
        return super().encode_queries(texts)


def asked_together(encoder: Gated, gathering: GatheringEncoder, texts: Sequence[str]) -> "list[Future[FloatArray]]":
    """Ask the first, and the others while that one is encoded."""
    pool = ThreadPoolExecutor(len(texts))
    first = pool.submit(gathering.encode_queries, [texts[0]])
    assert encoder.held.wait(LONG_S)
    others = [pool.submit(gathering.encode_queries, [text]) for text in texts[1:]]
    while len(gathering._waiting) < len(others):
        threading.Event().wait(0.001)
    encoder.go_on.set()
    pool.shutdown(wait=False)
    return [first, *others]


def test_what_waits_shares_batches_of_a_limited_size() -> None:
    encoder = Gated()
    gathering = GatheringEncoder(encoder)
    texts = [f"vraag {number}" for number in range(MOST + 4)]
    found = [one.result(LONG_S) for one in asked_together(encoder, gathering, texts)]
    assert [len(batch) for batch in encoder.batches] == [1, MOST, 3]
    assert sorted(text for batch in encoder.batches for text in batch) == sorted(texts)
    plain = DeterministicEncoder()
    assert all(np.array_equal(one, plain.encode_queries([text])) for one, text in zip(found, texts, strict=True))


def test_each_of_a_broken_batch_hears_it_and_the_next_one_is_tried() -> None:
    encoder = Gated()
    gathering = GatheringEncoder(encoder)
    encoder.broken = True
    for one in asked_together(encoder, gathering, ["een", "twee", "drie"]):
        with pytest.raises(EncoderUnavailable):
            one.result(LONG_S)
    encoder.broken = False
    assert gathering.encode_queries(["vier"]).shape == (1, encoder.dimension)


def test_the_engine_gives_the_same_numbers_in_a_batch() -> None:
    texts = [f"wat doet een jeugdbeschermer bij zorgen nummer {number}" for number in range(24)]
    alone = [BundledEncoder().encode_queries([text]) for text in texts]
    gathering = GatheringEncoder(BundledEncoder(threads=2))
    with ThreadPoolExecutor(8) as pool:
        beside = list(pool.map(lambda text: gathering.encode_queries([text]), texts))
    assert all(np.array_equal(one, other) for one, other in zip(alone, beside, strict=True))
