"""The queries behind `OutboxStore`; each runs inside a read or write of the caller."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from knowledge.errors import OutboxStateError
from knowledge.store.connection import Sql
from knowledge.store.outbox_rows import DeadLetter, Outgoing, SentMessage
from knowledge.store.rows import OutboxRow, OutboxStatus
from knowledge.store.values import to_json, to_object, to_text, to_time


def insert(sql: Sql, outgoing: Outgoing, status: OutboxStatus, now: datetime) -> bool:
    """Adds a message, born `queued` or `sending`; False when its key is known already."""
    cursor = sql.execute(
        """
        INSERT INTO outbox
            (key, reference, chat, person, priority, message, status, attempts, not_before, created_at, subject)
        VALUES (:key, :reference, :chat, :person, :priority, :message, :status, :attempts, :now, :now, :subject)
        ON CONFLICT (key) DO NOTHING
        """,
        {
            "key": outgoing.key,
            "reference": outgoing.reference or secrets.token_hex(4),
            "chat": outgoing.chat,
            "person": outgoing.person,
            "priority": outgoing.priority,
            "message": to_json(outgoing.message),
            "status": status.value,
            "attempts": int(status is OutboxStatus.SENDING),
            "now": to_text(now),
            "subject": outgoing.subject,
        },
    )
    return cursor.rowcount > 0


def by_key(sql: Sql, key: str) -> OutboxRow:
    """The row of a key that is known to be there."""
    return _row(next(iter(sql.query("SELECT * FROM outbox WHERE key = ?", [key]))))


def claim(sql: Sql, now: datetime, at_most: int) -> OutboxRow | None:
    """Marks the next due message `sending`; see `OutboxStore.claim` for the order."""
    found = sql.execute(
        """
        UPDATE outbox SET status = 'sending', attempts = attempts + 1 WHERE id = (
            SELECT candidate.id FROM outbox AS candidate
            WHERE candidate.status = 'queued' AND candidate.not_before <= :now AND candidate.priority <= :at_most
              AND NOT EXISTS (
                SELECT 1 FROM outbox AS earlier
                WHERE earlier.chat = candidate.chat AND earlier.status IN ('queued', 'sending')
                  AND (earlier.priority, earlier.id) < (candidate.priority, candidate.id))
            ORDER BY candidate.priority, candidate.id LIMIT 1)
        RETURNING id
        """,
        {"now": to_text(now), "at_most": at_most},
    ).fetchone()
    if found is None:
        return None
    return _row(next(iter(sql.query("SELECT * FROM outbox WHERE id = ?", [found[0]]))))


def finish(sql: Sql, row_id: int, step: str, change: str, values: Sequence[str | int | None]) -> bool:
    """Applies `change` to a claimed row; False when the row is gone.

    Args:
        sql: The caller's write.
        row_id: The row.
        step: Name of the step, for the error.
        change: A statement that ends in `WHERE id = ?`.
        values: Its other parameters, in order.

    Raises:
        OutboxStateError: If the row is not `sending`.
    """
    row = sql.execute("SELECT status FROM outbox WHERE id = ?", [row_id]).fetchone()
    if row is None:
        return False
    if row[0] != "sending":
        raise OutboxStateError(row_id, row[0], step)
    sql.execute(change, [*values, row_id])
    return True


def dead_letters(sql: Sql, limit: int) -> list[DeadLetter]:
    """Messages given up, newest first."""
    found = sql.query(
        """
        SELECT id, reference, chat, attempts, last_error, created_at, finished_at FROM outbox
        WHERE status = 'dead' ORDER BY finished_at DESC, id DESC LIMIT ?
        """,
        [limit],
    )
    return [
        DeadLetter(
            row_id=row["id"],
            reference=row["reference"],
            chat=row["chat"],
            attempts=row["attempts"],
            last_error=row["last_error"],
            created_at=to_time(row["created_at"]),
            finished_at=to_time(row["finished_at"]),
        )
        for row in found
    ]


def sent_messages(sql: Sql, person: str) -> list[SentMessage]:
    """Messages to a person of which the platform's id is known, newest first."""
    found = sql.execute(
        """
        SELECT chat, channel_message_id FROM outbox
        WHERE person = ? AND status = 'sent' AND channel_message_id IS NOT NULL
        ORDER BY finished_at DESC, id DESC
        """,
        [person],
    )
    return [SentMessage(chat, message) for chat, message in found.fetchall()]


def first_moment(sql: Sql, column: str, *states: OutboxStatus) -> datetime | None:
    """The earliest time in a column over the rows in some states; None when there are none."""
    marks = ", ".join("?" * len(states))
    values = [state.value for state in states]
    row = sql.execute(f"SELECT MIN({column}) FROM outbox WHERE status IN ({marks})", values).fetchone()  # noqa: S608
    return None if row[0] is None else to_time(row[0])


def _row(row: dict[str, Any]) -> OutboxRow:
    return OutboxRow(
        row_id=row["id"],
        key=row["key"],
        reference=row["reference"],
        chat=row["chat"],
        person=row["person"],
        priority=row["priority"],
        message=None if row["message"] is None else to_object(row["message"]),
        status=OutboxStatus(row["status"]),
        attempts=row["attempts"],
        not_before=to_time(row["not_before"]),
        possibly_double=bool(row["possibly_double"]),
        subject=row["subject"],
    )
