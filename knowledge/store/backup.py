"""A copy of the database while it is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.errors import StoreUnreadable
from knowledge.store.connection import connect, create_file
from knowledge.store.failures import translated
from knowledge.store.inspection import Schema, inspect


def copy_database(source: Path, target: Path, busy_timeout_ms: int) -> Schema:
    """Copy one committed moment of a database to a new file, and check the copy.

    SQLite's online backup in a single step: it holds a read transaction, so writers go on meanwhile
    (https://www.sqlite.org/backup.html).

    Args:
        source: The database; it may be in use.
        target: A file that does not exist; readable by its owner only. Removed again when the copy fails.
        busy_timeout_ms: How long to wait for another process, in milliseconds.

    Returns:
        Which steps the copy has been through.

    Raises:
        StoreError: The source cannot be read, the disk is full, or the copy is damaged.
    """
    if not source.exists():
        raise StoreUnreadable(source, "there is no such file")
    create_file(target)
    try:
        with translated(source), closing(sqlite3.connect(target, isolation_level=None)) as copy:
            reader = connect(source, busy_timeout_ms, read_only=True)
            try:
                reader.conn.backup(copy, pages=-1)
            finally:
                reader.close()
            # One file, that needs no other beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        found = inspect(target, busy_timeout_ms)
        if found.damage:
            raise StoreUnreadable(target, f"the copy is damaged: {found.damage[0]}")
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return found.schema
