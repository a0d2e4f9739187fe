"""Messages on their way out: at least once, in order per chat, danger first."""

from collections.abc import Sequence
from datetime import datetime

from knowledge.store import outbox_sql, posts
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.outbox_rows import DANGER, LATER, NORMAL, DeadLetter, Outgoing, SentMessage
from knowledge.store.rows import OutboxRow, OutboxStatus
from knowledge.store.values import to_text

__all__ = ["DANGER", "LATER", "NORMAL", "DeadLetter", "OutboxStore", "Outgoing", "SentMessage"]

_REVIVE = (
    "UPDATE outbox SET status = 'queued', attempts = 0, not_before = ?, finished_at = NULL, last_error = NULL"
    " WHERE status = 'dead'"
)


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
            outbox_sql.insert(sql, outgoing, OutboxStatus.QUEUED, now)
            return outbox_sql.by_key(sql, outgoing.key)

        return self._database.write(work)

    def begin(self, outgoing: Outgoing, now: datetime) -> OutboxRow | None:
        """Adds a message that the caller sends itself at once, such as a danger card.

        The row is born `sending` with one attempt. The caller ends it with `sent`, `retry` or `dead`; after a
        crash `recover` finds it like any other.

        Returns:
            The row, or None when its key is known already: then it is not the caller's to send.
        """

        def work(sql: Sql) -> OutboxRow | None:
            added = outbox_sql.insert(sql, outgoing, OutboxStatus.SENDING, now)
            return outbox_sql.by_key(sql, outgoing.key) if added else None

        return self._database.write(work)

    def recover(self, now: datetime) -> int:
        """Queues again what a crash left `sending`, flagged `possibly_double`; returns how many.

        To be called once at start by the one process that sends, before its first `claim` or `begin`.
        """
        change = "UPDATE outbox SET status = 'queued', possibly_double = 1, not_before = ? WHERE status = 'sending'"
        return self._change(change, [to_text(now)])

    def claim(self, now: datetime, at_most: int = LATER) -> OutboxRow | None:
        """Marks the next message `sending` and returns it; None when nothing is due.

        A message waits for every message of its chat that is before it (more urgent, or as urgent and older),
        also while that one is being sent or waits for its retry. Danger has nothing before it but danger. What
        one chat waits for never holds up another. What is less urgent than `at_most` stays where it is.
        """
        return self._database.write(lambda sql: outbox_sql.claim(sql, now, at_most))

    def next_due(self) -> datetime | None:
        """The earliest retry time of a queued message, so that a sender knows how long to sleep."""
        return self._database.read(lambda sql: outbox_sql.first_moment(sql, "not_before", OutboxStatus.QUEUED))

    def oldest_waiting(self) -> datetime | None:
        """When the oldest message that has not gone out was queued; None when nothing waits."""
        states = (OutboxStatus.QUEUED, OutboxStatus.SENDING)
        return self._database.read(lambda sql: outbox_sql.first_moment(sql, "created_at", *states))

    def sent(self, row_id: int, now: datetime, channel_message_id: str | None = None, *, keep: bool = True) -> bool:
        """Marks a message as arrived and drops its text; one with a subject becomes a `Post` with it.

        Args:
            row_id: The claimed row.
            now: When.
            channel_message_id: The platform's id, to edit or delete it later.
            keep: False removes the row with its key altogether, for what is said to somebody who was just
                forgotten. What queued it must then not run again.

        Returns:
            False when the row is gone because its person was forgotten meanwhile.

        Raises:
            OutboxStateError: If the row is not `sending`.
        """

        def work(sql: Sql) -> bool:
            posts.note(sql, row_id, channel_message_id, now)
            if not keep:
                return outbox_sql.finish(sql, row_id, "sent", "DELETE FROM outbox WHERE id = ?", [])
            change = (
                "UPDATE outbox SET status = 'sent', message = NULL, last_error = NULL, finished_at = ?,"
                " channel_message_id = ? WHERE id = ?"
            )
            return outbox_sql.finish(sql, row_id, "sent", change, [to_text(now), channel_message_id])

        return self._database.write(work)

    def retry(self, row_id: int, not_before: datetime, error: str, *, in_doubt: bool = False) -> bool:
        """Queues a message again for later; the rest of its chat waits with it.

        Args:
            row_id: The claimed row.
            not_before: When to try again, such as what the platform's flood limit says.
            error: What went wrong, without any of the text.
            in_doubt: It may have arrived, as after a read timeout; sets `possibly_double` for good.

        Returns:
            False when the row is gone because its person was forgotten meanwhile.

        Raises:
            OutboxStateError: If the row is not `sending`.
        """
        change = (
            "UPDATE outbox SET status = 'queued', not_before = ?, last_error = ?,"
            " possibly_double = MAX(possibly_double, ?) WHERE id = ?"
        )
        return self._finish(row_id, "queued again", change, [to_text(not_before), error, int(in_doubt)])

    def postpone(self, row_id: int, not_before: datetime) -> bool:
        """Queues a message again that was not tried after all, so this attempt does not count.

        For the sender's own rate limit. Arguments, result and errors as in `retry`.
        """
        change = "UPDATE outbox SET status = 'queued', not_before = ?, attempts = attempts - 1 WHERE id = ?"
        return self._finish(row_id, "postponed", change, [to_text(not_before)])

    def dead(self, row_id: int, now: datetime, error: str) -> bool:
        """Gives a message up, so that its chat goes on. Arguments, result and errors as in `retry`."""
        change = "UPDATE outbox SET status = 'dead', finished_at = ?, last_error = ? WHERE id = ?"
        return self._finish(row_id, "dead", change, [to_text(now), error])

    def dead_letters(self, limit: int = 100) -> list[DeadLetter]:
        """Messages that were given up, newest first, without their texts."""
        return self._database.read(lambda sql: outbox_sql.dead_letters(sql, limit))

    def revive(self, row_id: int, now: datetime) -> bool:
        """Queues a dead message again as if it were never tried, before what its chat queued later.

        Returns:
            False when there is no such dead message.
        """
        return self._change(f"{_REVIVE} AND id = ?", [to_text(now), row_id]) > 0

    def revive_all(self, now: datetime) -> int:
        """Like `revive`, for every dead message; returns how many."""
        return self._change(_REVIVE, [to_text(now)])

    def drop(self, row_id: int) -> bool:
        """Removes a dead message for good; False when there is no such dead message."""
        return self._change("DELETE FROM outbox WHERE id = ? AND status = 'dead'", [row_id]) > 0

    def sent_messages(self, person: str) -> list[SentMessage]:
        """What arrived at a person and is still known, newest first, to blank it when they are forgotten.

        Sent rows stay for `outbox_days`; older messages are out of reach.
        """
        return self._database.read(lambda sql: outbox_sql.sent_messages(sql, person))

    def move_chat(self, old: str, new: str) -> int:
        """Sends what waits for a chat to its new id, order kept; returns how many rows moved.

        Sent messages keep the old id: the platform numbers the new chat afresh, so their message ids would
        name other messages there.
        """
        return self._change("UPDATE outbox SET chat = ? WHERE chat = ? AND status <> 'sent'", [new, old])

    def counts(self) -> dict[OutboxStatus, int]:
        """How many messages are in each state; states without messages are left out."""

        def query(sql: Sql) -> dict[OutboxStatus, int]:
            found = sql.execute("SELECT status, COUNT(*) FROM outbox GROUP BY status").fetchall()
            return {OutboxStatus(status): count for status, count in found}

        return self._database.read(query)

    def _change(self, statement: str, values: Sequence[str | int]) -> int:
        return self._database.write(lambda sql: sql.execute(statement, list(values)).rowcount)

    def _finish(self, row_id: int, step: str, change: str, values: Sequence[str | int | None]) -> bool:
        return self._database.write(lambda sql: outbox_sql.finish(sql, row_id, step, change, values))
