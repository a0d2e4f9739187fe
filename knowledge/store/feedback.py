"""Votes about versions: helpful, wrong, unclear, outdated. They inform review and never touch ranking."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from knowledge.roster.permissions import Action
from knowledge.store import entry_sql, review_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.rows import Feedback, FeedbackKind
from knowledge.store.values import to_optional_time, to_text, to_time


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
                    redacted_note = COALESCE(excluded.redacted_note, redacted_note),
                    -- Said again after it was handled: it asks for attention again.
                    handled_at = NULL, handled_by = NULL
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
        where = "(:kind IS NULL OR f.kind = :kind) AND (:team IS NULL OR f.team = :team)"
        return self._votes(where, {"kind": kind.value if kind else None, "team": team}, limit)

    def open(self, slug: str | None = None, limit: int = 1000) -> list[Feedback]:
        """Votes other than "helpful" that nobody handled, newest first; of one entry if given."""
        where = "f.kind <> 'helpful' AND f.handled_at IS NULL AND (:slug IS NULL OR e.slug = :slug)"
        return self._votes(where, {"slug": slug}, limit)

    def of_entry(self, slug: str, limit: int = 1000) -> list[Feedback]:
        """All votes about an entry, handled or not, newest first."""
        return self._votes("e.slug = :slug", {"slug": slug}, limit)

    def mark_handled(self, feedback_ids: Iterable[int], by: str, now: datetime) -> int:
        """Notes that somebody did something about votes; audited. A vote that is gone or handled is passed over.

        Args:
            feedback_ids: The votes.
            by: Who; stored as a pseudonym.
            now: When.

        Returns:
            How many were open until now.

        Raises:
            NotPermitted: If `by` may not answer questions in any team at work.
        """
        chosen = list(dict.fromkeys(feedback_ids))

        def work(sql: Sql) -> int:
            review_sql.require_anywhere(sql, by, Action.ANSWER_QUESTIONS)
            done = 0
            for feedback_id in chosen:
                changed = sql.execute(
                    "UPDATE feedback SET handled_at = ?, handled_by = ? WHERE id = ? AND handled_at IS NULL",
                    [to_text(now), pseudonym_of(sql, by), feedback_id],
                ).rowcount
                if changed:
                    record(sql, by, "handle_feedback", f"feedback:{feedback_id}", now)
                done += changed
            return done

        return self._database.write(work)

    def _votes(self, where: str, values: dict[str, str | None], limit: int) -> list[Feedback]:
        statement = f"""
            SELECT f.*, e.slug FROM feedback AS f
            JOIN entry_version AS v ON v.id = f.version_id JOIN entry AS e ON e.id = v.entry_id
            WHERE {where} ORDER BY f.given_at DESC, f.id DESC LIMIT :limit
        """  # noqa: S608 - conditions are constants
        found = {**values, "limit": limit}
        return self._database.read(lambda sql: [_feedback_row(row) for row in sql.query(statement, found)])


def _feedback_row(row: dict[str, Any]) -> Feedback:
    return Feedback(
        feedback_id=row["id"],
        kind=FeedbackKind(row["kind"]),
        version_id=row["version_id"],
        slug=row["slug"],
        team=row["team"],
        given_at=to_time(row["given_at"]),
        redacted_note=row["redacted_note"],
        handled_at=to_optional_time(row["handled_at"]),
    )
