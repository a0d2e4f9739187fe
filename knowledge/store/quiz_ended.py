"""Quizzes that ended a short while ago, so that their closing message is never forgotten."""

from datetime import datetime

from knowledge.quiz.live.model import Session
from knowledge.store import quiz_live_sql
from knowledge.store.database import Database
from knowledge.store.values import to_text


class EndedQuizzes:
    """Tells which quizzes ended lately. Kept apart from the steps of a quiz: only who announces them asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, moment: datetime) -> list[Session]:
        """Quizzes that began and then were finished or stopped at or after a moment, the first one first."""
        where = "WHERE started_at IS NOT NULL AND ended_at >= ? ORDER BY ended_at, id"
        return self._database.read(lambda sql: quiz_live_sql.sessions(sql, where, [to_text(moment)]))
