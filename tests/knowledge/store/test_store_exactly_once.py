"""The same update twice has its effects once: in turn, from threads, from processes, over a kill."""

import signal
import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest

from knowledge.store import ConversationStore, Database, HandledStore, OutboxStore, Outgoing, StoreSettings
from knowledge.store.rows import Handled, HandledStatus


def test_effects_happen_once(database: Database, now: datetime) -> None:
    handled, effects = HandledStore(database), []
    first = handled.once("update", now, lambda: effects.append("ran") or "result")
    second = handled.once("update", now, lambda: effects.append("ran again"))
    assert (first.ran, first.result) == (True, "result")
    assert (second.ran, second.result) == (False, None)
    assert effects == ["ran"]


def test_effects_that_fail_leave_the_update_to_be_done(database: Database, now: datetime) -> None:
    handled, outbox = HandledStore(database), OutboxStore(database)
    handled.start("update", now)

    def effects() -> None:
        outbox.queue(Outgoing("key", "chat", {}), now)
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        handled.once("update", now, effects)
    assert outbox.counts() == {}
    assert handled.find("update") == Handled(HandledStatus.STARTED, 1)
    assert handled.once("update", now, lambda: None).ran


def test_attempts_are_counted_until_it_is_finished(database: Database, now: datetime) -> None:
    handled = HandledStore(database)
    assert [handled.start("update", now).attempts for _ in range(3)] == [1, 2, 3]
    assert handled.fail("update", now)
    assert handled.start("update", now) == Handled(HandledStatus.FAILED, 3)
    assert not handled.once("update", now, lambda: None).ran
    assert not handled.fail("update", now)
    assert not handled.fail("unknown", now)


def test_only_key_and_status_are_kept(database: Database) -> None:
    columns = database.read(lambda sql: [column.name for column in sql.table("handled_update").columns])
    assert columns == ["key", "person", "status", "attempts", "started_at", "finished_at"]


def test_two_threads(database: Database, now: datetime) -> None:
    handled = HandledStore(database)
    ran: list[str] = []
    barrier = threading.Barrier(2)

    def work() -> None:
        barrier.wait()
        for number in range(50):
            handled.once(f"update-{number}", now, lambda number=number: ran.append(f"update-{number}"))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ran) == sorted(f"update-{number}" for number in range(50))


def test_two_processes(tmp_path: Path, start_process) -> None:
    path = tmp_path / "store.sqlite3"
    twins = [start_process("claim_keys.py", path, 60, name) for name in ("a", "b")]
    for twin in twins:
        assert twin.stdout.readline() == "ready\n"
    for twin in twins:
        twin.stdin.write("go\n")
        twin.stdin.flush()
    handled = [twin.communicate(timeout=300)[0].split() for twin in twins]
    assert [twin.returncode for twin in twins] == [0, 0]
    assert sorted(map(int, handled[0] + handled[1])) == list(range(60))
    with Database.open(StoreSettings(path)) as database:
        assert sum(OutboxStore(database).counts().values()) == 60


@pytest.mark.parametrize("confirmed", [1, 7, 40])
def test_a_killed_process_loses_nothing_confirmed(tmp_path: Path, start_process, confirmed: int) -> None:
    path = tmp_path / "store.sqlite3"
    process = start_process("write_until_killed.py", path)
    for _ in range(confirmed):
        assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate(timeout=300)
    assert process.returncode == -signal.SIGKILL
    last_confirmed = confirmed - 1 + len([line for line in rest.splitlines() if line.strip()])

    with Database.open(StoreSettings(path)) as database:
        handled, conversations = HandledStore(database), ConversationStore(database)
        for number in range(last_confirmed + 3):
            done = handled.find(f"update-{number}") is not None
            saved = conversations.load(f"chat-{number}").slots.get("step") == number
            assert done == saved, "a write is there half"
            assert done or number > last_confirmed, "a confirmed write is gone"
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
