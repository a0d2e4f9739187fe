"""What leads and trainers did, in rows that nobody can change."""

from datetime import datetime
from typing import Any

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.rows import AuditRow
from knowledge.store.values import JsonObject, to_json, to_object, to_text, to_time


def record(sql: Sql, person: str, action: str, subject: str, now: datetime, details: JsonObject | None = None) -> None:
    """Appends a row inside the caller's write, so that an act and its trace are kept together."""
    sql.execute(
        "INSERT INTO audit (at, actor, action, subject, details) VALUES (?, ?, ?, ?, ?)",
        [to_text(now), pseudonym_of(sql, person), action, subject, to_json(details or {})],
    )


class AuditLog:
    """Appends to and reads the audit log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, person: str, action: str, subject: str, now: datetime, details: JsonObject | None = None) -> None:
        """Records that a person did something.

        Args:
            person: Who; stored as a pseudonym.
            action: What, such as `publish`.
            subject: To what, such as `entry:mdo-voorbereiden`.
            now: When.
            details: Anything more; no personal data, since it can never be removed.
        """
        self._database.write(lambda sql: record(sql, person, action, subject, now, details))

    def rows(self, subject: str | None = None, limit: int = 100) -> list[AuditRow]:
        """The latest rows, newest first; of one subject if given."""

        def query(sql: Sql) -> list[AuditRow]:
            found = sql.query(
                "SELECT * FROM audit WHERE :subject IS NULL OR subject = :subject ORDER BY id DESC LIMIT :limit",
                {"subject": subject, "limit": limit},
            )
            return [_audit_row(row) for row in found]

        return self._database.read(query)


def _audit_row(row: dict[str, Any]) -> AuditRow:
    return AuditRow(
        audit_id=row["id"],
        at=to_time(row["at"]),
        actor=row["actor"],
        action=row["action"],
        subject=row["subject"],
        details=to_object(row["details"]),
    )
