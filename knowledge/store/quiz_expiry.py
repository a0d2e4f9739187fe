"""What expires of quizzes: first who answered what, later the totals; inside the write of `Retention`."""

from datetime import datetime, timedelta

from knowledge.store import practice_sql
from knowledge.store.connection import Sql
from knowledge.store.quiz_polls import expire_aside
from knowledge.store.values import to_text

_ENDED = "(SELECT id FROM quiz_session WHERE ended_at < ?)"


def expire(sql: Sql, now: datetime, quiz_days: int, log_days: int) -> dict[str, int]:
    """Removes rows of quizzes and practice.

    Args:
        sql: The connection that writes.
        now: When.
        quiz_days: Days after the end of a quiz in which the answers of a person are kept, and after the last answer
            of somebody who practised.
        log_days: Days after the end of a quiz in which its totals are kept.

    Returns:
        Rows removed, per table.
    """
    answers, totals = (to_text(now - timedelta(days=days)) for days in (quiz_days, log_days))
    polls = f"SELECT poll_id FROM quiz_poll WHERE session IN {_ENDED}"  # noqa: S608 - constants
    # Also those of sessions that go, for who keeps answers longer than totals: polls say which answers are whose.
    given = sql.execute(f"DELETE FROM quiz_answer WHERE poll_id IN ({polls})", [max(answers, totals)]).rowcount  # noqa: S608
    changed = {"quiz_answer": given + expire_aside(sql, now)}
    gone = f"DELETE FROM quiz_participant WHERE session IN {_ENDED}"  # noqa: S608 - constants
    changed["quiz_participant"] = sql.execute(gone, [answers]).rowcount
    changed["quiz_session"] = sql.execute("DELETE FROM quiz_session WHERE ended_at < ?", [totals]).rowcount
    return changed | practice_sql.expire(sql, now, quiz_days)
