"""Opening, transactions, threads."""

import asyncio
import sqlite3
import stat
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.errors import StoreError
from knowledge.store import (
    ConversationStore,
    Database,
    EntryStore,
    HandledStore,
    OutboxStore,
    Outgoing,
    StoreSettings,
)
from knowledge.store.rows import ConversationState, SeedEntry


def test_connections_are_set_up_for_safety(database: Database) -> None:
    def pragmas(sql) -> dict[str, object]:
        names = ("journal_mode", "foreign_keys", "synchronous", "secure_delete", "busy_timeout")
        return {name: sql.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    wanted = {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
        "busy_timeout": 2000,
    }
    assert database.write(pragmas) == wanted
    assert database.read(pragmas) == wanted


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "store.sqlite3"
    with Database.open(StoreSettings(path)) as database:
        HandledStore(database).find("key")
        for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_write_is_kept_whole_or_not_at_all(database: Database, now: datetime) -> None:
    outbox, conversations = OutboxStore(database), ConversationStore(database)

    def work() -> None:
        conversations.save(ConversationState("chat", slots={"step": 1}), now)
        outbox.queue(Outgoing("key", "chat", {}), now)
        raise RuntimeError("after both writes")

    with pytest.raises(RuntimeError, match="after both"):
        database.together(work)
    assert outbox.counts() == {}
    assert conversations.load("chat") == ConversationState("chat")


def test_together_sees_its_own_writes_while_others_do_not(database: Database, now: datetime) -> None:
    outbox = OutboxStore(database)
    seen_outside: list[int] = []

    def work() -> int:
        outbox.queue(Outgoing("key", "chat", {}), now)
        other = threading.Thread(target=lambda: seen_outside.append(len(outbox.counts())))
        other.start()
        other.join()
        return len(outbox.counts())

    assert database.together(work) == 1
    assert seen_outside == [0]


def test_a_part_may_fail_without_the_rest(database: Database, now: datetime) -> None:
    outbox = OutboxStore(database)

    def work() -> None:
        outbox.queue(Outgoing("kept", "chat", {}), now)
        with pytest.raises(ValueError, match="time zone"):
            outbox.queue(Outgoing("refused", "chat", {}), now.replace(tzinfo=None))

    database.together(work)
    assert sum(outbox.counts().values()) == 1


def test_going_on_after_a_lost_transaction_is_refused(database: Database, now: datetime) -> None:
    outbox = OutboxStore(database)

    def work(sql) -> None:
        outbox.queue(Outgoing("first", "chat", {}), now)
        sql.conn.execute("ROLLBACK")  # what SQLite does by itself when the disk fails
        outbox.queue(Outgoing("second", "chat", {}), now)

    with pytest.raises(StoreError, match="undid this transaction"):
        database.write(work)
    assert outbox.counts() == {}
    outbox.queue(Outgoing("third", "chat", {}), now)
    assert sum(outbox.counts().values()) == 1


def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(StoreError, match="readonly"):
        database.read(lambda sql: sql.execute("DELETE FROM outbox").rowcount)


def test_readers_see_one_moment_while_the_writer_writes(database: Database, now: datetime) -> None:
    """Each write changes all entries; a reader that saw two moments would find different hashes."""
    entries = EntryStore(database)
    slugs = [f"entry-{number}" for number in range(20)]

    def seeds(turn: int) -> list[SeedEntry]:
        return [SeedEntry(slug, f"hash-{turn}", {"turn": turn}) for slug in slugs]

    entries.import_seeds(seeds(0), now)
    mixed: list[set[str]] = []
    reads = [0, 0]
    stop = threading.Event()

    def look(reader: int) -> None:
        while not stop.is_set():

            def query(sql) -> set[str]:
                half = "SELECT content_hash FROM entry_version WHERE id IN (SELECT published_version FROM entry"
                first = {row[0] for row in sql.execute(f"{half} WHERE id % 2 = 0)")}
                return first | {row[0] for row in sql.execute(f"{half} WHERE id % 2 = 1)")}

            found = database.read(query)
            reads[reader] += 1
            if len(found) != 1:
                mixed.append(found)

    readers = [threading.Thread(target=look, args=[number]) for number in range(2)]
    for reader in readers:
        reader.start()
    turn = 0
    while turn < 40 or (min(reads) == 0 and all(reader.is_alive() for reader in readers)):
        turn += 1
        entries.import_seeds(seeds(turn), now)
    stop.set()
    for reader in readers:
        reader.join()
    assert mixed == []
    assert min(reads) > 0


def test_connections_of_finished_threads_are_closed(database: Database) -> None:
    kept: list[sqlite3.Connection] = []

    def look() -> None:
        database.read(lambda sql: kept.append(sql.conn))

    for _ in range(2):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        kept[0].execute("SELECT 1")


async def test_writes_and_reads_without_blocking_the_loop(database: Database, now: datetime) -> None:
    handled = HandledStore(database)
    ran = await asyncio.gather(
        *(database.atogether(lambda: handled.once("key", now, lambda: None).ran) for _ in range(8))
    )
    assert sorted(ran) == [False] * 7 + [True]
    assert await database.aread(lambda: handled.find("key")) is not None


def test_a_log_that_a_reader_held_back_is_emptied_by_the_next_write(settings: StoreSettings) -> None:
    log = settings.path.with_name(settings.path.name + "-wal")
    with Database.open(replace(settings, busy_timeout_ms=0)) as database:
        handled, now = HandledStore(database), datetime.now(UTC)
        handled.once("forgotten", now, lambda: None)
        with closing(sqlite3.connect(settings.path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            handled.once("before the log is emptied", now, lambda: None)
            database.checkpoint()
            assert log.stat().st_size > 0, "the reader still needs it"
            handled.once("while it reads", now, lambda: None)
            assert log.stat().st_size > 0
        handled.once("after it", now, lambda: None)
        assert log.stat().st_size == 0


def test_a_closed_store_says_so(settings: StoreSettings) -> None:
    database = Database.open(settings)
    handled = HandledStore(database)
    database.close()
    database.close()
    with pytest.raises(StoreError, match="was closed"):
        handled.find("key")
    with pytest.raises(StoreError, match="was closed"):
        database.checkpoint()


def test_settings_refuse_impossible_values() -> None:
    with pytest.raises(ValueError, match="busy_timeout_ms is -1"):
        StoreSettings(busy_timeout_ms=-1)
