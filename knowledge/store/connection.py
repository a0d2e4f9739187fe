"""One SQLite connection, set up the way the store needs it."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from knowledge.errors import StoreUnreadable

_RETRY_S = 0.01

Sql = sqlite_utils.Database
"""A connection as the code of the store sees it."""


def create_file(path: Path) -> None:
    """Makes the database file, readable by its owner only, unless it is there.

    SQLite gives `-wal` and `-shm` the rights of the main file, so this one place keeps all three private. A
    file that exists is never opened here: closing it again would drop the locks that SQLite holds on it in
    this process (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).

    Raises:
        StoreUnreadable: If the folder or the file cannot be made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise StoreUnreadable(path, error.strerror or str(error)) from error


def connect(path: Path, busy_timeout_ms: int, *, read_only: bool) -> Sql:
    """Opens a connection.

    Args:
        path: The database file; it must exist.
        busy_timeout_ms: How long a statement waits for another process, in milliseconds.
        read_only: Whether writing through this connection is an error.

    Raises:
        sqlite3.Error: The caller translates.
    """
    # isolation_level=None: the driver opens no transactions of its own, so only ours exist.
    # check_same_thread=False: a reader may have to be closed by another thread than the one that used it.
    raw = sqlite3.connect(path, timeout=busy_timeout_ms / 1000, isolation_level=None, check_same_thread=False)
    try:
        # Plugins of sqlite-utils belong to whoever installed them, not to a store with personal data.
        sql = Sql(raw, execute_plugins=False)
        sql.execute("PRAGMA foreign_keys = ON")
        # Forgotten rows are overwritten, not only unlinked: https://www.sqlite.org/pragma.html#pragma_secure_delete
        sql.execute("PRAGMA secure_delete = ON")
        # FULL: a commit survives loss of power too; an update is confirmed to Telegram on the strength of it.
        sql.execute("PRAGMA synchronous = FULL")
        if read_only:
            sql.execute("PRAGMA query_only = ON")
    except BaseException:
        raw.close()
        raise
    return sql


def switch_to_wal(sql: Sql, busy_timeout_ms: int) -> bool:
    """Puts a file in WAL mode; tells whether it is.

    Two processes that switch a new file at the same time get SQLITE_BUSY at once, because SQLite does not
    call its busy handler where waiting could be a deadlock (https://www.sqlite.org/c3ref/busy_handler.html).
    So the waiting is done here.
    """
    deadline = time.monotonic() + busy_timeout_ms / 1000
    while True:
        try:
            sql.enable_wal()
            return bool(sql.journal_mode == "wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
            time.sleep(_RETRY_S)


def empty_log(sql: Sql) -> bool:
    """Moves the write-ahead log into the main file and empties it; tells whether a reader held it back."""
    return bool(sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])


@contextmanager
def without_waiting(sql: Sql, busy_timeout_ms: int) -> Iterator[Sql]:
    """Statements in the block give up at once where another connection is in the way."""
    sql.execute("PRAGMA busy_timeout = 0")
    try:
        yield sql
    finally:
        sql.execute(f"PRAGMA busy_timeout = {int(busy_timeout_ms)}")


@contextmanager
def write_transaction(sql: Sql) -> Iterator[None]:
    """Commits everything in the block or nothing; inside another one it is a savepoint.

    `atomic()` alone starts with a plain BEGIN. A transaction that reads before it writes then fails at once,
    without waiting, when another process wrote in between (SQLITE_BUSY_SNAPSHOT,
    https://www.sqlite.org/isolation.html). Taking the write lock first makes it wait its turn instead.
    """
    if sql.conn.in_transaction:
        with sql.atomic():
            yield
        return
    sql.execute("BEGIN IMMEDIATE")
    try:
        with sql.atomic():
            yield
        sql.commit()
    except BaseException:
        sql.rollback()
        raise


@contextmanager
def read_transaction(sql: Sql) -> Iterator[None]:
    """Lets every query in the block see the same moment of the database; inside another one it joins that."""
    if sql.conn.in_transaction:
        yield
        return
    sql.execute("BEGIN")
    try:
        yield
    finally:
        sql.rollback()
