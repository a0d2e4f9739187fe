"""Writes that wait share a commit: each fails alone, and nobody is told of success before it is on disk."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from knowledge.errors import StoreError, StoreFull
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.settings import StoreSettings

Work = Callable[[Sql], object]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as opened:
        opened.write(lambda sql: sql.execute("CREATE TABLE note (number INTEGER PRIMARY KEY)"))
        yield opened


def add(number: int) -> Work:
    return lambda sql: sql.execute("INSERT INTO note VALUES (?)", [number]).rowcount


def held(database: Database, works: list[Work], cancel: int | None = None) -> list["Future[object]"]:
    """Ask for writes while the writer is busy with one, so that they wait together."""
    go, busy = threading.Event(), threading.Event()

    def wait(_: Sql) -> bool:
        busy.set()
        return go.wait(10)

    first = database._submit(wait)
    assert busy.wait(10)
    asked = [database._submit(work) for work in works]
    if cancel is not None:
        assert asked[cancel].cancel()
    go.set()
    assert first.result(10)
    return asked


def numbers(database: Database) -> list[int]:
    return [number for (number,) in database.read(lambda sql: sql.execute("SELECT number FROM note").fetchall())]


def test_writes_that_wait_share_a_commit(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    commits = []
    monkeypatch.setattr(Sql, "commit", lambda sql: (commits.append(1), sql.conn.commit())[1])
    assert [answer.result(10) for answer in held(database, [add(number) for number in range(20)])] == [1] * 20
    assert numbers(database) == list(range(20))
    assert len(commits) <= 4


def test_one_that_fails_fails_alone(database: Database) -> None:
    def odd(sql: Sql) -> None:
        add(7)(sql)
        raise LookupError("no")

    before, broken, double, after = held(database, [add(1), odd, add(1), add(2)])
    assert before.result(10) == after.result(10) == 1
    assert isinstance(broken.exception(10), LookupError)
    assert isinstance(double.exception(10), StoreError)
    assert numbers(database) == [1, 2]


def test_a_commit_that_fails_is_told_to_all(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Sql.commit

    def full(_: Sql) -> None:
        monkeypatch.setattr(Sql, "commit", real)
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    asked = held(database, [lambda _: monkeypatch.setattr(Sql, "commit", full), add(1), add(2)])
    assert [type(answer.exception(10)) for answer in asked] == [StoreFull] * 3
    assert numbers(database) == []
    assert database._submit(add(3)).result(10) == 1
    assert numbers(database) == [3]


def test_a_transaction_that_is_gone_keeps_nothing_of_the_group(database: Database) -> None:
    def undone(sql: Sql) -> None:
        sql.conn.rollback()
        raise sqlite3.OperationalError("database or disk is full")

    before, gone, after = held(database, [add(1), undone, add(2)])
    assert isinstance(gone.exception(10), StoreError)
    assert isinstance(before.exception(10), StoreError)
    assert after.result(10) == 1, "it had not begun"
    assert numbers(database) == [2]


def test_what_was_cancelled_before_it_began_is_left(database: Database) -> None:
    asked = held(database, [add(number) for number in (1, 2, 3)], cancel=1)
    assert [asked[0].result(10), asked[2].result(10)] == [1, 1]
    assert numbers(database) == [1, 3]
