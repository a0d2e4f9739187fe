"""Remember the last query vectors, so that one turn encodes a text once.

Texts are remembered by digest only: what somebody typed never stays in memory.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.encoders.protocol import Encoder

SIZE = 256
"""Vectors kept, 1.5 KB each: a hundred messages may be judged on arrival before the first of them gets its turn, which
asks for the same one or two texts again."""


class MemoEncoder:
    """Wraps an encoder; same fingerprint, same vectors."""

    def __init__(self, encoder: Encoder, size: int = SIZE) -> None:
        """Wrap.

        Args:
            encoder: Does the work.
            size: How many query vectors to remember.
        """
        self._encoder = encoder
        self._size = size
        self._known: OrderedDict[bytes, FloatArray] = OrderedDict()
        self._lock = threading.Lock()
        self.fingerprint = encoder.fingerprint
        self.dimension = encoder.dimension
        self.query_prefix = encoder.query_prefix
        self.passage_prefix = encoder.passage_prefix

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what people ask: ``(n, d) float32, L2-normalised``; a single known text costs nothing."""
        if len(texts) != 1:
            return self._encoder.encode_queries(texts)
        digest = hashlib.blake2b(texts[0].encode("utf-8", "surrogatepass"), digest_size=16).digest()
        with self._lock:
            if digest in self._known:
                self._known.move_to_end(digest)
                return self._known[digest][np.newaxis, :].copy()
        vectors = self._encoder.encode_queries(texts)
        with self._lock:
            self._known[digest] = vectors[0].copy()
            while len(self._known) > self._size:
                self._known.popitem(last=False)
        return vectors

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what documents say: ``(n, d) float32, L2-normalised``."""
        return self._encoder.encode_passages(texts)
