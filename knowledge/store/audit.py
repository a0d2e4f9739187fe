"""What leads and trainers did, in rows that nobody can change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.rows import AuditRow
from knowledge.store.values import JsonObject, to_json, to_object, to_text, to_time


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which rows of the log; what is None does not matter.

    Attributes:
        action: Such as ``publish``.
        subject: Such as ``entry:mdo-voorbereiden``, or its kind alone: ``entry``.
        actor: A pseudonym.
        since: From this moment on.
        until: Before this moment.
    """

    action: str | None = None
    subject: str | None = None
    actor: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A part of the log, and how many rows there are in all."""

    rows: tuple[AuditRow, ...]
    total: int


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

    def page(self, chosen: AuditFilter, offset: int = 0, limit: int = 50) -> AuditPage:
        """A part of the log, newest first.

        Args:
            chosen: Which rows.
            offset: How many of them to pass over.
            limit: How many to give at most.
        """
        where = """
            (:action IS NULL OR action = :action) AND (:actor IS NULL OR actor = :actor)
            AND (:subject IS NULL OR subject = :subject OR substr(subject, 1, length(:subject) + 1) = :subject || ':')
            AND (:since IS NULL OR at >= :since) AND (:until IS NULL OR at < :until)
        """
        values = {
            "action": chosen.action,
            "actor": chosen.actor,
            "subject": chosen.subject,
            "since": to_text(chosen.since) if chosen.since else None,
            "until": to_text(chosen.until) if chosen.until else None,
            "limit": limit,
            "offset": offset,
        }

        def query(sql: Sql) -> AuditPage:
            total = sql.execute(f"SELECT COUNT(*) FROM audit WHERE {where}", values).fetchone()[0]  # noqa: S608
            found = sql.query(
                f"SELECT * FROM audit WHERE {where} ORDER BY id DESC LIMIT :limit OFFSET :offset",  # noqa: S608
                values,
            )
            return AuditPage(tuple(_audit_row(row) for row in found), total)

        return self._database.read(query)

    def actions(self) -> list[str]:
        """Every action that stands in the log, by name, to choose a filter from."""
        statement = "SELECT DISTINCT action FROM audit ORDER BY action"
        return self._database.read(lambda sql: [action for (action,) in sql.execute(statement)])


def _audit_row(row: dict[str, Any]) -> AuditRow:
    return AuditRow(
        audit_id=row["id"],
        at=to_time(row["at"]),
        actor=row["actor"],
        action=row["action"],
        subject=row["subject"],
        details=to_object(row["details"]),
    )
