"""The queries behind `LiveQuizStore`; each runs inside a read or write of the caller."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from knowledge.quiz.errors import SessionNotFound
from knowledge.quiz.live.model import AskedItem, Poll, PollRef, PollState, QuizSetup, Scoreboard, Session, SessionState
from knowledge.quiz.live.results import Answer, Tally
from knowledge.store import quiz_items_sql
from knowledge.store.connection import Sql
from knowledge.store.values import to_optional_time, to_text, to_time

_POLLS = "SELECT p.*, s.chat FROM quiz_poll AS p JOIN quiz_session AS s ON s.id = p.session"


def sessions(sql: Sql, where: str, values: Iterable[str | int] = ()) -> list[Session]:
    """Sessions with their items; `where` follows `SELECT * FROM quiz_session`."""
    return [_session(sql, row) for row in list(sql.query(f"SELECT * FROM quiz_session {where}", list(values)))]  # noqa: S608


def session(sql: Sql, session_id: int) -> Session:
    """One session.

    Raises:
        SessionNotFound: If there is none (any more).
    """
    for found in sessions(sql, "WHERE id = ?", [session_id]):
        return found
    raise SessionNotFound(session_id)


def _session(sql: Sql, row: dict[str, Any]) -> Session:
    setup = QuizSetup(
        team_id=row["team"],
        chat=row["chat"],
        theme=row["theme"],
        wanted=row["wanted"],
        seconds=row["seconds"],
        anonymous=bool(row["anonymous"]),
        scoreboard=Scoreboard(row["scoreboard"]),
    )
    asked = list(sql.query("SELECT * FROM quiz_session_item WHERE session = ? ORDER BY position", [row["id"]]))
    versions = quiz_items_sql.versions_of(sql, [item["version_id"] for item in asked])
    items = tuple(
        AskedItem(
            item["position"],
            item["item"],
            item["version_id"],
            versions[item["version_id"]].item,
            to_optional_time(item["closed_at"]),
        )
        for item in asked
    )
    return Session(
        session_id=row["id"],
        setup=setup,
        state=SessionState(row["state"]),
        position=row["position"],
        items=items,
        planned_for=to_optional_time(row["planned_for"]),
        started_at=to_optional_time(row["started_at"]),
        ended_at=to_optional_time(row["ended_at"]),
    )


def insert(
    sql: Sql, setup: QuizSetup, state: SessionState, now: datetime, *, by: str, key: str | None, at: datetime | None
) -> int:
    """Makes a session without items and returns its id; `by` is a pseudonym, `at` when it is planned for."""
    row = sql.execute(
        """
        INSERT INTO quiz_session (key, team, chat, theme, wanted, seconds, anonymous, scoreboard, state, planned_for,
            planned_by, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        [
            key,
            setup.team_id,
            setup.chat,
            setup.theme,
            setup.wanted,
            setup.seconds,
            int(setup.anonymous),
            setup.scoreboard.value,
            state.value,
            to_text(at) if at else None,
            by,
            to_text(now),
        ],
    ).fetchone()
    return int(row[0])


def save(sql: Sql, after: Session) -> None:
    """Writes where a session is now, and its items as they are."""
    sql.execute(
        "UPDATE quiz_session SET state = ?, position = ?, started_at = ?, ended_at = ? WHERE id = ?",
        [after.state.value, after.position, _time(after.started_at), _time(after.ended_at), after.session_id],
    )
    sql.conn.executemany(
        """
        INSERT INTO quiz_session_item (session, position, item, version_id, closed_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (session, position) DO UPDATE SET closed_at = excluded.closed_at
        """,
        [(after.session_id, item.position, item.name, item.version_id, _time(item.closed_at)) for item in after.items],
    )


def polls(sql: Sql, where: str, values: Iterable[str | int] = ()) -> list[Poll]:
    """Polls; in `where`, `p` is the poll and `s` its session."""
    found = sql.query(f"{_POLLS} {where} ORDER BY p.session, p.position, p.attempt", list(values))
    return [
        Poll(
            ref=PollRef(row["session"], row["position"], row["attempt"]),
            chat=row["chat"],
            state=PollState(row["state"]),
            poll_id=row["poll_id"],
            message_id=row["message_id"],
            sent_at=to_time(row["sent_at"]),
            closes_at=to_optional_time(row["closes_at"]),
        )
        for row in found
    ]


def poll(sql: Sql, ref: PollRef) -> Poll:
    """One poll.

    Raises:
        SessionNotFound: If there is none (any more).
    """
    where = "WHERE p.session = ? AND p.position = ? AND p.attempt = ?"
    for found in polls(sql, where, [ref.session_id, ref.position, ref.attempt]):
        return found
    raise SessionNotFound(ref.session_id)


def add_poll(sql: Sql, ref: PollRef, now: datetime) -> None:
    """Notes that a poll is about to be sent."""
    sql.execute(
        "INSERT INTO quiz_poll (session, position, attempt, state, sent_at) VALUES (?, ?, ?, 'sending', ?)",
        [ref.session_id, ref.position, ref.attempt, to_text(now)],
    )


def set_poll(sql: Sql, ref: PollRef, **columns: str | int | None) -> None:
    """Changes columns of a poll; their names come from our own code."""
    names = ", ".join(f"{name} = ?" for name in columns)
    sql.execute(
        f"UPDATE quiz_poll SET {names} WHERE session = ? AND position = ? AND attempt = ?",  # noqa: S608
        [*columns.values(), ref.session_id, ref.position, ref.attempt],
    )


def answers(sql: Sql, session_id: int) -> list[Answer]:
    """Every answer to a poll of a session."""
    found = sql.execute(
        """
        SELECT p.position, p.attempt, a.person, a.options, a.late FROM quiz_answer AS a
        JOIN quiz_poll AS p ON p.poll_id = a.poll_id WHERE p.session = ? ORDER BY p.position, p.attempt, a.person
        """,
        [session_id],
    )
    return [
        Answer(position, attempt, person, tuple(json.loads(options)), bool(late))
        for position, attempt, person, options, late in found.fetchall()
    ]


def totals(sql: Sql, session_id: int) -> dict[int, tuple[tuple[int, ...], int]]:
    """What an anonymous poll came to, by position: counts and voters, of the poll with the most voters."""
    found = sql.execute(
        "SELECT position, totals, voters FROM quiz_poll WHERE session = ? AND totals IS NOT NULL ORDER BY voters",
        [session_id],
    )
    return {position: (tuple(json.loads(counts)), voters) for position, counts, voters in found.fetchall()}


def tallies(sql: Sql, session_id: int) -> dict[int, Tally]:
    """What is kept of a quiz that ended, by position."""
    found = sql.query("SELECT * FROM quiz_tally WHERE session = ?", [session_id])
    return {
        row["position"]: Tally(row["voters"], row["right_voters"], tuple(json.loads(row["counts"]))) for row in found
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)
