"""Quizzes in chats: started, moved from item to item, stopped."""

from collections.abc import Callable, Sequence
from datetime import datetime

from knowledge.quiz.bank import BankItem
from knowledge.quiz.errors import NothingToAsk, QuizBusy
from knowledge.quiz.live import machine
from knowledge.quiz.live.model import (
    AskedItem,
    PollRef,
    QuizSetup,
    Session,
    SessionState,
)
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action
from knowledge.store import quiz_live_sql, quiz_tallies
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.roster_sql import require
from knowledge.store.values import to_text

LIVE = "state IN ('running', 'asking', 'discussing')"
"""Condition: the quiz goes on in its chat now."""


class QuizSessions:
    """Where each quiz is. A step is read, judged by the machine and written in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(
        self, setup: QuizSetup, items: Sequence[BankItem], now: datetime, *, actor: str, key: str | None = None
    ) -> Session:
        """Starts a quiz now.

        Args:
            setup: What is asked for.
            items: From `knowledge.quiz.choosing.choose`.
            now: When.
            actor: Who.
            key: Unique per message that asks for it; asked again, the same quiz comes back.

        Raises:
            TeamNotFound, NotPermitted: As in `plan`.
            NothingToAsk: If there are no items.
            QuizBusy: If another quiz runs in the chat.
        """

        def work(sql: Sql) -> Session:
            by = require_start(sql, setup, actor)
            for known in quiz_live_sql.sessions(sql, "WHERE key = ?", [key]) if key else []:
                return known
            require_free(sql, setup.chat)
            session_id = quiz_live_sql.insert(sql, setup, SessionState.PLANNED, now, by=by, key=key, at=None)
            record(sql, actor, "start_quiz", f"team:{setup.team_id}", now, {"session": session_id})
            return begin_session(sql, session_id, items, now)

        return self._database.write(work)

    def session(self, session_id: int) -> Session:
        """One quiz.

        Raises:
            SessionNotFound: If it is not known (any more).
        """
        return self._database.read(lambda sql: quiz_live_sql.session(sql, session_id))

    def running(self) -> list[Session]:
        """Every quiz that goes on now, such as to take up after a restart."""
        return self._database.read(lambda sql: quiz_live_sql.sessions(sql, f"WHERE {LIVE} ORDER BY id"))

    def running_in(self, chat: str) -> Session | None:
        """The quiz that goes on in a chat."""
        found = self._database.read(lambda sql: quiz_live_sql.sessions(sql, f"WHERE chat = ? AND {LIVE}", [chat]))
        return next(iter(found), None)

    def of_team(self, team_id: str, limit: int = 20) -> list[Session]:
        """The quizzes that a team had or has now, newest first."""
        where = "WHERE team = ? AND started_at IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT ?"
        return self._database.read(lambda sql: quiz_live_sql.sessions(sql, where, [team_id, limit]))

    def asked_lately(self, chat: str, since: datetime) -> set[str]:
        """Names of items that a chat had in a quiz since a moment."""
        statement = """
            SELECT DISTINCT i.item FROM quiz_session_item AS i JOIN quiz_session AS s ON s.id = i.session
            WHERE s.chat = ? AND s.started_at >= ? AND i.position <= s.position
        """
        return self._database.read(
            lambda sql: {name for (name,) in sql.execute(statement, [chat, to_text(since)]).fetchall()}
        )

    def ask(self, session_id: int, position: int, now: datetime) -> PollRef | None:
        """Moves to an item and notes its first poll as being sent; call it before the sending call.

        Returns:
            The poll to send; None when that item was asked before.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
            WrongState: If it is not the turn of this item.
        """

        def work(sql: Sql) -> PollRef | None:
            after = machine.asked(quiz_live_sql.session(sql, session_id), position)
            if after is None:
                return None
            quiz_live_sql.save(sql, after)
            ref = PollRef(session_id, position, 1)
            quiz_live_sql.add_poll(sql, ref, now)
            return ref

        return self._database.write(work)

    def close(self, session_id: int, position: int, now: datetime) -> bool:
        """Ends the answering of an item: by the clock, by hand in the chat, or by the trainer. What comes is late.

        Returns:
            False when it is not open (any more).

        Raises:
            SessionNotFound: If the quiz is not known (any more).
        """

        def work(sql: Sql) -> bool:
            after = machine.closed(quiz_live_sql.session(sql, session_id), position, now)
            if after is not None:
                quiz_live_sql.save(sql, after)
                _close_polls(sql, session_id, position)
            return after is not None

        return self._database.write(work)

    def go_on(self, session_id: int, position: int, now: datetime, *, actor: str) -> Session:
        """Ends the pause after an item. Pressed twice it is the same; after the last item the quiz is finished.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
            NotPermitted: If the actor starts no quizzes in this team.
            WrongState: If that item was not discussed.
        """

        def step(sql: Sql, session: Session) -> Session | None:
            require(sql, session.setup.team_id, actor, Action.START_QUIZ)
            after = machine.gone_on(session, position, now)
            if after is not None:
                quiz_live_sql.save(sql, after)
                if after.state is SessionState.FINISHED:
                    quiz_tallies.settle(sql, after)
            return after

        return self._step(session_id, step)

    def stop(self, session_id: int, now: datetime, *, actor: str | None = None) -> Session:
        """Stops or cancels a quiz, planned or live; one that is over stays as it is.

        Args:
            session_id: The quiz.
            now: When.
            actor: Who; None when the bot does it itself, such as when it was taken out of the chat.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
            NotPermitted: If the actor starts no quizzes in this team.
        """

        def step(sql: Sql, session: Session) -> Session | None:
            if actor is not None:
                require(sql, session.setup.team_id, actor, Action.START_QUIZ)
                record(sql, actor, "stop_quiz", f"team:{session.setup.team_id}", now, {"session": session_id})
            return stop_session(sql, session, now)

        return self._step(session_id, step)

    def move_chat(self, old: str, new: str) -> int:
        """Follows a group to its new id; returns how many quizzes went along."""
        statement = "UPDATE quiz_session SET chat = ? WHERE chat = ?"
        return self._database.write(lambda sql: sql.execute(statement, [new, old]).rowcount)

    def _step(self, session_id: int, step: Callable[[Sql, Session], Session | None]) -> Session:
        def work(sql: Sql) -> Session:
            session = quiz_live_sql.session(sql, session_id)
            return step(sql, session) or session

        return self._database.write(work)


def require_start(sql: Sql, setup: QuizSetup, actor: str) -> str:
    """Checks right and chat; returns the pseudonym of the actor.

    Raises:
        TeamNotFound: If there is no such team at work.
        NotPermitted: If the actor starts no quizzes in it, or the chat is none of its groups.
    """
    require(sql, setup.team_id, actor, Action.START_QUIZ)
    linked = sql.execute("SELECT 1 FROM team_chat WHERE chat = ? AND team = ?", [setup.chat, setup.team_id]).fetchone()
    if linked is None:
        raise NotPermitted(Action.START_QUIZ)
    return pseudonym_of(sql, actor)


def require_free(sql: Sql, chat: str) -> None:
    """Checks that no quiz goes on in a chat.

    Raises:
        QuizBusy: If one does.
    """
    for busy in quiz_live_sql.sessions(sql, f"WHERE chat = ? AND {LIVE}", [chat]):
        raise QuizBusy(busy.session_id)


def begin_session(sql: Sql, session_id: int, items: Sequence[BankItem], now: datetime) -> Session:
    """Gives a planned session its items, in the versions of now, and starts it.

    Raises:
        NothingToAsk: If there are none.
    """
    asked = tuple(
        AskedItem(place, row.name, row.shown.version_id, row.item)
        for place, row in enumerate((row for row in items if row.shown), 1)
        if row.shown
    )
    if not asked:
        raise NothingToAsk
    after = machine.begun(quiz_live_sql.session(sql, session_id), asked, now)
    quiz_live_sql.save(sql, after)
    return after


def stop_session(sql: Sql, session: Session, now: datetime) -> Session | None:
    """Stops a session wherever it is; None when it was over."""
    after = machine.stopped(session, now)
    if after is not None:
        quiz_live_sql.save(sql, after)
        _close_polls(sql, session.session_id, session.position)
        quiz_tallies.settle(sql, after)
    return after


def _close_polls(sql: Sql, session_id: int, position: int) -> None:
    """Polls of an item that stand in the chat are closed; one whose response was lost stays lost."""
    sql.execute(
        "UPDATE quiz_poll SET state = 'closed' WHERE session = ? AND position = ? AND state = 'open'",
        [session_id, position],
    )
