"""From every earlier form of the tables to this one."""

from pathlib import Path

import pytest

from knowledge.errors import StoreMigrationError, StoreUnreadable
from knowledge.store import Database, MigrationStep, StoreSettings
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
    assert {name for name, strict in tables.items() if not strict} == {"_sqlite_migrations"}


def test_rows_survive_the_next_steps(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with Sql(path) as sql:
        migrations.apply(sql, stop_before=[NAMES[1]])
        sql.execute("INSERT INTO entry (slug, created_at) VALUES ('mdo', '2026-01-01')")
    with Database.open(StoreSettings(path)) as database:
        assert database.read(lambda sql: sql.execute("SELECT slug FROM entry").fetchall()) == [("mdo",)]


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
    ran = [int(process.communicate(timeout=20)[0]) for process in processes]
    assert sorted(ran) == [0, 0, 0, len(NAMES)]
