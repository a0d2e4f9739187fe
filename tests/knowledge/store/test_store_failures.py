"""Locked, full, damaged: each its own error, and nothing lost."""

import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from knowledge.errors import StoreError, StoreFull, StoreLocked, StoreUnreadable
from knowledge.store import Database, HandledStore, OutboxStore, Outgoing, StoreSettings


def test_a_lock_held_by_another_process_is_reported(tmp_path: Path, now: datetime) -> None:
    settings = StoreSettings(tmp_path / "store.sqlite3", busy_timeout_ms=50)
    with Database.open(settings) as database:
        handled = HandledStore(database)
        other = sqlite3.connect(settings.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match=r"store\.sqlite3: another process is writing"):
            handled.once("key", now, lambda: None)
        assert handled.find("key") is None  # reading goes on
        with pytest.raises(StoreLocked):
            Database.open(settings)
        other.execute("COMMIT")
        other.close()
        assert handled.once("key", now, lambda: None).ran


def test_a_write_waits_for_a_lock_that_is_released(settings: StoreSettings, now: datetime) -> None:
    """Also when the other one committed after our last look: the lock is taken before reading."""
    with Database.open(replace(settings, busy_timeout_ms=60_000)) as database:
        handled = HandledStore(database)
        assert handled.find("key") is None
        other = sqlite3.connect(settings.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO handled_update VALUES ('key', NULL, 'done', 1, 'then', 'then')")
        waiting = database._submit(lambda _: handled.once("key", now, lambda: None).ran)
        other.execute("COMMIT")
        other.close()
        assert waiting.result(timeout=120) is False


def test_a_full_store_keeps_what_it_had_and_goes_on_later(database: Database, now: datetime) -> None:
    outbox = OutboxStore(database)
    outbox.queue(Outgoing("before", "chat", {}), now)

    def limit(pages: int) -> None:
        database._writer.submit(lambda: database._writing.execute(f"PRAGMA max_page_count = {pages}")).result()

    limit(1)  # SQLite makes this the present size
    with pytest.raises(StoreFull, match=r"no room to write \(database or disk is full\)"):
        outbox.queue(Outgoing("large", "chat", {"text": "x" * 100_000}), now)
    assert sum(outbox.counts().values()) == 1
    limit(1_000_000)
    outbox.queue(Outgoing("large", "chat", {"text": "x" * 100_000}), now)
    assert sum(outbox.counts().values()) == 2


def test_a_file_size_limit_counts_as_full(tmp_path: Path, start_process) -> None:
    process = start_process("fill_limit.py", tmp_path / "store.sqlite3")
    output, _ = process.communicate(timeout=300)
    counted, message, after = output.splitlines()
    confirmed, stored = map(int, counted.split())
    assert confirmed == stored > 0
    assert "no room to write" in message
    assert int(after) == confirmed + 1


@pytest.mark.parametrize("content", [b"geen database " * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StoreUnreadable, match="put back the last backup"):
        Database.open(StoreSettings(path))
    assert path.read_bytes() == content


def test_a_damaged_page_is_found_at_start(settings: StoreSettings, now: datetime) -> None:
    with Database.open(settings) as database:
        outbox = OutboxStore(database)
        for number in range(50):
            outbox.queue(Outgoing(f"key-{number}", "chat", {"text": "x" * 1000}), now)
        database.checkpoint()
        root = database.read(
            lambda sql: sql.execute("SELECT rootpage FROM sqlite_master WHERE name = 'outbox'").fetchone()[0]
        )
    with settings.path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with pytest.raises(StoreUnreadable, match="damaged"):
        Database.open(settings)


def test_a_folder_or_a_file_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreadable, match="unable to open"):
        Database.open(StoreSettings(tmp_path))
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnreadable):
        Database.open(StoreSettings(tmp_path / "file" / "store.sqlite3"))


def test_a_bug_in_a_statement_is_a_store_error(database: Database) -> None:
    with pytest.raises(StoreError, match=r"store\.sqlite3: no such table"):
        database.read(lambda sql: sql.execute("SELECT * FROM no_such"))
