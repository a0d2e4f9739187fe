"""What a database file is like, without changing it: for a check-up, a backup and a restore."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.store.connection import Sql, connect
from knowledge.store.failures import translated
from knowledge.store.migrations import step_names
from knowledge.store.schema import migrations
from knowledge.store.values import to_time

_STAMPS = """
    SELECT MAX(at) FROM (
        SELECT MAX(at) AS at FROM audit UNION ALL SELECT MAX(changed_at) FROM generation
        UNION ALL SELECT MAX(started_at) FROM handled_update UNION ALL SELECT MAX(created_at) FROM outbox)
"""
"""Moments that were written as the present: none of them can lie in the future."""


@dataclass(frozen=True, slots=True)
class Schema:
    """Which steps a file has been through.

    Attributes:
        applied: All of them, in order; empty for an empty file.
        pending: Steps of this version that it still needs.
        newer: Steps that this version does not know.
        foreign: Whether it is a database of another program.
    """

    applied: tuple[str, ...]
    pending: tuple[str, ...]
    newer: tuple[str, ...]
    foreign: bool

    @property
    def version(self) -> str:
        """Name of the last step; empty for an empty file."""
        return self.applied[-1] if self.applied else ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A thorough look at a file.

    Attributes:
        schema: Its tables.
        damage: What SQLite's integrity check and foreign keys say is wrong; empty when nothing is.
        wal: Whether it is in WAL mode.
        last_written: The latest moment in it; None when there is none, or its tables are not those of now.
    """

    schema: Schema
    damage: tuple[str, ...]
    wal: bool
    last_written: datetime | None


def read_schema(path: Path, busy_timeout_ms: int = 5000) -> Schema:
    """Which steps a file has been through; quick.

    Args:
        path: An existing file.
        busy_timeout_ms: How long to wait for another process, in milliseconds.

    Raises:
        StoreError: It cannot be read.
    """
    with translated(path):
        sql = connect(path, busy_timeout_ms, read_only=True)
        try:
            return _schema(sql)
        finally:
            sql.close()


def inspect(path: Path, busy_timeout_ms: int = 5000) -> Inspection:
    """Read all of a file and check it; takes seconds for a large one.

    Arguments and errors as in :func:`read_schema`.
    """
    with translated(path):
        sql = connect(path, busy_timeout_ms, read_only=True)
        try:
            schema, wal = _schema(sql), sql.journal_mode == "wal"
            damage = _damage(sql)
            current = schema.applied and not (schema.pending or schema.newer)
            last = None if damage or not current else sql.execute(_STAMPS).fetchone()[0]
            return Inspection(schema, tuple(damage), wal, to_time(last) if last else None)
        finally:
            sql.close()


def _damage(sql: Sql) -> list[str]:
    """What is wrong, in SQLite's words."""
    try:
        said = [str(row[0]) for row in sql.execute("PRAGMA integrity_check(5)")]
        loose = len(sql.execute("PRAGMA foreign_key_check").fetchall()) if said == ["ok"] else 0
    except sqlite3.DatabaseError as error:
        # A page that is broken badly enough ends the check itself.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return [str(error)]
    return [line for line in said if line != "ok"] + [f"{loose} rows point to a row that is not there"] * bool(loose)


def _schema(sql: Sql) -> Schema:
    own = step_names()
    applied = tuple(step.name for step in migrations.applied(sql))
    return Schema(
        applied=applied,
        pending=tuple(name for name in own if name not in applied),
        newer=tuple(name for name in applied if name not in own),
        foreign=not applied and bool(sql.table_names()),
    )
