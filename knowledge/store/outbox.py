"""Messages on their way out: at least once, in order per chat, danger first."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.errors import OutboxStateError
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.rows import OutboxRow, OutboxStatus
from knowledge.store.values import JsonObject, to_json, to_object, to_text, to_time

DANGER = 0
"""Priority of danger cards; nothing goes before them."""

NORMAL = 100
"""Priority of everything else."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to queue.

    Attributes:
        key: Unique per message, such as `telegram:update:812:0`; queueing it again changes nothing.
        chat: Where it goes, as the channel's opaque id; order is kept within a chat.
        message: What to send, in the channel's own form. Dropped from the store once sent.
        person: Whom it is about or for, as an opaque id.
        priority: Lower goes first, within the chat and over all chats.
    """

    key: str
    chat: str
    message: JsonObject
    person: str | None = None
    priority: int = NORMAL


class OutboxStore:
    """The queue of outgoing messages; one process sends.

    A row is `sending` from before the call to the platform until its answer is stored. One found so at start
    may or may not have arrived: it is sent again, flagged.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, outgoing: Outgoing, now: datetime) -> OutboxRow:
        """Adds a message, or returns the row that its key already has."""

        def work(sql: Sql) -> OutboxRow:
            sql.execute(
                """
                INSERT INTO outbox (key, reference, chat, person, priority, message, status, not_before, created_at)
                VALUES (:key, :reference, :chat, :person, :priority, :message, 'queued', :now, :now)
                ON CONFLICT (key) DO NOTHING
                """,
                {
                    "key": outgoing.key,
                    "reference": secrets.token_hex(4),
                    "chat": outgoing.chat,
                    "person": outgoing.person,
                    "priority": outgoing.priority,
                    "message": to_json(outgoing.message),
                    "now": to_text(now),
                },
            )
            return _row(next(iter(sql.query("SELECT * FROM outbox WHERE key = ?", [outgoing.key]))))

        return self._database.write(work)

    def recover(self, now: datetime) -> int:
        """Queues again what a crash left `sending`, flagged `possibly_double`; returns how many.

        To be called once at start by the one process that sends, before its first `claim`.
        """

        def work(sql: Sql) -> int:
            cursor = sql.execute(
                "UPDATE outbox SET status = 'queued', possibly_double = 1, not_before = ? WHERE status = 'sending'",
                [to_text(now)],
            )
            return cursor.rowcount

        return self._database.write(work)

    def claim(self, now: datetime) -> OutboxRow | None:
        """Marks the next message `sending` and returns it; None when nothing is due.

        A message waits for every message of its chat that is before it (more urgent, or as urgent and older),
        also while that one is being sent or waits for its retry. Danger has nothing before it but danger.
        """

        def work(sql: Sql) -> OutboxRow | None:
            found = sql.execute(
                """
                UPDATE outbox SET status = 'sending', attempts = attempts + 1 WHERE id = (
                    SELECT candidate.id FROM outbox AS candidate
                    WHERE candidate.status = 'queued' AND candidate.not_before <= :now AND NOT EXISTS (
                        SELECT 1 FROM outbox AS earlier
                        WHERE earlier.chat = candidate.chat AND earlier.status IN ('queued', 'sending')
                          AND (earlier.priority, earlier.id) < (candidate.priority, candidate.id))
                    ORDER BY candidate.priority, candidate.id LIMIT 1)
                RETURNING id
                """,
                {"now": to_text(now)},
            ).fetchone()
            if found is None:
                return None
            return _row(next(iter(sql.query("SELECT * FROM outbox WHERE id = ?", [found[0]]))))

        return self._database.write(work)

    def next_due(self) -> datetime | None:
        """The earliest retry time of a queued message, so that a sender knows how long to sleep."""

        def query(sql: Sql) -> datetime | None:
            row = sql.execute("SELECT MIN(not_before) FROM outbox WHERE status = 'queued'").fetchone()
            return None if row[0] is None else to_time(row[0])

        return self._database.read(query)

    def sent(self, row_id: int, now: datetime, channel_message_id: str | None = None) -> bool:
        """Marks a message as arrived and drops its text.

        Args:
            row_id: The claimed row.
            now: When.
            channel_message_id: The platform's id, to edit or delete it later.

        Returns:
            False when the row is gone because its person was forgotten meanwhile.

        Raises:
            OutboxStateError: If the row is not `sending`.
        """
        change = (
            "UPDATE outbox SET status = 'sent', message = NULL, last_error = NULL, finished_at = ?,"
            " channel_message_id = ? WHERE id = ?"
        )
        return self._finish(row_id, "sent", change, [to_text(now), channel_message_id])

    def retry(self, row_id: int, not_before: datetime, error: str) -> bool:
        """Queues a message again for later; the rest of its chat waits with it.

        Args:
            row_id: The claimed row.
            not_before: When to try again, such as what the platform's flood limit says.
            error: What went wrong, without any of the text.

        Returns:
            False when the row is gone because its person was forgotten meanwhile.

        Raises:
            OutboxStateError: If the row is not `sending`.
        """
        change = "UPDATE outbox SET status = 'queued', not_before = ?, last_error = ? WHERE id = ?"
        return self._finish(row_id, "queued again", change, [to_text(not_before), error])

    def dead(self, row_id: int, now: datetime, error: str) -> bool:
        """Gives a message up, so that its chat goes on. Arguments, result and errors as in `retry`."""
        change = "UPDATE outbox SET status = 'dead', finished_at = ?, last_error = ? WHERE id = ?"
        return self._finish(row_id, "dead", change, [to_text(now), error])

    def counts(self) -> dict[OutboxStatus, int]:
        """How many messages are in each state; states without messages are left out."""

        def query(sql: Sql) -> dict[OutboxStatus, int]:
            found = sql.execute("SELECT status, COUNT(*) FROM outbox GROUP BY status").fetchall()
            return {OutboxStatus(status): count for status, count in found}

        return self._database.read(query)

    def _finish(self, row_id: int, step: str, change: str, values: list[str | None]) -> bool:
        def work(sql: Sql) -> bool:
            row = sql.execute("SELECT status FROM outbox WHERE id = ?", [row_id]).fetchone()
            if row is None:
                return False
            if row[0] != "sending":
                raise OutboxStateError(row_id, row[0], step)
            sql.execute(change, [*values, row_id])
            return True

        return self._database.write(work)


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
    )
