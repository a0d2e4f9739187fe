"""Exactly once: every update, callback and poll answer has a unique key, and its effects happen with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.rows import Handled, HandledStatus
from knowledge.store.values import to_text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Once(Generic[T]):
    """What `HandledStore.once` did; `result` is None when the effects had happened before."""

    ran: bool
    result: T | None


class HandledStore:
    """Remembers which updates were handled; never what was in them.

    A channel goes `start` -> work out the reply -> `once` with all effects -> confirm to the platform. A crash
    before `once` leaves nothing but a counted attempt; a crash after it is answered by "handled before".
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: str) -> Handled | None:
        """What is known of a key, None when it is new. A hint only: `once` decides."""
        return self._database.read(lambda sql: _find(sql, key))

    def start(self, key: str, now: datetime, person: str | None = None) -> Handled:
        """Counts an attempt, so that an update that kills the process can be given up after a few.

        Args:
            key: Unique per update, such as `telegram:update:812`. It stays when the person is forgotten, so
                keep ids of people out of it.
            now: When.
            person: Whom it is from, as an opaque id.

        Returns:
            Status and attempts with this one; a finished one is returned as it is, without counting.
        """

        def work(sql: Sql) -> Handled:
            sql.execute(
                """
                INSERT INTO handled_update (key, person, status, attempts, started_at)
                VALUES (?, ?, 'started', 1, ?)
                ON CONFLICT (key) DO UPDATE SET attempts = attempts + 1 WHERE status = 'started'
                """,
                [key, person, to_text(now)],
            )
            found = _find(sql, key)
            assert found is not None  # noqa: S101 - inserted above, in the same transaction
            return found

        return self._database.write(work)

    def once(self, key: str, now: datetime, effects: Callable[[], T], *, person: str | None = None) -> Once[T]:
        """Runs `effects` and marks the key done in one transaction, unless it was done or failed before.

        Holds between threads and processes: the write lock makes the second one wait and then see the key.

        Args:
            key: As in `start`, which need not have been called.
            now: When.
            effects: Calls to stores; short, and without anything that cannot be rolled back.
            person: Whom it is from, as an opaque id.

        Raises:
            Exception: Whatever `effects` raises; then nothing is kept and the key is not done.
        """

        def work(sql: Sql) -> Once[T]:
            changed = sql.execute(
                """
                INSERT INTO handled_update (key, person, status, attempts, started_at, finished_at)
                VALUES (:key, :person, 'done', 1, :now, :now)
                ON CONFLICT (key) DO UPDATE SET status = 'done', finished_at = :now WHERE status = 'started'
                """,
                {"key": key, "person": person, "now": to_text(now)},
            ).rowcount
            return Once(ran=True, result=effects()) if changed else Once(ran=False, result=None)

        return self._database.write(work)

    def fail(self, key: str, now: datetime) -> bool:
        """Gives up on a started update, so that it is confirmed and never run again; False if not started."""

        def work(sql: Sql) -> bool:
            cursor = sql.execute(
                "UPDATE handled_update SET status = 'failed', finished_at = ? WHERE key = ? AND status = 'started'",
                [to_text(now), key],
            )
            return cursor.rowcount > 0

        return self._database.write(work)


def _find(sql: Sql, key: str) -> Handled | None:
    row = sql.execute("SELECT status, attempts FROM handled_update WHERE key = ?", [key]).fetchone()
    return None if row is None else Handled(HandledStatus(row[0]), row[1])
