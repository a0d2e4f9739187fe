"""The open database: one thread that writes, one read connection per reading thread."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from logging import getLogger
from types import TracebackType
from typing import Self, TypeVar

from knowledge.errors import StoreError, StoreUnreadable
from knowledge.store.connection import (
    Sql,
    connect,
    create_file,
    empty_log,
    read_transaction,
    switch_to_wal,
    without_waiting,
    write_transaction,
)
from knowledge.store.failures import translated
from knowledge.store.grouping import Group, Writer
from knowledge.store.migrations import Progress, migrate
from knowledge.store.presence import Presence
from knowledge.store.settings import StoreSettings

LOG = getLogger(__name__)
T = TypeVar("T")


class Database:
    """Every read and write of the store goes through here.

    SQLite has one writer at a time. Giving the process one writing thread turns waiting for the lock inside
    the process into an orderly queue, and lets one transaction span several stores: what is written inside
    `together` commits as a whole. Reads never wait for writes (WAL), and see one moment each.

    Safe to share between threads. Not to be carried across `fork`.

    Attributes:
        settings: The settings it was opened with.
    """

    def __init__(self, settings: StoreSettings) -> None:
        self.settings = settings
        self._path = settings.path
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store-writer")
        self._writer_thread: threading.Thread | None = None
        self._writing: Sql | None = None
        self._presence: Presence | None = None
        self._in_write = False
        self._log_to_empty = False
        self._readers: dict[threading.Thread, Sql] = {}
        self._readers_lock = threading.Lock()
        self._closed = False
        self._group = Group(Writer(self._path, self._open_writer, self._work, self._checkpoint_if_due))

    @classmethod
    def open(cls, settings: StoreSettings, progress: Progress | None = None) -> Self:
        """Opens the file, makes it if needed, checks it and brings its tables up to date.

        Args:
            settings: Path, busy timeout and retention.
            progress: Told before each migration step.

        Raises:
            StoreUnreadable: Not a database, damaged, of another program, or not to be opened.
            StoreLocked: Another process keeps it locked.
            StoreInUse: A backup is being put in its place.
            StoreMigrationError: The tables could not be brought up to date.
            StoreFull: No room on the disk.
        """
        database = cls(settings)
        try:
            database._writer.submit(database._start, progress).result()
        except BaseException:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Finishes the writes that were asked for and closes all connections; twice is fine.

        Call it when no other thread reads any more.
        """
        if self._closed:
            return
        self._closed = True
        self._writer.submit(self._stop).result()
        self._writer.shutdown(wait=True)
        with self._readers_lock:
            for reader in self._readers.values():
                reader.close()
            self._readers.clear()
        if self._presence is not None:
            self._presence.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, work: Callable[[Sql], T]) -> T:
        """Runs `work` on the writing thread in one transaction and returns what it returns.

        Blocks until it is committed. Called from inside another write it joins that transaction, as a
        savepoint. `work` must be short and must not wait for another thread that writes.

        Raises:
            StoreError: As translated from SQLite; nothing of `work` is kept.
            Exception: Whatever `work` raises; nothing of it is kept.
        """
        if threading.current_thread() is self._writer_thread:
            return self._work(work)
        return self._submit(work).result()

    async def awrite(self, work: Callable[[Sql], T]) -> T:
        """Like `write`, without blocking the event loop.

        Cancelling the waiting task does not undo a write that has begun.
        """
        return await asyncio.wrap_future(self._submit(work))

    def together(self, work: Callable[[], T]) -> T:
        """Runs calls to several stores as one transaction: all of it is kept, or nothing.

        Example:
            `database.together(lambda: (conversations.save(state, now), outbox.queue(message, now)))`
        """
        return self.write(lambda _: work())

    async def atogether(self, work: Callable[[], T]) -> T:
        """Like `together`, without blocking the event loop. One call to one store may go this way too."""
        return await self.awrite(lambda _: work())

    def read(self, work: Callable[[Sql], T]) -> T:
        """Runs queries that all see the same committed moment; inside a write they see that write.

        `work` must fetch what it needs: a cursor does not outlive it.

        Raises:
            StoreError: As translated from SQLite.
        """
        if threading.current_thread() is self._writer_thread:
            return self._work(work)
        with translated(self._path):
            sql = self._reader()
            with read_transaction(sql):
                return work(sql)

    @property
    def in_own_write(self) -> bool:
        """Whether this thread is inside a write: what it reads is not committed yet, and may be undone."""
        return threading.current_thread() is self._writer_thread

    async def aread(self, work: Callable[[], T]) -> T:
        """Runs reading calls to stores on another thread, so that the event loop goes on."""
        return await asyncio.to_thread(work)

    def checkpoint(self) -> None:
        """Moves the write-ahead log into the main file and empties it.

        Called after forgetting, because the log still holds the pages as they were. A reader at work, in this process
        or another, can hold it back for longer than the time-out; every write after it then tries again, because
        SQLite's own checkpoints leave what stands in the log (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint).
        """
        self._submit_raw(self._checkpoint).result()

    def _start(self, progress: Progress | None) -> None:
        self._writer_thread = threading.current_thread()
        create_file(self._path)
        self._presence = Presence(self._path)
        with translated(self._path):
            self._writing = sql = connect(self._path, self.settings.busy_timeout_ms, read_only=False)
            if not switch_to_wal(sql, self.settings.busy_timeout_ms):
                raise StoreUnreadable(self._path, "WAL does not work here; use a folder on a local disk")
            first = sql.execute("PRAGMA quick_check(1)").fetchone()[0]
            if first != "ok":
                raise StoreUnreadable(self._path, str(first))
            migrate(sql, self._path, progress)

    def _stop(self) -> None:
        if self._writing is not None:
            self._writing.close()

    def _checkpoint(self) -> None:
        with translated(self._path):
            held_back = empty_log(self._open_writer())
        self._log_to_empty = held_back

    def _checkpoint_if_due(self) -> None:
        if not self._log_to_empty:
            return
        try:
            with translated(self._path), without_waiting(self._open_writer(), self.settings.busy_timeout_ms) as sql:
                self._log_to_empty = empty_log(sql)
        except StoreError as error:
            # What was asked for is committed: who asked must not hear that it failed.
            LOG.warning("the write-ahead log could not be emptied, the next write tries again: %s", error)

    def _work(self, work: Callable[[Sql], T]) -> T:
        sql = self._open_writer()
        nested = self._in_write
        if nested and not sql.conn.in_transaction:
            # A full or failing disk can undo the whole transaction (https://www.sqlite.org/lang_transaction.html).
            # Whoever caught that error and went on would commit the rest of it alone.
            raise StoreError(
                f"{self._path}: an earlier failure undid this transaction. Let that error through and try again."
            )
        self._in_write = True
        try:
            with translated(self._path), write_transaction(sql):
                return work(sql)
        finally:
            self._in_write = nested

    def _submit(self, work: Callable[[Sql], T]) -> Future[T]:
        self._refuse_closed()
        answer = self._group.add(work)
        self._submit_raw(self._group.write)
        return answer

    def _submit_raw(self, job: Callable[[], T]) -> Future[T]:
        self._refuse_closed()
        return self._writer.submit(job)

    def _refuse_closed(self) -> None:
        if self._closed:
            raise StoreError(f"{self._path}: the store was closed. Open it again before using it.")

    def _open_writer(self) -> Sql:
        if self._writing is None:
            raise StoreError(f"{self._path}: the store is not open. Use Database.open(settings).")
        return self._writing

    def _reader(self) -> Sql:
        thread = threading.current_thread()
        with self._readers_lock:
            self._refuse_closed()
            for gone in [other for other in self._readers if not other.is_alive()]:
                self._readers.pop(gone).close()
            if thread not in self._readers:
                self._readers[thread] = connect(self._path, self.settings.busy_timeout_ms, read_only=True)
            return self._readers[thread]
