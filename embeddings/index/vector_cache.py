"""Vectors that were made before, so that only new texts are encoded."""

import hashlib
import io
import logging
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray
from embeddings.encoders.cleaning import normalised
from embeddings.encoders.protocol import Encoder
from embeddings.files import replace_file

Role = Literal["query", "passage"]
Key = tuple[str, bytes]
Codes = NDArray[np.int8]

FORMAT = 1
KEY_BYTES = 16
BATCH = 32
_UNREADABLE = (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile, zlib.error)

_log = logging.getLogger(__name__)


class VectorCache:
    """Vectors by model fingerprint, role and text.

    A vector is kept as 8-bit integers with one scale (a byte per dimension instead of four). What
    :meth:`get` returns went through that rounding also when it was just put in, so an index comes
    out the same whether its vectors were new or cached. docs/decisions/retrieval-ranking.md has
    what the rounding costs.
    """

    def __init__(self, writable: Path | None = None, shipped: Sequence[Path] = ()) -> None:
        """Read the files that exist; one that cannot be read counts as empty, with a warning.

        Args:
            writable: File that :meth:`save` writes; None keeps new vectors in memory only.
            shipped: Files that are only read, such as those that come with the content.
        """
        self._writable = writable
        self._read_only: dict[Key, Codes] = {}
        self._own: dict[Key, Codes] = {}
        self._used: set[Key] = set()
        for file in shipped:
            self._read_only.update(_read(file))
        if writable is not None and writable.exists():
            self._own.update(_read(writable))

    def __len__(self) -> int:
        return len(self._read_only.keys() | self._own.keys())

    def get(self, fingerprint: str, role: Role, text: str) -> FloatArray | None:
        """The ``(d,) float32``, L2-normalised vector of a text, or None when there is none."""
        key = _key(fingerprint, role, text)
        codes = self._own.get(key, self._read_only.get(key))
        if codes is None:
            return None
        self._used.add(key)
        vector: FloatArray = _decoded(codes[None])[0]
        return vector

    def put(self, fingerprint: str, role: Role, text: str, vector: FloatArray) -> None:
        """Keep the ``(d,) float32`` vector of a text."""
        key = _key(fingerprint, role, text)
        self._used.add(key)
        self._own[key] = _encoded(vector)

    def vectors(
        self,
        encoder: Encoder,
        role: Role,
        texts: Sequence[str],
        progress: Callable[[int], None] | None = None,
    ) -> FloatArray:
        """Vectors of texts, encoding only those that are not here yet.

        Args:
            encoder: Makes the missing vectors.
            role: Which of the encoder's two methods.
            texts: Any number of texts, repeats allowed.
            progress: Called after every batch with the number of texts it encoded.

        Returns:
            ``(len(texts), d) float32, L2-normalised``.
        """
        encode = encoder.encode_queries if role == "query" else encoder.encode_passages
        missing = self.missing(encoder.fingerprint, role, texts)
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            for text, vector in zip(batch, encode(batch), strict=True):
                self.put(encoder.fingerprint, role, text, vector)
            if progress is not None:
                progress(len(batch))
        keys = [_key(encoder.fingerprint, role, text) for text in texts]
        self._used.update(keys)
        if not keys:
            return np.zeros((0, encoder.dimension), dtype=np.float32)
        return _decoded(np.stack([self._own[key] if key in self._own else self._read_only[key] for key in keys]))

    def missing(self, fingerprint: str, role: Role, texts: Sequence[str]) -> list[str]:
        """The texts without a vector, each once, in order."""
        keys = {text: _key(fingerprint, role, text) for text in texts}
        return [text for text, key in keys.items() if key not in self._own and key not in self._read_only]

    def save(self, *, only_used: bool = False) -> None:
        """Write the vectors that are not in a shipped file, in one step (temporary file, rename).

        Args:
            only_used: Leave out what was not asked for since the cache was opened, such as texts
                that were removed from the content.

        Raises:
            OSError: The file cannot be written.
        """
        if self._writable is None:
            return
        rows = {
            key: codes
            for key, codes in self._own.items()
            if key not in self._read_only and (not only_used or key in self._used)
        }
        stream = io.BytesIO()
        np.savez(stream, **_grouped(rows))  # type: ignore[arg-type]
        replace_file(self._writable, stream.getvalue())


def _key(fingerprint: str, role: Role, text: str) -> Key:
    return fingerprint, hashlib.sha256(f"{role}\x00{text}".encode("utf-8", "replace")).digest()[:KEY_BYTES]


def _encoded(vector: FloatArray) -> Codes:
    """Scale the largest value to 127. The scale itself is not kept: vectors have length 1."""
    largest = float(np.abs(vector).max())
    return np.round(vector * (127.0 / (largest or 1.0))).astype(np.int8)


def _decoded(codes: Codes) -> FloatArray:
    return normalised(codes.astype(np.float32))


def _grouped(rows: dict[Key, Codes]) -> dict[str, NDArray[Any]]:
    """One pair of arrays per fingerprint: vectors of two models differ in length."""
    fingerprints = sorted({fingerprint for fingerprint, _ in rows})
    arrays: dict[str, NDArray[Any]] = {
        "format": np.array(FORMAT),
        "fingerprints": np.array(fingerprints, dtype=np.str_),
    }
    for number, fingerprint in enumerate(fingerprints):
        own = sorted((digest, codes) for (name, digest), codes in rows.items() if name == fingerprint)
        arrays[f"keys_{number}"] = np.frombuffer(b"".join(d for d, _ in own), np.uint8).reshape(-1, KEY_BYTES)
        arrays[f"codes_{number}"] = np.stack([codes for _, codes in own])
    return arrays


def _read(file: Path) -> dict[Key, Codes]:
    try:
        # From memory: numpy leaves the file open when it turns out not to be an archive.
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as arrays:
            if int(arrays["format"]) != FORMAT:
                raise ValueError(f"format {arrays['format']}")
            found: dict[Key, Codes] = {}
            for number, fingerprint in enumerate(arrays["fingerprints"].tolist()):
                digests = [row.tobytes() for row in arrays[f"keys_{number}"]]
                codes = arrays[f"codes_{number}"].astype(np.int8, copy=False)
                found.update(zip(((fingerprint, digest) for digest in digests), codes, strict=True))
    except _UNREADABLE as error:
        _log.warning("Vector cache %s cannot be read (%s); its texts are encoded again.", file, error)
        return {}
    return found
