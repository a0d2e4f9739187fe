"""Quizzes that were planned for a day and an hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from knowledge.quiz.bank import BankItem
from knowledge.quiz.errors import WrongState
from knowledge.quiz.live.model import LATE_START_MINUTES, QuizSetup, Session, SessionState
from knowledge.store import quiz_live_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.quiz_sessions import begin_session, require_free, require_start, stop_session
from knowledge.store.values import to_text


class QuizPlanning:
    """Planned quizzes, until they begin."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, setup: QuizSetup, at: datetime, now: datetime, *, actor: str) -> Session:
        """Plans a quiz for a moment; its items are chosen when it begins.

        Raises:
            TeamNotFound: If there is no such team at work.
            NotPermitted: If the actor starts no quizzes in it, or the chat is none of its groups.
            ValueError: If the moment is over.
        """
        if at <= now:
            raise ValueError(f"{at.isoformat()} is over; plan a quiz for a later moment.")

        def work(sql: Sql) -> Session:
            by = require_start(sql, setup, actor)
            session_id = quiz_live_sql.insert(sql, setup, SessionState.PLANNED, now, by=by, key=None, at=at)
            record(sql, actor, "plan_quiz", f"team:{setup.team_id}", now, {"session": session_id})
            return quiz_live_sql.session(sql, session_id)

        return self._database.write(work)

    def begin(self, session_id: int, items: Sequence[BankItem], now: datetime) -> Session:
        """Starts a planned quiz.

        Raises:
            SessionNotFound: If it is not known (any more).
            WrongState: If it is not planned (any more).
            NothingToAsk: If there are no items.
            QuizBusy: If another quiz runs in the chat.
        """

        def work(sql: Sql) -> Session:
            session = quiz_live_sql.session(sql, session_id)
            if session.state is not SessionState.PLANNED:
                raise WrongState(session_id, session.state, "begin")
            require_free(sql, session.setup.chat)
            return begin_session(sql, session_id, items, now)

        return self._database.write(work)

    def planned(self, team_id: str) -> list[Session]:
        """Quizzes that a team has ahead, the first one first."""
        where = "WHERE team = ? AND state = 'planned' ORDER BY planned_for, id"
        return self._database.read(lambda sql: quiz_live_sql.sessions(sql, where, [team_id]))

    def due(self, now: datetime) -> list[Session]:
        """Planned quizzes that should begin now; too late is `missed`."""
        where = "WHERE state = 'planned' AND planned_for <= ? AND planned_for >= ? ORDER BY planned_for, id"
        moments = [to_text(now), to_text(now - timedelta(minutes=LATE_START_MINUTES))]
        return self._database.read(lambda sql: quiz_live_sql.sessions(sql, where, moments))

    def missed(self, now: datetime) -> list[Session]:
        """Stops planned quizzes that are too late to begin, and returns them so that somebody can be told."""

        def work(sql: Sql) -> list[Session]:
            before = to_text(now - timedelta(minutes=LATE_START_MINUTES))
            where = "WHERE state = 'planned' AND planned_for < ? ORDER BY planned_for, id"
            over = [stop_session(sql, session, now) for session in quiz_live_sql.sessions(sql, where, [before])]
            return [session for session in over if session is not None]

        return self._database.write(work)
