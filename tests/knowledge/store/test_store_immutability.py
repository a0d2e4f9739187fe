"""Nobody edits versions, decisions or audit, also not with another tool on the file."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

import pytest

from knowledge.errors import StoreError
from knowledge.store import AuditLog, Database, EntryStore

TABLES = ("entry_version", "version_decision", "audit")


@pytest.fixture
def other_tool(database: Database, version_id: int, now: datetime) -> Iterator[sqlite3.Connection]:
    """A plain connection without any of our settings, on a file with a row in each table."""
    EntryStore(database).confirm(version_id, "lead", now)
    connection = sqlite3.connect(database.settings.path)
    yield connection
    connection.close()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET id = id",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    ],
)
def test_rows_stay_as_they_are(other_tool: sqlite3.Connection, table: str, statement: str) -> None:
    before = other_tool.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        other_tool.execute(statement.format(table=table))
    assert other_tool.execute(f"SELECT * FROM {table}").fetchall() == before


def test_a_version_is_not_replaced_through_its_number(other_tool: sqlite3.Connection) -> None:
    columns = "entry_id, number, origin, content_hash, document, status, created_at, created_by"
    with pytest.raises(sqlite3.IntegrityError, match="entry_version is append-only"):
        other_tool.execute(f"INSERT OR REPLACE INTO entry_version ({columns}) SELECT {columns} FROM entry_version")


def test_the_store_itself_is_refused_too(database: Database, now: datetime) -> None:
    AuditLog(database).append("lead", "sign_in", "desk", now)
    with pytest.raises(StoreError, match=r"refused by a rule.*audit is append-only"):
        database.write(lambda sql: sql.execute("DELETE FROM audit"))
    assert len(AuditLog(database).rows()) == 1


def test_an_act_and_its_trace_are_kept_together(database: Database, version_id: int, now: datetime) -> None:
    entries, audit = EntryStore(database), AuditLog(database)

    def work() -> None:
        entries.confirm(version_id, "lead", now)
        raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        database.together(work)
    assert audit.rows() == []
    assert not entries.published()[0].confirmed


def test_the_audit_log_names_pseudonyms(database: Database, version_id: int, now: datetime) -> None:
    audit = AuditLog(database)
    EntryStore(database).confirm(version_id, "telegram:4711", now)
    audit.append("telegram:4711", "sign_in", "desk", now, {"way": "deep link"})
    newest, oldest = audit.rows()
    assert (newest.action, newest.subject, newest.details) == ("sign_in", "desk", {"way": "deep link"})
    assert newest.at == now
    assert newest.actor == oldest.actor
    assert "4711" not in newest.actor
    assert [row.action for row in audit.rows("entry:mdo-voorbereiden")] == ["confirm"]
