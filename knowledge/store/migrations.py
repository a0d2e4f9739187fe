"""Brings the tables of a database file to the form that this version needs."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import StoreMigrationError, StoreUnreadable
from knowledge.store.connection import Sql, write_transaction
from knowledge.store.schema_counting import migrations


@dataclass(frozen=True, slots=True)
class MigrationStep:
    """One step that is about to run: its name, its place (from 1) and how many run in all."""

    name: str
    number: int
    total: int


Progress = Callable[[MigrationStep], None]
"""Told before each step, so that a long one is not taken for a hang."""


def step_names() -> list[str]:
    """Names of all steps of this version, in order."""
    with Sql(memory=True, execute_plugins=False) as empty:
        return [step.name for step in migrations.pending(empty)]


def migrate(sql: Sql, path: Path, progress: Progress | None = None) -> None:
    """Runs all pending steps in one transaction.

    The write lock is taken before looking what is pending, so two processes that start together do not run a
    step twice; when a step fails the file stays as it was.

    Args:
        sql: A connection that may write.
        path: The file, for messages.
        progress: Told before each step.

    Raises:
        StoreUnreadable: The file belongs to another program.
        StoreMigrationError: A step failed, or the file was made by a newer version.
    """
    own = step_names()
    with write_transaction(sql):
        applied = [step.name for step in migrations.applied(sql)]
        if not applied and sql.table_names():
            raise StoreUnreadable(path, "it is a database of another program")
        if newer := [name for name in applied if name not in own]:
            raise StoreMigrationError(
                path, newer[-1], "made by a newer Houvast. Install that version, or put back an older backup."
            )
        pending = [name for name in own if name not in applied]
        for number, name in enumerate(pending, start=1):
            if progress is not None:
                progress(MigrationStep(name, number, len(pending)))
            try:
                # The library runs "all up to"; one at a time lets us report and name the one that fails.
                migrations.apply(sql, stop_before=pending[number : number + 1])
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_ERROR:
                    raise  # Full, locked or damaged: not the fault of the step.
                reason = f"failed ({error}). Nothing was changed; report this with the version you came from."
                raise StoreMigrationError(path, name, reason) from error
