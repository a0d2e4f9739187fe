"""Writes that wait for the one writer go to disk together: a commit waits for the disk, and that is most of a write.

Each write keeps a savepoint of its own, so that one that fails takes nothing of the others away; and nobody hears that
theirs succeeded before the commit that holds it did (design rule 6).
"""

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from knowledge.errors import StoreError
from knowledge.store.connection import Sql, write_transaction
from knowledge.store.failures import translated

T = TypeVar("T")
MOST = 32
"""Writes in one commit at most."""
LONGEST_S = 0.02
"""Seconds of work after which a group is committed: who came first must not wait for those behind."""


@dataclass(frozen=True, slots=True)
class Writer:
    """What the writing thread does.

    Attributes:
        path: The file, named in errors.
        sql: The connection that writes.
        one: Runs a write: a transaction of its own, or a savepoint within one that was begun.
        written: Told when something was committed.
    """

    path: Path
    sql: Callable[[], Sql]
    one: Callable[[Callable[[Sql], Any]], Any]
    written: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Asked:
    work: Callable[[Sql], Any]
    answer: "Future[Any]"


@dataclass
class Group:
    """The writes that wait; filled by any thread, emptied by the writing one.

    Attributes:
        writer: Does them.
    """

    writer: Writer
    _waiting: deque[_Asked] = field(default_factory=deque)

    def add(self, work: Callable[[Sql], T]) -> "Future[T]":
        """Queue a write; what it returns or raises is told after its commit."""
        answer: Future[T] = Future()
        self._waiting.append(_Asked(work, answer))
        return answer

    def write(self) -> None:
        """Do what waits now, or some of it; called once for each write that was added."""
        first = self._next()
        if first is None:
            return
        if not self._waiting:
            self._alone(first)
            return
        done: list[tuple[_Asked, Any]] = []
        failed: list[tuple[_Asked, BaseException]] = []
        try:
            sql = self.writer.sql()
            with translated(self.writer.path), write_transaction(sql):
                self._fill(first, sql, done, failed)
        except BaseException as undone:  # noqa: BLE001 - told to everybody who waits for it
            # Nothing of the group is kept, so nobody in it may hear that theirs was.
            failed += [(asked, undone) for asked, _ in done] or ([] if failed else [(first, undone)])
            done = []
        else:
            self.writer.written()
        for asked, error in failed:
            asked.answer.set_exception(error)
        for asked, result in done:
            asked.answer.set_result(result)

    def _fill(
        self,
        asked: _Asked | None,
        sql: Sql,
        done: list[tuple[_Asked, Any]],
        failed: list[tuple[_Asked, BaseException]],
    ) -> None:
        until = time.monotonic() + LONGEST_S
        while asked is not None:
            try:
                done.append((asked, self.writer.one(asked.work)))
            except BaseException as error:
                failed.append((asked, error))
                if not sql.conn.in_transaction:
                    # A full or failing disk undid the whole of it (https://www.sqlite.org/lang_transaction.html).
                    raise StoreError(f"{self.writer.path}: a write beside this one undid both. Try again.") from error
            full = len(done) + len(failed) >= MOST or time.monotonic() > until
            asked = None if full else self._next()

    def _alone(self, asked: _Asked) -> None:
        try:
            result = self.writer.one(asked.work)
            self.writer.written()
        except BaseException as error:  # noqa: BLE001 - told to who asked for it
            asked.answer.set_exception(error)
        else:
            asked.answer.set_result(result)

    def _next(self) -> _Asked | None:
        """The next that was not cancelled."""
        while self._waiting:
            asked = self._waiting.popleft()
            if asked.answer.set_running_or_notify_cancel():
                return asked
        return None
