"""How a team consults, in numbers; nothing in them is about a person."""

from collections import Counter
from datetime import datetime
from statistics import median

from knowledge.consultations.model import Consultation, Insight
from knowledge.store import consultation_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_text

_SECONDS_PER_HOUR = 3600


class ConsultationInsight:
    """Counts over the consultations of a team, also over those whose texts are gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insight(self, team_id: str, since: datetime) -> Insight:
        """How a team consulted since a moment.

        Questions are counted in the log of questions, which keeps the hour only: the first hour may count in
        full or not at all.
        """

        def query(sql: Sql) -> Insight:
            at = to_text(since)
            asked = sql.execute(
                """
                SELECT COUNT(*) FROM question_log
                WHERE decision IN ('answer', 'clarify', 'abstain', 'danger', 'danger_check')
                AND asked_at >= ? AND team = ?
                """,
                [at, team_id],
            ).fetchone()[0]
            opened = consultation_sql.select(sql, "WHERE c.team = ? AND c.created_at >= ?", [team_id, at])
            present = sql.execute(
                "SELECT DISTINCT value FROM team_member AS m, json_each(m.expertise) WHERE m.team = ?", [team_id]
            )
            return Insight(
                asked=asked,
                consultations=len(opened),
                from_card=sum(item.origin_slug is not None for item in opened),
                median_hours=_median_hours(opened),
                missing_expertise=_missing(opened, {key for (key,) in present.fetchall()}),
            )

        return self._database.read(query)


def _median_hours(opened: list[Consultation]) -> float | None:
    hours = [
        (item.first_reply_at - item.created_at).total_seconds() / _SECONDS_PER_HOUR
        for item in opened
        if item.first_reply_at is not None
    ]
    return median(hours) if hours else None


def _missing(opened: list[Consultation], present: set[str]) -> tuple[tuple[str, int], ...]:
    asked = Counter(key for item in opened for key in item.expertise if key not in present)
    return tuple(sorted(asked.items(), key=lambda found: (-found[1], found[0])))
