"""The end of consultations: people who go, and texts that have had their days."""

from datetime import datetime

from knowledge.consultations.model import SUBJECT_PREFIX
from knowledge.store.connection import Sql
from knowledge.store.consultation_sql import EMPTIED, silence, withdraw, withdraw_open_of


def let_leave(sql: Sql, team: str, person: str, now: datetime) -> None:
    """What somebody who leaves a team leaves behind there, inside the write that ends the membership.

    What they have open is withdrawn. What is closed stays for the team until its days are over, and keeps its
    asker until then, so that being forgotten can still reach what they wrote.
    """
    withdraw_open_of(sql, person, now, team)
    sql.execute(
        """
        UPDATE contribution SET person = NULL
        WHERE person = ? AND consultation IN (SELECT id FROM consultation WHERE team = ?)
        """,
        [person, team],
    )


def let_go(sql: Sql, person: str, now: datetime) -> None:
    """Removes what somebody wrote as the asker of consultations, before they are taken from the rows.

    Open ones are withdrawn, closed ones emptied. What colleagues wrote about them tells of the same case, so
    it goes along.
    """
    withdraw_open_of(sql, person, now)
    for (consultation_id,) in sql.execute("SELECT id FROM consultation WHERE person = ?", [person]).fetchall():
        sql.execute(f"UPDATE consultation SET {EMPTIED} WHERE id = ?", [consultation_id])  # noqa: S608
        silence(sql, consultation_id)


def expire(sql: Sql, now: datetime, texts_before: str, rows_before: str) -> dict[str, int]:
    """Removes what had its days, inside the write of `Retention`.

    Open consultations in which nothing happened since `texts_before` are withdrawn: a text about a family does
    not stay because somebody forgot to close it. Of what ended before that moment, texts and people go. The
    numbers and times that are left, and posts about what is gone, go before `rows_before`.

    Args:
        sql: The caller's write.
        now: When it is done.
        texts_before: End of the days for texts, as stored text.
        rows_before: End of the days for what is about nobody, as stored text.

    Returns:
        Rows changed or removed, per table.
    """
    idle = _ids(
        sql,
        """
        SELECT id FROM consultation WHERE status = 'open' AND MAX(created_at, COALESCE(
            (SELECT MAX(at) FROM contribution WHERE consultation = consultation.id), created_at)) < ?
        """,
        texts_before,
    )
    withdraw(sql, idle, now)
    ended = _ids(
        sql,
        """
        SELECT id FROM consultation
        WHERE closed_at < ? AND (person IS NOT NULL OR key IS NOT NULL OR question <> '')
        """,
        texts_before,
    )
    contributions = sum(_make_anonymous(sql, consultation_id) for consultation_id in (*idle, *ended))
    removed = sql.execute(
        "DELETE FROM consultation WHERE closed_at < ? AND question = '' AND person IS NULL", [rows_before]
    ).rowcount
    posts = sql.execute(
        """
        DELETE FROM post WHERE sent_at < ?
            AND NOT EXISTS (SELECT 1 FROM consultation AS c WHERE post.subject = ? || c.id)
        """,
        [rows_before, SUBJECT_PREFIX],
    ).rowcount
    return {"consultation": len(idle) + len(ended) + removed, "contribution": contributions, "post": posts}


def _ids(sql: Sql, statement: str, before: str) -> list[int]:
    return [found for (found,) in sql.execute(statement, [before]).fetchall()]


def _make_anonymous(sql: Sql, consultation_id: int) -> int:
    """Takes texts, people and keys from a consultation that ended; returns how many contributions it has."""
    sql.execute(f"UPDATE consultation SET person = NULL, key = NULL, {EMPTIED} WHERE id = ?", [consultation_id])  # noqa: S608
    silence(sql, consultation_id)
    return sql.execute(
        "UPDATE contribution SET person = NULL, key = NULL WHERE consultation = ?", [consultation_id]
    ).rowcount
