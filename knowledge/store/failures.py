"""The one place where errors of SQLite become errors of the store."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import StoreError, StoreFull, StoreLocked, StoreUnreadable

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNREADABLE = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
# SQLite says FULL only for ENOSPC. A quota or a file-size limit arrives as one of these write errors
# (https://www.sqlite.org/rescode.html), and asks for the same remedy.
_FULL_EXTENDED = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Runs a block and turns any `sqlite3.Error` in it into a `StoreError` that says what to do.

    Args:
        path: The database file, named in the message.

    Raises:
        StoreLocked: Another process kept its write lock longer than the busy timeout.
        StoreFull: Disk, quota or page limit reached; the transaction was rolled back.
        StoreUnreadable: Not a database, damaged, or not to be opened.
        StoreError: Anything else SQLite refuses, such as a broken rule of a table.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(error, path) from error


def _translate(error: sqlite3.Error, path: Path) -> StoreError:
    # Errors that the driver raises itself (closed connection, wrong binding) carry no code.
    extended: int = getattr(error, "sqlite_errorcode", 0)
    primary = extended & 0xFF
    if primary in _LOCKED:
        return StoreLocked(path)
    if primary == sqlite3.SQLITE_FULL or extended in _FULL_EXTENDED:
        return StoreFull(path, str(error))
    if primary in _UNREADABLE:
        return StoreUnreadable(path, str(error))
    if primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return StoreError(
            f"{path}: cannot be written ({error}). "
            "Give this user write access to the file and its folder, then start again."
        )
    if primary == sqlite3.SQLITE_CONSTRAINT:
        return StoreError(f"{path}: refused by a rule of the store ({error}). Nothing was changed.")
    return StoreError(f"{path}: {error}. Nothing was changed.")
