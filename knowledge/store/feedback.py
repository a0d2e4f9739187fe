"""Votes about versions: helpful, wrong, unclear, outdated. They inform review and never touch ranking."""

from datetime import datetime
from typing import Any

from knowledge.store import entry_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.rows import Feedback, FeedbackKind
from knowledge.store.values import to_text, to_time


class FeedbackStore:
    """Keeps one vote per person, version and kind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(
        self,
        kind: FeedbackKind,
        version_id: int,
        now: datetime,
        *,
        person: str | None = None,
        team: str | None = None,
        redacted_note: str | None = None,
    ) -> None:
        """Records a vote; the same person voting the same again replaces time and, if given, note.

        Args:
            kind: The button.
            version_id: The version that was shown.
            now: When.
            person: Who, as an opaque id.
            team: Whose leads should see it.
            redacted_note: What is wrong, after redaction.

        Raises:
            VersionNotFound: If there is no such version.
        """

        def work(sql: Sql) -> None:
            entry_sql.version(sql, version_id)
            sql.execute(
                """
                INSERT INTO feedback (kind, version_id, person, team, given_at, redacted_note)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (person, version_id, kind) DO UPDATE SET
                    given_at = excluded.given_at, team = excluded.team,
                    redacted_note = COALESCE(excluded.redacted_note, redacted_note)
                """,
                [kind.value, version_id, person, team, to_text(now), redacted_note],
            )

        self._database.write(work)

    def counts(self, version_id: int) -> dict[FeedbackKind, int]:
        """How many votes of each kind a version has; kinds without votes are left out."""

        def query(sql: Sql) -> dict[FeedbackKind, int]:
            found = sql.execute("SELECT kind, COUNT(*) FROM feedback WHERE version_id = ? GROUP BY kind", [version_id])
            return {FeedbackKind(kind): count for kind, count in found.fetchall()}

        return self._database.read(query)

    def latest(self, kind: FeedbackKind | None = None, team: str | None = None, limit: int = 100) -> list[Feedback]:
        """The latest votes, newest first; of one kind or one team if given."""

        def query(sql: Sql) -> list[Feedback]:
            found = sql.query(
                """
                SELECT f.*, e.slug FROM feedback AS f
                JOIN entry_version AS v ON v.id = f.version_id JOIN entry AS e ON e.id = v.entry_id
                WHERE (:kind IS NULL OR f.kind = :kind) AND (:team IS NULL OR f.team = :team)
                ORDER BY f.given_at DESC, f.id DESC LIMIT :limit
                """,
                {"kind": kind.value if kind else None, "team": team, "limit": limit},
            )
            return [_feedback_row(row) for row in found]

        return self._database.read(query)


def _feedback_row(row: dict[str, Any]) -> Feedback:
    return Feedback(
        feedback_id=row["id"],
        kind=FeedbackKind(row["kind"]),
        version_id=row["version_id"],
        slug=row["slug"],
        team=row["team"],
        given_at=to_time(row["given_at"]),
        redacted_note=row["redacted_note"],
    )
