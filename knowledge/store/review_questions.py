"""Questions that nobody could answer: closed by an answer or without one, and whose asker is to be told."""

from collections.abc import Iterable
from datetime import datetime

from knowledge.errors import EntryNotFound
from knowledge.review.errors import QuestionsGone
from knowledge.roster.permissions import Action
from knowledge.store import entry_sql, review_drafts, review_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.review_rows import AnswerDue
from knowledge.store.values import to_text

_STARTED = """
    (EXISTS (SELECT 1 FROM team_member AS m WHERE m.person = q.person)
        OR EXISTS (SELECT 1 FROM conversation AS c WHERE c.sender_id = q.person)
        OR EXISTS (SELECT 1 FROM outbox AS o WHERE o.chat = q.person AND o.status = 'sent'))
"""
"""Condition: who asked question `q` opened the private chat once, so that a message can reach them. Joining a team
happens there; a private conversation and a message that arrived there have the same id as the person."""


class ReviewedQuestions:
    """What leads do with open questions; audited in the same transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answer_questions(
        self, question_ids: Iterable[int], slug: str, by: str, now: datetime, *, with_draft: bool = False
    ) -> int:
        """Closes questions that an entry answers; their askers are told once readers can see it.

        Args:
            question_ids: Open questions.
            slug: The entry, signposts included, or a draft of a new one.
            by: Who.
            now: When.
            with_draft: The answer stands in the open draft, so it is there from its version on. Without it, what
                readers see now is the answer already.

        Returns:
            How many were closed.

        Raises:
            NotPermitted: If `by` may not.
            QuestionsGone: If one of them is not open; nothing was changed.
            EntryNotFound: If there is neither such an entry nor such a draft.
        """
        chosen = list(dict.fromkeys(question_ids))

        def work(sql: Sql) -> int:
            review_sql.require_anywhere(sql, by, Action.ANSWER_QUESTIONS)
            number = _answered_from(sql, slug, with_draft=with_draft)
            _close(sql, chosen, "answered", by, now, slug=slug, number=number)
            return len(chosen)

        return self._database.write(work)

    def dismiss_questions(self, question_ids: Iterable[int], redacted_reason: str, by: str, now: datetime) -> int:
        """Closes questions without an answer. Arguments, result and errors as in `answer_questions`."""
        chosen = list(dict.fromkeys(question_ids))

        def work(sql: Sql) -> int:
            review_sql.require_anywhere(sql, by, Action.ANSWER_QUESTIONS)
            _close(sql, chosen, "dismissed", by, now, reason=redacted_reason)
            return len(chosen)

        return self._database.write(work)

    def due_answers(self) -> list[AnswerDue]:
        """Questions of which the answer is published now, and whose askers can be reached and were not told."""

        def query(sql: Sql) -> list[AnswerDue]:
            found = sql.execute(
                f"""
                SELECT q.id, q.person, e.slug, COALESCE(json_extract(v.document, '$.title'), e.slug)
                FROM unanswered_question AS q JOIN entry AS e ON e.slug = q.resolved_slug
                    JOIN entry_version AS v ON v.id = e.published_version
                WHERE q.status = 'answered' AND q.told_at IS NULL AND q.person IS NOT NULL
                    AND e.retired_at IS NULL AND v.number >= q.answered_from AND {_STARTED}
                ORDER BY q.id
                """  # noqa: S608 - all parts are constants
            )
            return [AnswerDue(*row) for row in found.fetchall()]

        return self._database.read(query)

    def mark_told(self, question_id: int, now: datetime) -> bool:
        """Notes that the asker of a question was told; False when that was done before, or it is gone."""
        statement = "UPDATE unanswered_question SET told_at = ? WHERE id = ? AND told_at IS NULL"
        return self._database.write(lambda sql: sql.execute(statement, [to_text(now), question_id]).rowcount > 0)


def _answered_from(sql: Sql, slug: str, *, with_draft: bool) -> int:
    """Number of the first version that answers."""
    entry, draft = entry_sql.find_entry(sql, slug), review_drafts.find(sql, slug)
    if entry is None:
        if draft is None:
            raise EntryNotFound(slug)
        return 1
    if with_draft and draft is not None:
        if draft.waiting_version is not None:
            return entry_sql.version(sql, draft.waiting_version).number
        last = sql.execute("SELECT COALESCE(MAX(number), 0) FROM entry_version WHERE entry_id = ?", [entry["id"]])
        return int(last.fetchone()[0]) + 1
    return entry_sql.version(sql, entry["published_version"]).number if entry["published_version"] else 1


def _close(
    sql: Sql,
    question_ids: list[int],
    status: str,
    by: str,
    now: datetime,
    *,
    slug: str | None = None,
    number: int | None = None,
    reason: str | None = None,
) -> None:
    gone = []
    for question_id in question_ids:
        changed = sql.execute(
            """
            UPDATE unanswered_question SET status = ?, resolved_at = ?, resolved_by = ?, resolved_slug = ?,
                answered_from = ?, dismissed_because = ? WHERE id = ? AND status = 'open'
            """,
            [status, to_text(now), pseudonym_of(sql, by), slug, number, reason, question_id],
        ).rowcount
        if not changed:
            gone.append(question_id)
        details = {"slug": slug} if reason is None else {"slug": slug, "reason": reason}
        record(sql, by, "resolve_question", f"question:{question_id}", now, details)
    if gone:
        raise QuestionsGone(tuple(gone))
