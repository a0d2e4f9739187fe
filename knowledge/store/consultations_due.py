"""Which consultations wait for something that the bot should do: remind, tell a lead, reduce a post."""

from datetime import datetime, timedelta

from knowledge.consultations.model import SUBJECT_PREFIX, Consultation
from knowledge.store import consultation_sql
from knowledge.store.connection import Sql
from knowledge.store.consultation_sql import consultation_row
from knowledge.store.database import Database
from knowledge.store.values import to_text

_UNANSWERED = "status = 'open' AND first_reply_at IS NULL"
_REMIND = f"{_UNANSWERED} AND reminded_at IS NULL"
_TELL_LEAD = f"{_UNANSWERED} AND reminded_at IS NOT NULL AND lead_told_at IS NULL"
_REDUCE = "status <> 'open' AND reduced_at IS NULL"


def lost_key(consultation: Consultation, row_id: int) -> str:
    """Key of what tells somebody that a message to the group was given up; ends what `with_lost_post` lists."""
    return f"{consultation.subject}:lost:{row_id}"


class ConsultationDue:
    """Lists what is due and marks it done.

    A job lists, then queues its message and marks in one transaction. A mark is set once: False means that it
    was done before, or that a reply came in between, and then nothing should go out.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def due_for_reminder(self, now: datetime) -> list[Consultation]:
        """Open ones to which no colleague reacted within the hours that their team set, oldest first."""
        return self._overdue(_REMIND, "created_at", now)

    def due_for_lead(self, now: datetime) -> list[Consultation]:
        """Open ones to which nobody reacted for as many hours again after the reminder, oldest first."""
        return self._overdue(_TELL_LEAD, "reminded_at", now)

    def due_for_reduction(self, before: datetime) -> list[Consultation]:
        """Ended ones whose post in the group should be edited down to the number, oldest first.

        Closed ones are due when they were closed before the moment, withdrawn ones at once. One that still has
        a message on its way out is not due yet, for that message would come after the edit.
        """
        rest = f"""
            WHERE {_REDUCE} AND (c.status = 'withdrawn' OR c.closed_at < ?) AND NOT EXISTS (
                SELECT 1 FROM outbox AS o
                WHERE o.subject = ? || c.id AND o.status IN ('queued', 'sending'))
            ORDER BY c.closed_at, c.id
            """  # noqa: S608 - a constant of this module
        return self._database.read(lambda sql: consultation_sql.select(sql, rest, [to_text(before), SUBJECT_PREFIX]))

    def with_lost_post(self) -> list[tuple[Consultation, int]]:
        """Open ones whose latest message to the group was given up, with the id of that row of the outbox.

        Each is listed until a message with a key of :func:`lost_key` is in the outbox.
        """
        statement = """
            SELECT c.*, o.id AS lost FROM outbox AS o JOIN consultation AS c ON o.subject = ? || c.id
            WHERE o.status = 'dead' AND c.status = 'open'
                AND NOT EXISTS (SELECT 1 FROM outbox AS n WHERE n.subject = o.subject AND n.id > o.id)
                AND NOT EXISTS (SELECT 1 FROM outbox AS t WHERE t.key GLOB o.subject || ':lost:' || o.id || '*')
            ORDER BY o.id
            """

        def query(sql: Sql) -> list[tuple[Consultation, int]]:
            return [(consultation_row(row), row["lost"]) for row in sql.query(statement, [SUBJECT_PREFIX])]

        return self._database.read(query)

    def mark_reminded(self, consultation_id: int, now: datetime) -> bool:
        """Notes the reminder; False when it was sent before or is not needed any more."""
        return self._mark("reminded_at", _REMIND, consultation_id, now)

    def mark_lead_told(self, consultation_id: int, now: datetime) -> bool:
        """Notes that a lead was told; False when that was done before or is not needed any more."""
        return self._mark("lead_told_at", _TELL_LEAD, consultation_id, now)

    def mark_reduced(self, consultation_id: int, now: datetime) -> bool:
        """Notes that the posts were edited down; False when that was done before or it is open."""
        return self._mark("reduced_at", _REDUCE, consultation_id, now)

    def _overdue(self, condition: str, since: str, now: datetime) -> list[Consultation]:
        statement = f"""
            SELECT c.*, t.remind_after_hours FROM consultation AS c JOIN team AS t ON t.id = c.team
            WHERE {condition} AND t.archived_at IS NULL ORDER BY c.created_at, c.id
            """  # noqa: S608 - constants of this module

        def query(sql: Sql) -> list[Consultation]:
            # Compared in Python, because the date functions of SQLite know milliseconds only.
            found = [(consultation_row(row), row["remind_after_hours"]) for row in sql.query(statement)]
            return [item for item, hours in found if getattr(item, since) + timedelta(hours=hours) <= now]

        return self._database.read(query)

    def _mark(self, column: str, condition: str, consultation_id: int, now: datetime) -> bool:
        statement = f"UPDATE consultation SET {column} = ? WHERE id = ? AND {condition}"  # noqa: S608
        return self._database.write(lambda sql: sql.execute(statement, [to_text(now), consultation_id]).rowcount > 0)
