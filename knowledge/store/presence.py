"""Tells processes that have the store open from one that wants it for itself.

A lock file beside the database: every open store holds it together with the others, who replaces the database
holds it alone. The kernel drops it when a process ends, however it ends
(https://man7.org/linux/man-pages/man2/flock.2.html).
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import StoreInUse, StoreUnreadable

if sys.platform != "win32":
    import fcntl


def lock_file(database: Path) -> Path:
    """The lock file of a database."""
    return database.with_suffix(".lock")


class Presence:
    """A process that has the store open; hold on to it as long as that is so."""

    def __init__(self, database: Path) -> None:
        """Say that the store is open here.

        Args:
            database: The database file; its folder must exist.

        Raises:
            StoreInUse: A backup is being put in its place right now.
            StoreUnreadable: The lock file cannot be opened.
        """
        self._file = _open(database)
        if not _locked(self._file, alone=False):
            os.close(self._file)
            raise StoreInUse(database, "a backup is being put in its place; start again when that is done")

    def leave(self) -> None:
        """Say that the store is closed here; once."""
        os.close(self._file)


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Keep every process from opening the store while the block runs.

    Args:
        database: The database file; its folder must exist.

    Raises:
        StoreInUse: A process has it open.
        StoreUnreadable: The lock file cannot be opened.
    """
    file = _open(database)
    try:
        if not _locked(file, alone=True):
            raise StoreInUse(database, "a running Houvast has it open; stop every 'houvast' process and try again")
        yield
    finally:
        os.close(file)


def _open(database: Path) -> int:
    path = lock_file(database)
    try:
        file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        # Root looks in now and then; the file must stay of use to who runs Houvast.
        if sys.platform != "win32" and os.geteuid() == 0:
            owner = path.parent.stat()
            os.fchown(file, owner.st_uid, owner.st_gid)
    except OSError as error:
        raise StoreUnreadable(path, error.strerror or str(error)) from error
    return file


def _locked(file: int, *, alone: bool) -> bool:
    """Take the lock without waiting; always true on Windows, which refuses to replace a file that is open."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
