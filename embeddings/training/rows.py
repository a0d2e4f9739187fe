"""What is kept of held-out questions, so that the confidence is fitted again in a second."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray, IntArray
from embeddings.calibration.signals import SIGNALS, signals
from embeddings.errors import WeightsDamaged
from embeddings.files import replace_file
from embeddings.training.folds import HeldOut

BooleanArray = NDArray[np.bool_]
KeyArray = NDArray[np.void]
KEY_BYTES = 16
FORMAT = 1
TOPICS = 2**31
"""Topics are kept as a number: which fold a question is in needs no more."""


@dataclass(frozen=True, slots=True)
class ConfidenceRows:
    """Held-out questions, one per row.

    Attributes:
        fingerprint: Of the encoder.
        keys: ``(n,)`` of :data:`KEY_BYTES` bytes: which question of which document, see :func:`row_key`.
        signals: ``(n, len(SIGNALS)) float32``, of an index that had not seen the question.
        inside: ``(n,) bool``, whether a document answers it.
        right: ``(n,) bool``, whether the first that was found does.
        stranger: ``(n,) bool``, whether it is a question that nothing answers.
        topics: ``(n,) int64``: what resembles a question has the same.
    """

    fingerprint: str
    keys: KeyArray
    signals: FloatArray
    inside: BooleanArray
    right: BooleanArray
    stranger: BooleanArray
    topics: IntArray

    @classmethod
    def of(cls, fingerprint: str, held_out: Iterable[HeldOut], refusing: Collection[str]) -> "ConfidenceRows":
        """Look at results, one by one: a million hits at once take more than a gigabyte.

        Args:
            fingerprint: Of the encoder.
            held_out: At least one result.
            refusing: Ids of documents that say "not here": their questions are not answered.
        """
        keys, found, inside, right, stranger, topics = [], [], [], [], [], []
        for item in held_out:
            first = next((hit.id for hit in item.result.hits if hit.id not in refusing), None)
            answered = item.id is not None and item.id not in refusing
            keys.append(row_key(item.id, item.text))
            found.append(signals(item.result, item.text, refusing))
            inside.append(answered)
            right.append(answered and item.id == first)
            stranger.append(item.id is None)
            topics.append(zlib.crc32(item.topic.encode()) % TOPICS)
        table = np.stack(found) if found else np.zeros((0, len(SIGNALS)), dtype=np.float32)
        return cls(
            fingerprint,
            _as_keys(keys),
            table,
            np.array(inside, dtype=np.bool_),
            np.array(right, dtype=np.bool_),
            np.array(stranger, dtype=np.bool_),
            np.array(topics, dtype=np.int64),
        )

    def __len__(self) -> int:
        return len(self.keys)

    def taken(self, chosen: BooleanArray | IntArray) -> "ConfidenceRows":
        """Some of the rows."""
        return ConfidenceRows(
            self.fingerprint,
            self.keys[chosen],
            self.signals[chosen],
            self.inside[chosen],
            self.right[chosen],
            self.stranger[chosen],
            self.topics[chosen],
        )

    def known(self, wanted: Sequence[bytes]) -> BooleanArray:
        """Whether each of these keys has a row, ``(len(wanted),) bool``."""
        own = {bytes(key) for key in self.keys}
        return np.array([key in own for key in wanted], dtype=np.bool_)

    def only(self, wanted: Collection[bytes]) -> "ConfidenceRows":
        """The rows of these keys, and all strangers."""
        return self.taken(np.array([bytes(key) in wanted for key in self.keys], dtype=np.bool_) | self.stranger)

    def joined(self, more: "ConfidenceRows") -> "ConfidenceRows":
        """These rows and others of the same encoder."""
        return ConfidenceRows(
            self.fingerprint,
            np.concatenate([self.keys, more.keys]),
            np.concatenate([self.signals, more.signals]),
            np.concatenate([self.inside, more.inside]),
            np.concatenate([self.right, more.right]),
            np.concatenate([self.stranger, more.stranger]),
            np.concatenate([self.topics, more.topics]),
        )

    def save(self, file: Path) -> None:
        """Write in one step; signals in half precision, which moves a probability by less than .001.

        Raises:
            OSError: The disk refuses.
        """
        stream = io.BytesIO()
        flags = np.stack([self.inside, self.right, self.stranger])
        names = np.array([self.fingerprint, *SIGNALS])
        np.savez_compressed(
            stream,
            format=np.array(FORMAT),
            names=names,
            keys=self.keys.view(np.uint8).reshape(len(self), KEY_BYTES),
            signals=self.signals.astype(np.float16),
            flags=flags,
            topics=self.topics.astype(np.int32),
        )
        replace_file(file, stream.getvalue())

    @classmethod
    def load(cls, file: Path) -> "ConfidenceRows":
        """Read what :meth:`save` wrote.

        Raises:
            WeightsDamaged: The file is absent, unreadable, in another format, or for other signals.
        """
        try:
            with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as arrays:
                table = dict(arrays)
            fingerprint, *names = (str(name) for name in table["names"])
            inside, right, stranger = table["flags"]
            keys = np.ascontiguousarray(table["keys"]).view(np.dtype((np.void, KEY_BYTES)))[:, 0]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise WeightsDamaged(file, str(error)) from error
        if int(table["format"]) != FORMAT or tuple(names) != SIGNALS:
            raise WeightsDamaged(file, "written in another format")
        found = table["signals"].astype(np.float32)
        return cls(fingerprint, keys, found, inside, right, stranger, table["topics"].astype(np.int64))


def row_key(document: str | None, text: str) -> bytes:
    """Names a question of a document; None for a stranger."""
    return hashlib.sha256(f"{document or ''}\x00{text}".encode("utf-8", "replace")).digest()[:KEY_BYTES]


def _as_keys(keys: Sequence[bytes]) -> KeyArray:
    return np.frombuffer(b"".join(keys), dtype=np.dtype((np.void, KEY_BYTES)))
