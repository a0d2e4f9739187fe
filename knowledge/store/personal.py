"""Everything about one person: show it, or forget it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from knowledge.store import consultations_expiry
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import find_pseudonym

_DELETE = "DELETE FROM {table} WHERE person = ?"
_ANONYMOUS = "UPDATE {table} SET person = NULL WHERE person = ?"

PERSONAL_TABLES = {
    "conversation_event": _DELETE,
    "conversation": _DELETE,
    "unanswered_question": _DELETE,
    "feedback": _DELETE,
    "outbox": _DELETE,
    # Before the membership, whose end ends them too: what is counted is what was there.
    "desk_link": _DELETE,
    "desk_session": _DELETE,
    # Before the membership, whose end would take it along uncounted.
    "entry_owner": _DELETE,
    "team_member": _DELETE,
    # Totals of a quiz that ended are kept without them.
    "quiz_answer": _DELETE,
    "quiz_participant": _DELETE,
    "practice_review": _DELETE,
    "practice_card": _DELETE,
    "practice_plan": _DELETE,
    # What a colleague wrote helps who asked: it stays without its author until the texts of the case go.
    "contribution": _ANONYMOUS,
    # Emptied before; what is left is a number and times.
    "consultation": _ANONYMOUS,
    # The key must stay, or a repeated update would be handled a second time; it names nobody.
    "handled_update": _ANONYMOUS,
    # Without this row, the pseudonym in versions, decisions and audit leads to nobody.
    "pseudonym": _DELETE,
}
"""Every table with a column `person`, and how that table forgets; a test holds it against the schema."""

_READABLE = {
    "entry_owner": """
        SELECT e.slug, o.since FROM entry_owner AS o JOIN entry AS e ON e.id = o.entry_id WHERE o.person = ?
        """,
    "desk_link": "SELECT created_at, expires_at FROM desk_link WHERE person = ?",
    "desk_session": "SELECT reference, created_at, used_at, expires_at FROM desk_session WHERE person = ?",
    "consultation": """
        SELECT printf('%04d-%03d', c.year, c.number) AS number, t.name AS team, c.status, c.created_at, c.facts,
            c.worries, c.strengths, c.scale, c.scale_reason, c.unknown, c.question, c.expertise, c.due,
            c.origin_slug, c.on_agenda, c.first_reply_at, c.reminded_at, c.lead_told_at, c.closed_at, c.decided,
            c.learned, c.idea
        FROM consultation AS c JOIN team AS t ON t.id = c.team WHERE c.person = ? ORDER BY c.id
        """,
    "contribution": """
        SELECT printf('%04d-%03d', c.year, c.number) AS number, t.name AS team, a.kind, a.text, a.at
        FROM contribution AS a JOIN consultation AS c ON c.id = a.consultation JOIN team AS t ON t.id = c.team
        WHERE a.person = ? ORDER BY a.id
        """,
    "quiz_answer": """
        SELECT a.at, a.late, json_extract(v.document, '$.question') AS question, (
            SELECT group_concat(json_extract(v.document, '$.options[' || o.value || ']'), '; ')
            FROM json_each(a.options) AS o) AS chosen
        FROM quiz_answer AS a LEFT JOIN quiz_poll AS p ON p.poll_id = a.poll_id
        LEFT JOIN quiz_session_item AS i ON i.session = p.session AND i.position = p.position
        LEFT JOIN quiz_item_version AS v ON v.id = i.version_id
        WHERE a.person = ? ORDER BY a.at
        """,
    "quiz_participant": "SELECT session, nickname, shared_at FROM quiz_participant WHERE person = ?",
    "practice_plan": """
        SELECT hour, days, new_a_day, items_a_day, paused_until, changed_at, offered_on FROM practice_plan
        WHERE person = ?
        """,
    "practice_card": """
        SELECT json_extract(v.document, '$.question') AS question, c.stability, c.difficulty, c.due, c.last_review,
            c.lapses
        FROM practice_card AS c JOIN quiz_item_version AS v ON v.id = c.version_id WHERE c.person = ? ORDER BY c.item
        """,
    "practice_review": """
        SELECT r.at, r.grade, json_extract(v.document, '$.question') AS question, (
            SELECT group_concat(json_extract(v.document, '$.options[' || o.value || ']'), '; ')
            FROM json_each(r.options) AS o) AS chosen
        FROM practice_review AS r JOIN quiz_item_version AS v ON v.id = r.version_id WHERE r.person = ? ORDER BY r.id
        """,
}
"""Tables of which the rows alone would tell their reader too little."""

_UNDER_PSEUDONYM = {
    "quiz_item": """
        SELECT i.name, v.number, v.created_at FROM quiz_item_version AS v JOIN quiz_item AS i ON i.id = v.item_id
        WHERE EXISTS (SELECT 1 FROM json_each(v.authors) WHERE value = :who)
        """,
    "quiz_item_decision": """
        SELECT version_id, decision, decided_at FROM quiz_item_decision WHERE decided_by = :who
        UNION ALL SELECT version_id, 'confirmed', checked_at FROM quiz_item_check WHERE checked_by = :who
            AND NOT EXISTS (
                SELECT 1 FROM quiz_item_decision AS d WHERE d.version_id = quiz_item_check.version_id
                AND d.decided_by = :who AND d.decided_at = checked_at)
        """,
    "quiz": "SELECT state, planned_for, started_at, created_at FROM quiz_session WHERE planned_by = :who",
    "draft": """
        SELECT slug, changed_at FROM draft AS d
        WHERE changed_by = :who OR EXISTS (SELECT 1 FROM json_each(d.authors) WHERE value = :who)
        """,
    "entry_version": """
        SELECT id, number, origin, created_at FROM entry_version AS v
        WHERE created_by = :who OR EXISTS (
            SELECT 1 FROM version_work AS w, json_each(w.authors) AS a WHERE w.version_id = v.id AND a.value = :who)
        """,
    "version_decision": """
        SELECT version_id, decision, decided_at FROM version_decision WHERE decided_by = :who
        UNION ALL SELECT version_id, 'reviewed', at FROM version_reviewed WHERE reviewed_by = :who
        """,
    "review_note": "SELECT version_id, kind, text, at FROM review_note WHERE written_by = :who",
    "handled_feedback": "SELECT version_id, kind, handled_at FROM feedback WHERE handled_by = :who",
    "resolved_question": "SELECT id, status, resolved_at FROM unanswered_question WHERE resolved_by = :who",
    "signal_sentence": """
        SELECT 'proposed' AS state, proposed_at AS at FROM signal_sentence WHERE proposed_by = :who
        UNION ALL SELECT state, decided_at FROM signal_sentence WHERE decided_by = :who
        """,
    # An invitation of somebody forgotten works no more, and goes on its date.
    "invitation": "SELECT team, role, expires_at, uses_left FROM invitation WHERE created_by = :who",
    "audit": "SELECT at, action, subject, details FROM audit WHERE actor = :who",
    "audit_about": "SELECT at, action, subject, details FROM audit WHERE subject = 'member:' || :who AND actor <> :who",
}
"""What a person did, or what was done to them as a member, by name of the group in the export."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting did.

    Attributes:
        rows: Rows removed or made anonymous, per table.
        kept_anonymous: Rows that stay under a pseudonym that now leads to nobody, per table.
    """

    rows: dict[str, int]
    kept_anonymous: dict[str, int]


class PersonalData:
    """Exports and forgets a person over all tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def export(self, person: str) -> dict[str, list[dict[str, Any]]]:
        """All rows about a person, per table; tables without such rows are left out.

        Args:
            person: The opaque id the rows were written with.

        Returns:
            JSON-ready rows, also of what the person did under a pseudonym.
        """

        def query(sql: Sql) -> dict[str, list[dict[str, Any]]]:
            found = {
                table: list(sql.query(_READABLE.get(table, f"SELECT * FROM {table} WHERE person = ?"), [person]))  # noqa: S608
                for table in PERSONAL_TABLES
            }
            pseudonym = find_pseudonym(sql, person)
            if pseudonym is not None:
                for name, statement in _UNDER_PSEUDONYM.items():
                    found[name] = list(sql.query(statement, {"who": pseudonym}))
            return {name: rows for name, rows in found.items() if rows}

        return self._database.read(query)

    def forget(self, person: str, now: datetime | None = None) -> Forgotten:
        """Removes a person from every table in one transaction, and from the write-ahead log.

        Messages that still wait for this person are not sent any more, and what they put before a team goes,
        open or closed. Backups made earlier are out of reach.

        Args:
            person: The opaque id the rows were written with.
            now: When; the present if left out.
        """
        at = now or datetime.now(UTC)

        def work(sql: Sql) -> Forgotten:
            pseudonym = find_pseudonym(sql, person)
            kept = {
                name: len(list(sql.query(statement, {"who": pseudonym})))
                for name, statement in _UNDER_PSEUDONYM.items()
                if pseudonym is not None
            }
            consultations_expiry.let_go(sql, person, at)
            rows = {
                table: sql.execute(statement.format(table=table), [person]).rowcount
                for table, statement in PERSONAL_TABLES.items()
            }
            return Forgotten(rows, {name: count for name, count in kept.items() if count})

        forgotten = self._database.write(work)
        self._database.checkpoint()
        return forgotten
