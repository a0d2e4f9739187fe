"""What was asked: a log without any text, and the redacted texts that somebody must look at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from knowledge.errors import StoreError
from knowledge.store import entry_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.rows import OpenQuestion, QuestionReason
from knowledge.store.values import to_json, to_strings, to_text, to_time


class QuestionStore:
    """Logs questions and keeps those that need an answer from a person.

    An answered question leaves entry, version, time, team and decision: no text and no person, so the log says
    which entries are used and nothing about who uses them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def log(
        self,
        decision: str,
        now: datetime,
        *,
        slug: str | None = None,
        version_id: int | None = None,
        team: str | None = None,
    ) -> None:
        """Logs that a question got a reply.

        Args:
            decision: One of answer, clarify, abstain, danger, danger_check, smalltalk.
            now: When.
            slug: The entry that was shown, if any.
            version_id: The version that was shown, so that it can be told later what the user read.
            team: Team of the asker, if any.

        Raises:
            VersionNotFound: If there is no such version.
            StoreError: If the decision is not one of these.
        """

        def work(sql: Sql) -> None:
            _require(sql, version_id)
            sql.execute(
                "INSERT INTO question_log (asked_at, decision, slug, version_id, team) VALUES (?, ?, ?, ?, ?)",
                [to_text(now), decision, slug, version_id, team],
            )

        self._database.write(work)

    def asked_per_entry(self, since: datetime, team: str | None = None) -> dict[str, int]:
        """How often each entry was shown since a moment, most shown first; of one team if given."""

        def query(sql: Sql) -> dict[str, int]:
            found = sql.execute(
                """
                SELECT slug, COUNT(*) FROM question_log
                WHERE slug IS NOT NULL AND asked_at >= :since AND (:team IS NULL OR team = :team)
                GROUP BY slug ORDER BY COUNT(*) DESC, slug
                """,
                {"since": to_text(since), "team": team},
            )
            return dict(found.fetchall())

        return self._database.read(query)

    def decisions(self, since: datetime, team: str | None = None) -> dict[str, int]:
        """How often each decision was taken since a moment; of one team if given."""

        def query(sql: Sql) -> dict[str, int]:
            found = sql.execute(
                """
                SELECT decision, COUNT(*) FROM question_log
                WHERE asked_at >= :since AND (:team IS NULL OR team = :team) GROUP BY decision
                """,
                {"since": to_text(since), "team": team},
            )
            return dict(found.fetchall())

        return self._database.read(query)

    def file(
        self,
        redacted_text: str,
        reason: QuestionReason,
        now: datetime,
        *,
        person: str | None = None,
        team: str | None = None,
        version_id: int | None = None,
        candidates: Sequence[str] = (),
    ) -> int:
        """Keeps a question for the team leads and returns its id.

        Args:
            redacted_text: The question after redaction. The store cannot tell; never pass the message itself.
            reason: Not answered, or answered and flagged.
            now: When it was asked.
            person: Who asked, to tell them once there is an answer.
            team: Whose leads should see it.
            version_id: The version that was shown, for a flagged one.
            candidates: Slugs that came closest, best first.

        Raises:
            VersionNotFound: If there is no such version.
        """

        def work(sql: Sql) -> int:
            _require(sql, version_id)
            cursor = sql.execute(
                """
                INSERT INTO unanswered_question
                    (person, team, asked_at, reason, redacted_text, version_id, candidates)
                VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
                """,
                [
                    person,
                    team,
                    to_text(now),
                    reason.value,
                    redacted_text,
                    version_id,
                    to_json(list(candidates)),
                ],
            )
            return int(cursor.fetchone()[0])

        return self._database.write(work)

    def open_questions(self, team: str | None = None, limit: int = 100) -> list[OpenQuestion]:
        """Questions that wait, oldest first; of one team if given."""

        def query(sql: Sql) -> list[OpenQuestion]:
            found = sql.query(
                """
                SELECT * FROM unanswered_question
                WHERE status = 'open' AND (:team IS NULL OR team = :team) ORDER BY asked_at, id LIMIT :limit
                """,
                {"team": team, "limit": limit},
            )
            return [_open_question(row) for row in found]

        return self._database.read(query)

    def resolve(self, question_id: int, by: str, now: datetime, *, slug: str | None = None) -> None:
        """Closes a question: answered by an entry, or dismissed when `slug` is None.

        Raises:
            StoreError: If it is not open: resolved by somebody else, expired or forgotten.
        """

        def work(sql: Sql) -> None:
            status = "dismissed" if slug is None else "answered"
            changed = sql.execute(
                """
                UPDATE unanswered_question SET status = ?, resolved_at = ?, resolved_by = ?, resolved_slug = ?
                WHERE id = ? AND status = 'open'
                """,
                [status, to_text(now), pseudonym_of(sql, by), slug, question_id],
            ).rowcount
            if not changed:
                raise StoreError(
                    f"Question {question_id} is not open (any more): somebody resolved it, or it expired. "
                    "Load the list again."
                )
            record(sql, by, "resolve_question", f"question:{question_id}", now, {"slug": slug})

        self._database.write(work)


def _require(sql: Sql, version_id: int | None) -> None:
    if version_id is not None:
        entry_sql.version(sql, version_id)


def _open_question(row: dict[str, Any]) -> OpenQuestion:
    return OpenQuestion(
        question_id=row["id"],
        person=row["person"],
        team=row["team"],
        asked_at=to_time(row["asked_at"]),
        reason=QuestionReason(row["reason"]),
        redacted_text=row["redacted_text"],
        version_id=row["version_id"],
        candidates=to_strings(row["candidates"]),
    )
