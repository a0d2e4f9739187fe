"""Removes personal rows after the configured days."""

from datetime import datetime, timedelta

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_text


class Retention:
    """Applies `RetentionSettings`; run it daily. Running it twice does no harm."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._settings = database.settings.retention

    def expire(self, now: datetime) -> dict[str, int]:
        """Removes what is older than its days and empties the write-ahead log.

        A row goes when it is older than the whole number of days, not on that day. Messages that still wait
        to be sent stay: they expire once they are sent or given up.

        Returns:
            Rows removed or made anonymous, per table.
        """
        days = self._settings

        def before(number: int) -> str:
            return to_text(now - timedelta(days=number))

        conversation, handled, outbox = map(before, (days.conversation_days, days.handled_days, days.outbox_days))
        question, person, log = map(before, (days.question_days, days.feedback_person_days, days.log_days))
        steps = [
            ("conversation_event", "DELETE FROM conversation_event WHERE happened_at < ?", conversation),
            ("conversation", "DELETE FROM conversation WHERE updated_at < ?", conversation),
            ("unanswered_question", "DELETE FROM unanswered_question WHERE asked_at < ?", question),
            ("question_log", "DELETE FROM question_log WHERE asked_at < ?", log),
            ("feedback", "DELETE FROM feedback WHERE given_at < ?", log),
            (
                "feedback",
                """
                UPDATE feedback SET person = NULL, redacted_note = NULL
                WHERE given_at < ? AND (person IS NOT NULL OR redacted_note IS NOT NULL)
                """,
                person,
            ),
            ("handled_update", "DELETE FROM handled_update WHERE started_at < ?", handled),
            ("outbox", "DELETE FROM outbox WHERE finished_at < ?", outbox),
        ]

        def work(sql: Sql) -> dict[str, int]:
            changed: dict[str, int] = {}
            for table, statement, limit in steps:
                changed[table] = changed.get(table, 0) + sql.execute(statement, [limit]).rowcount
            return changed

        changed = self._database.write(work)
        self._database.checkpoint()
        return changed
