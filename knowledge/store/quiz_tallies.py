"""Totals of a quiz: counted from its answers while it goes on, kept when it ended."""

from knowledge.quiz.live import results
from knowledge.quiz.live.model import AskedItem, Session
from knowledge.quiz.live.results import FEWEST, Answer, Tally
from knowledge.store import quiz_live_sql
from knowledge.store.connection import Sql
from knowledge.store.values import to_json


def tallies(sql: Sql, session: Session) -> dict[int, Tally]:
    """Every item that was asked in totals: kept ones of a quiz that ended, else of its answers."""
    asked = session.items[: session.position]
    if session.state.is_over:
        kept = quiz_live_sql.tallies(sql, session.session_id)
        return {item.position: kept.get(item.position, _nobody(item)) for item in asked}
    return _counted(sql, session)


def settle(sql: Sql, session: Session) -> None:
    """Keeps the totals of a quiz that ended, inside the write that ends it. Of fewer than five people none is kept."""
    found = _counted(sql, session)
    people = participants(sql, session, found, len(given_by(sql, session)))
    sql.execute("UPDATE quiz_session SET participants = ? WHERE id = ?", [people, session.session_id])
    for position, one in found.items():
        if one.voters >= FEWEST:
            sql.execute(
                """
                INSERT INTO quiz_tally (session, position, voters, right_voters, counts) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                [session.session_id, position, one.voters, one.right, to_json(list(one.counts))],
            )


def _counted(sql: Sql, session: Session) -> dict[int, Tally]:
    asked = session.items[: session.position]
    if session.setup.anonymous:
        known = quiz_live_sql.totals(sql, session.session_id)
        return {
            item.position: results.tally_of_totals(item, *known[item.position])
            if item.position in known
            else _nobody(item)
            for item in asked
        }
    answers = quiz_live_sql.answers(sql, session.session_id)
    return {item.position: results.tally(item, answers) for item in asked}


def participants(sql: Sql, session: Session, found: dict[int, Tally], answered: int) -> int:
    """People in a quiz: as kept when it ended, else `answered`, or of an anonymous one the most at one item."""
    kept = sql.execute("SELECT participants FROM quiz_session WHERE id = ?", [session.session_id]).fetchone()[0]
    if kept is not None:
        return int(kept)
    return max((one.voters for one in found.values()), default=0) if session.setup.anonymous else answered


def given_by(sql: Sql, session: Session) -> dict[str, dict[int, bool]]:
    """Whether each answer that counts was right, by person and position."""
    answers: list[Answer] = quiz_live_sql.answers(sql, session.session_id)
    return results.scores(session.items[: session.position], answers)


def _nobody(item: AskedItem) -> Tally:
    return Tally(0, 0, (0,) * len(item.item.options))
