"""Lessons of consultations that may become an entry."""

from datetime import datetime
from typing import Any

from knowledge.consultations.model import SUBJECT_PREFIX
from knowledge.consultations.number import written
from knowledge.review.errors import IdeaNotFound
from knowledge.review.model import Idea
from knowledge.roster.permissions import Action
from knowledge.store import review_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_time

_IDEAS = """
    SELECT c.* FROM consultation AS c JOIN team AS t ON t.id = c.team
    JOIN team_member AS m ON m.team = c.team AND m.person = ?
    WHERE c.idea = 1 AND c.status = 'closed' AND c.learned IS NOT NULL AND t.archived_at IS NULL
        AND m.role IN ('team_lead', 'admin')
    ORDER BY c.closed_at DESC, c.id DESC
"""


class Ideas:
    """What leads marked with `ConsultationStore.mark_idea`; only leads of that team read it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ideas(self, by: str) -> list[Idea]:
        """Lessons of closed consultations of the teams that `by` leads, newest first."""
        return self._database.read(lambda sql: _ideas(sql, by))

    def take_idea(self, consultation_id: int, by: str, now: datetime) -> Idea:
        """Takes an idea off the list, to make a draft of it in the same transaction.

        Raises:
            NotPermitted: If `by` may not write entries.
            IdeaNotFound: If it is no idea (any more) that `by` may read.
        """

        def work(sql: Sql) -> Idea:
            review_sql.require_anywhere(sql, by, Action.CURATE)
            for idea in _ideas(sql, by):
                if idea.consultation_id == consultation_id:
                    sql.execute("UPDATE consultation SET idea = 0 WHERE id = ?", [consultation_id])
                    record(sql, by, "take_idea", f"{SUBJECT_PREFIX}{consultation_id}", now, {"team": idea.team_id})
                    return idea
            raise IdeaNotFound(consultation_id)

        return self._database.write(work)


def _ideas(sql: Sql, by: str) -> list[Idea]:
    return [_idea(row) for row in sql.query(_IDEAS, [by])]


def _idea(row: dict[str, Any]) -> Idea:
    return Idea(
        consultation_id=row["id"],
        number=written(row["year"], row["number"]),
        team_id=row["team"],
        learned=row["learned"],
        decided=row["decided"] or "",
        closed_at=to_time(row["closed_at"]),
    )
