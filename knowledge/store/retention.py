"""Removes personal rows after the configured days."""

from collections.abc import Callable
from datetime import datetime, timedelta

from knowledge.store import consultations_expiry, desk_sessions, quiz_expiry, reflections_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_text

UNLINKED_CHAT_DAYS = 30
"""After how many days a group without a team is not remembered any more; it names no person."""


class Retention:
    """Applies `RetentionSettings`; run it daily. Running it twice does no harm.

    Of the roster only what ended expires: invitations on their own date, groups that no team linked. A
    membership lasts until somebody ends it.
    """

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
        changed = self._database.write(self._work(now))
        self._database.checkpoint()
        return changed

    def preview(self, now: datetime) -> dict[str, int]:
        """What `expire` would do at that moment; nothing changes."""

        def work(sql: Sql) -> dict[str, int]:
            raise _Undo(self._work(now)(sql))

        try:
            return self._database.write(work)
        except _Undo as undone:
            return undone.changed

    def _work(self, now: datetime) -> Callable[[Sql], dict[str, int]]:
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
            ("invitation", "DELETE FROM invitation WHERE expires_at < ?", to_text(now)),
            (
                "team_chat",
                "DELETE FROM team_chat WHERE team IS NULL AND COALESCE(unlinked_at, added_at) < ?",
                before(UNLINKED_CHAT_DAYS),
            ),
        ]

        def work(sql: Sql) -> dict[str, int]:
            changed: dict[str, int] = {}
            for table, statement, limit in steps:
                changed[table] = changed.get(table, 0) + sql.execute(statement, [limit]).rowcount
            texts_before = before(days.consultation_days)
            changed |= reflections_sql.expire(sql, before(days.reflection_days))
            changed |= quiz_expiry.expire(sql, now, days.quiz_days, days.log_days)
            changed |= desk_sessions.expire(sql, to_text(now))
            return changed | consultations_expiry.expire(sql, now, texts_before, log)

        return work


class _Undo(Exception):
    """Carries what was changed out of a transaction, which is then rolled back."""

    def __init__(self, changed: dict[str, int]) -> None:
        super().__init__("only a preview")
        self.changed = changed
