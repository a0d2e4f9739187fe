"""Which danger cards went out: evidence that survives a kill, also where the store knows nothing (design rule 6).

A card does not wait for a store that is slow. Killed before its row is written, or started again beside a store
that cannot tell yet what was handled, the next life would send it once more and could not know that it is a double.
So just before a card goes out, a digest of its message's key is written here: 24 bytes in a file that has its full
size from the beginning, which works on a full disk and beside a locked database. A kill loses nothing that was
written; only a power cut can.
"""

import asyncio
import os
import struct
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from io import FileIO
from logging import getLogger
from pathlib import Path

LOG = getLogger(__name__)
FILE = "sent-cards.bin"
"""Its name in the data folder. It holds digests of numbers of updates, and nothing of what was said or by whom."""
RECORDS = 1024
"""Cards that are remembered; Telegram keeps an update for a day, so what matters is far fewer."""
PATIENCE_S = 0.05
"""Seconds a write may take; it goes to memory of the kernel, in microseconds."""
_RECORD = struct.Struct(">Q16s")
"""A number that rises by one, 0 for an empty place, and the digest."""


class Trail:
    """Keys of messages whose card went out; a ring, so that it never grows."""

    def __init__(self, folder: Path | None) -> None:
        """Open or make the file; where that fails the trail lasts as long as the process.

        Args:
            folder: The data folder; ``None`` for no file.
        """
        self._digests: set[bytes] = set()
        self._last = 0
        self._file: FileIO | None = None
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="trail")
        if folder is None:
            return
        try:
            descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            self._file = FileIO(descriptor, "r+")
            self._read(self._file)
        except OSError as error:
            LOG.warning("a danger card that is sent again after a crash may lack its mark: %s", error.strerror)

    def knows(self, key: str) -> bool:
        """Whether a card for this message went out, in this life or an earlier one; by its key."""
        return _digest(key) in self._digests

    async def note(self, key: str) -> None:
        """Write down that the card for a message goes out now; returns within :data:`PATIENCE_S` whatever happens."""
        digest = _digest(key)
        self._digests.add(digest)
        if self._file is None:
            return
        self._last += 1
        write = asyncio.get_running_loop().run_in_executor(self._writing, self._write, self._last, digest)
        await asyncio.wait([write], timeout=PATIENCE_S)

    def close(self) -> None:
        """Let go of the file."""
        self._writing.shutdown()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _read(self, file: FileIO) -> None:
        size = RECORDS * _RECORD.size
        kept = file.read(size)
        if len(kept) < size:
            # All of its room is taken now: later the disk may be full.
            file.write(b"\0" * (size - len(kept)))
            kept = kept.ljust(size, b"\0")
        for number, digest in _RECORD.iter_unpack(kept):
            if number:
                self._digests.add(digest)
                self._last = max(self._last, number)

    def _write(self, number: int, digest: bytes) -> None:
        assert self._file is not None  # noqa: S101 - asked before
        try:
            self._file.seek((number % RECORDS) * _RECORD.size)
            self._file.write(_RECORD.pack(number, digest))
        except OSError as error:
            LOG.warning("a danger card that is sent again after a crash may lack its mark: %s", error.strerror)


def _digest(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=16).digest()
