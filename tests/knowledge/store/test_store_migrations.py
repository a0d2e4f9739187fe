"""From every earlier form of the tables to this one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.errors import StoreMigrationError, StoreUnreadable
from knowledge.store import Database, MigrationStep, OutboxStore, Outgoing, PostStore, QuestionStore, StoreSettings
from knowledge.store.connection import Sql
from knowledge.store.migrations import step_names
from knowledge.store.schema import migrations

NAMES = step_names()


def schema(path: Path) -> set[str]:
    with Sql(path) as sql:
        return {row[0] for row in sql.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


@pytest.mark.parametrize("done", range(len(NAMES) + 1))
def test_every_earlier_form_becomes_the_same(tmp_path: Path, done: int) -> None:
    fresh, earlier = tmp_path / "fresh.sqlite3", tmp_path / "earlier.sqlite3"
    Database.open(StoreSettings(fresh)).close()
    with Sql(earlier) as sql:
        if done:
            migrations.apply(sql, stop_before=NAMES[done : done + 1])

    steps: list[MigrationStep] = []
    Database.open(StoreSettings(earlier), steps.append).close()

    assert [step.name for step in steps] == NAMES[done:]
    assert [(step.number, step.total) for step in steps] == [
        (number, len(NAMES) - done) for number in range(1, len(NAMES) - done + 1)
    ]
    assert schema(earlier) == schema(fresh)


def test_all_tables_are_strict(database: Database) -> None:
    tables = database.read(lambda sql: {table.name: table.strict for table in sql.tables})
    # Made by the library and by SQLite itself (for AUTOINCREMENT).
    assert {name for name, strict in tables.items() if not strict} == {"_sqlite_migrations", "sqlite_sequence"}


def test_rows_survive_the_next_steps(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with Sql(path) as sql:
        migrations.apply(sql, stop_before=[NAMES[1]])
        sql.execute("INSERT INTO entry (slug, created_at) VALUES ('mdo', '2026-01-01')")
    with Database.open(StoreSettings(path)) as database:
        assert database.read(lambda sql: sql.execute("SELECT slug FROM entry").fetchall()) == [("mdo",)]


def test_waiting_messages_and_questions_survive_new_tables(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with Sql(path) as sql:
        migrations.apply(sql, stop_before=["m009_ids_not_reused"])
        sql.execute(
            "INSERT INTO outbox (id, key, reference, chat, priority, message, status, not_before, created_at)"
            " VALUES (7, 'key', 'ref', 'chat', 100, '{\"n\":1}', 'queued', '2026-01-01', '2026-01-01')"
        )
        sql.execute(
            "INSERT INTO unanswered_question (id, asked_at, reason, redacted_text, candidates)"
            " VALUES (9, '2026-01-01', 'flagged', 'klopt dit', '[]')"
        )
    later = datetime(2026, 3, 2, tzinfo=UTC)
    with Database.open(StoreSettings(path)) as database:
        row = OutboxStore(database).claim(later)
        assert row is not None
        assert (row.row_id, row.key, row.message) == (7, "key", {"n": 1})
        assert [item.question_id for item in QuestionStore(database).open_questions()] == [9]
        assert OutboxStore(database).queue(Outgoing("next", "chat", {}), later).row_id == 8


def test_a_message_that_waited_without_a_subject_is_no_post(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with Sql(path) as sql:
        migrations.apply(sql, stop_before=["m010_consultations"])
        sql.execute(
            "INSERT INTO outbox (id, key, reference, chat, priority, message, status, not_before, created_at)"
            " VALUES (7, 'key', 'ref', 'chat', 100, '{\"n\":1}', 'queued', '2026-01-01', '2026-01-01')"
        )
    later = datetime(2026, 3, 2, tzinfo=UTC)
    with Database.open(StoreSettings(path)) as database:
        row = OutboxStore(database).claim(later)
        assert row is not None
        assert (row.row_id, row.subject) == (7, None)
        assert OutboxStore(database).sent(7, later, "501")
        assert PostStore(database).subject_at("chat", "501") is None


def test_a_failing_step_changes_nothing_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with Sql(path) as sql:
        migrations.apply(sql, stop_before=[NAMES[3]])
        sql.execute("CREATE TABLE outbox (in_the_way TEXT)")
    before = schema(path)
    with pytest.raises(StoreMigrationError, match=r"store.sqlite3.*outbox already exists") as caught:
        Database.open(StoreSettings(path))
    assert caught.value.migration == NAMES[3]
    assert schema(path) == before


def test_a_file_of_a_newer_version_is_left_alone(settings: StoreSettings) -> None:
    Database.open(settings).close()
    with Sql(settings.path) as sql:
        sql["_sqlite_migrations"].insert({"migration_set": "houvast", "name": "m999_later", "applied_at": "2030-01-01"})
    with pytest.raises(StoreMigrationError, match=r"m999_later.*newer Houvast"):
        Database.open(settings)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with Sql(path) as sql:
        sql["contacts"].insert({"name": "somebody"})
    with pytest.raises(StoreUnreadable, match="another program"):
        Database.open(StoreSettings(path))
    with Sql(path) as sql:
        assert sql.table_names() == ["contacts"]


def test_processes_that_start_together_migrate_once(tmp_path: Path, start_process) -> None:
    path = tmp_path / "store.sqlite3"
    processes = [start_process("open_store.py", path) for _ in range(4)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    ran = [int(process.communicate(timeout=300)[0]) for process in processes]
    assert sorted(ran) == [0, 0, 0, len(NAMES)]
