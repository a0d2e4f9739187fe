"""Copies of a database in use, what is told of a file, and the lock that keeps a store from being replaced."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.errors import StoreInUse, StoreUnreadable
from knowledge.store import AuditLog, Database, StoreSettings
from knowledge.store.backup import copy_database
from knowledge.store.inspection import inspect, read_schema
from knowledge.store.migrations import step_names
from knowledge.store.presence import Presence, alone

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(tmp_path / "data" / "houvast.sqlite3")


def rows(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("SELECT COUNT(*) FROM audit").fetchone()[0])


def test_a_copy_holds_what_was_committed_and_is_one_private_file(settings: StoreSettings, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    with Database.open(settings) as database:
        AuditLog(database).append("telegram:1", "publish", "entry:a", NOW)
        schema = copy_database(settings.path, target, 100)
        AuditLog(database).append("telegram:1", "publish", "entry:b", NOW)
    assert schema.applied == tuple(step_names())
    assert rows(target) == 1
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.sqlite3"]
    assert not inspect(target).wal


def test_a_copy_is_whole_while_others_write(settings: StoreSettings, tmp_path: Path) -> None:
    stop = threading.Event()
    with Database.open(settings) as database:
        log = AuditLog(database)

        def write() -> None:
            while not stop.is_set():
                database.together(lambda: [log.append("telegram:1", "a", "b", NOW) for _ in range(2)])

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(5):
                target = tmp_path / f"copy-{number}.sqlite3"
                copy_database(settings.path, target, 1000)
                assert rows(target) % 2 == 0, "half a transaction was copied"
        finally:
            stop.set()
            writer.join()


def test_a_copy_of_nothing_or_of_something_damaged_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreadable, match="no such file"):
        copy_database(tmp_path / "none.sqlite3", tmp_path / "copy.sqlite3", 100)
    (tmp_path / "bad.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(StoreUnreadable):
        copy_database(tmp_path / "bad.sqlite3", tmp_path / "copy.sqlite3", 100)
    assert not (tmp_path / "copy.sqlite3").exists()


def test_an_inspection_of_a_good_file(settings: StoreSettings) -> None:
    with Database.open(settings) as database:
        AuditLog(database).append("telegram:1", "publish", "entry:a", NOW)
        found = inspect(settings.path)
    assert (found.damage, found.wal, found.last_written) == ((), True, NOW)
    assert found.schema.version == step_names()[-1]
    assert not found.schema.pending
    assert not found.schema.newer
    assert not found.schema.foreign


def test_an_inspection_of_a_damaged_file(settings: StoreSettings) -> None:
    with Database.open(settings) as database:
        log = AuditLog(database)
        database.together(lambda: [log.append("telegram:1", "a", f"b:{number:0500}", NOW) for number in range(50)])
        database.checkpoint()
    data = bytearray(settings.path.read_bytes())
    data[-4096:-4088] = b"\xff" * 8  # the header of the last page
    settings.path.write_bytes(data)
    assert inspect(settings.path).damage


def test_a_newer_and_a_foreign_file_are_told(settings: StoreSettings, tmp_path: Path) -> None:
    Database.open(settings).close()
    with closing(sqlite3.connect(settings.path)) as raw, raw:
        raw.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('houvast', 'm999', 'x')")
    assert read_schema(settings.path).newer == ("m999",)
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as raw, raw:
        raw.execute("CREATE TABLE address (name)")
    assert read_schema(tmp_path / "other.sqlite3").foreign


def test_nobody_replaces_a_store_that_is_open(settings: StoreSettings) -> None:
    with Database.open(settings), pytest.raises(StoreInUse, match="running Houvast"), alone(settings.path):
        pass
    with alone(settings.path), pytest.raises(StoreInUse, match="backup is being put"):
        Database.open(settings)
    Database.open(settings).close()


def test_a_killed_process_holds_nothing(settings: StoreSettings) -> None:
    settings.path.parent.mkdir()
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom knowledge.store.presence import Presence\n"
        "held = Presence(Path(sys.argv[1]))\nprint('in', flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(settings.path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"in\n"
        with pytest.raises(StoreInUse), alone(settings.path):
            pass
        process.kill()
    with alone(settings.path):
        pass
    Presence(settings.path).leave()
