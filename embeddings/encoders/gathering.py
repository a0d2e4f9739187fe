"""Encode together what waits together: a batch keeps every core busy, where one text does not."""

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future

from embeddings.arrays import FloatArray
from embeddings.encoders.protocol import Encoder

MOST = 8
"""Texts in one batch: the first of them waits for the last, and beyond eight nothing is won (bundled engine, 2 cores:
24 ms a text alone, 20 in batches of four, 15 of eight, 17 of sixteen)."""


class GatheringEncoder:
    """Wraps an encoder that takes one call at a time; same fingerprint, same vectors.

    Whoever finds the encoder free works for all that wait ("flat combining", Hendler et al. 2010,
    https://doi.org/10.1145/1810479.1810540), so there is no thread of its own and nothing to stop.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Wrap.

        Args:
            encoder: Does the work, and gives a text the same vector alone and in a batch.
        """
        self._encoder = encoder
        self._waiting: deque[tuple[str, Future[FloatArray]]] = deque()
        self._free = threading.Lock()
        self.fingerprint = encoder.fingerprint
        self.dimension = encoder.dimension
        self.query_prefix = encoder.query_prefix
        self.passage_prefix = encoder.passage_prefix

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what people ask: ``(n, d) float32, L2-normalised``; a single text may share a batch."""
        if len(texts) != 1:
            return self._encoder.encode_queries(texts)
        wanted: Future[FloatArray] = Future()
        self._waiting.append((texts[0], wanted))
        with self._free:
            while not wanted.done():
                self._encode_some()
        return wanted.result()

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what documents say: ``(n, d) float32, L2-normalised``."""
        return self._encoder.encode_passages(texts)

    def _encode_some(self) -> None:
        """Encode those that waited longest; only who holds the lock takes from the queue."""
        batch = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        try:
            vectors = self._encoder.encode_queries([text for text, _ in batch])
        except Exception as error:  # noqa: BLE001 - each of them raises it in its own thread
            for _, wanted in batch:
                wanted.set_exception(error)
        else:
            for row, (_, wanted) in enumerate(batch):
                wanted.set_result(vectors[row : row + 1].copy())
