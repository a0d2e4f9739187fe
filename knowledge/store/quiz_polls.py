"""Polls of a live quiz and the answers to them: each answer counts once, whenever it comes.

A poll is written before it is sent and gets its id when the sending call returned. Answers may come in between, or
during a restart: they wait under the id of the poll. When the response was lost the item is asked again; of somebody
who answered both polls the later one counts, of somebody who answered only the lost one that one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from knowledge.quiz.errors import WrongState
from knowledge.quiz.live.model import Outcome, Poll, PollRef, PollState
from knowledge.store import quiz_live_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_json, to_text

_ASIDE_DAYS = 1
"""How long an answer waits for its poll: Telegram keeps updates for a day (core.telegram.org/bots/api#getupdates)."""


class QuizPolls:
    """Polls and answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def polls(self, session_id: int, position: int | None = None) -> list[Poll]:
        """The polls of a quiz, or of one item of it, in order."""
        where, values = "WHERE p.session = ?", [session_id]
        if position is not None:
            where, values = f"{where} AND p.position = ?", [session_id, position]
        return self._database.read(lambda sql: quiz_live_sql.polls(sql, where, values))

    def of_poll(self, poll_id: str) -> Poll | None:
        """The poll with an id of the platform; None when it is not ours, or not known yet."""
        found = self._database.read(lambda sql: quiz_live_sql.polls(sql, "WHERE p.poll_id = ?", [poll_id]))
        return next(iter(found), None)

    def poll_sent(self, ref: PollRef, poll_id: str, message_id: str, now: datetime) -> int:
        """Notes that the sending call returned; answers that came before it count from now on.

        Told twice it is the same. When the item was closed meanwhile the poll is too: `to_stop` names it then.

        Returns:
            Number of answers that had come before.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
        """

        def work(sql: Sql) -> int:
            poll, seconds = quiz_live_sql.poll(sql, ref), quiz_live_sql.session(sql, ref.session_id).setup.seconds
            if poll.state is PollState.LOST:
                quiz_live_sql.set_poll(sql, ref, message_id=message_id)
            elif poll.state is PollState.SENDING and _is_open(sql, ref):
                closes = to_text(now + timedelta(seconds=seconds)) if seconds else None
                quiz_live_sql.set_poll(sql, ref, state=PollState.OPEN.value, message_id=message_id, closes_at=closes)
            elif poll.state is PollState.SENDING:
                quiz_live_sql.set_poll(sql, ref, state=PollState.CLOSED.value, message_id=message_id)
            return _know(sql, ref, poll_id)

        return self._database.write(work)

    def found(self, ref: PollRef, *, poll_id: str | None = None, message_id: str | None = None) -> int:
        """Notes what became known another way about a poll whose response was lost.

        A pressed button under it gives the message, an update about the poll its id.

        Returns:
            Number of answers that count from now on.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
        """

        def work(sql: Sql) -> int:
            quiz_live_sql.poll(sql, ref)
            if message_id is not None:
                quiz_live_sql.set_poll(sql, ref, message_id=message_id)
            return _know(sql, ref, poll_id) if poll_id is not None else 0

        return self._database.write(work)

    def unsure(self) -> list[Poll]:
        """Polls that were being sent: asked at the start of the process, the response of each was lost."""
        return self._database.read(lambda sql: quiz_live_sql.polls(sql, "WHERE p.state = 'sending'"))

    def lost(self, ref: PollRef, now: datetime) -> PollRef | None:
        """Gives up on a poll whose response was lost, or whose sending failed, and notes its successor as being sent.

        Returns:
            The poll to send; None when the item is closed, or was asked again before.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
            WrongState: If the poll stands in the chat.
        """

        def work(sql: Sql) -> PollRef | None:
            poll = quiz_live_sql.poll(sql, ref)
            if poll.state not in {PollState.SENDING, PollState.LOST}:
                raise WrongState(ref.session_id, poll.state, "give up on a poll that stands in the chat")
            quiz_live_sql.set_poll(sql, ref, state=PollState.LOST.value)
            newest = max(one.ref.attempt for one in _of_item(sql, ref))
            if not _is_open(sql, ref) or newest > ref.attempt:
                return None
            again = replace(ref, attempt=newest + 1)
            quiz_live_sql.add_poll(sql, again, now)
            return again

        return self._database.write(work)

    def to_stop(self) -> list[Poll]:
        """Polls that should not take votes any more and may still do so in their chat: closed and lost ones."""
        where = "WHERE p.state IN ('closed', 'lost') AND p.message_id IS NOT NULL AND p.stopped_at IS NULL"
        return self._database.read(lambda sql: quiz_live_sql.polls(sql, where))

    def stopped_in_chat(self, ref: PollRef, now: datetime) -> None:
        """Notes that a poll takes no votes any more: it was stopped, was closed already, or is gone."""
        self._database.write(lambda sql: quiz_live_sql.set_poll(sql, ref, stopped_at=to_text(now)))

    def closing_due(self, now: datetime) -> list[Poll]:
        """Open polls whose time is over. Handle the updates that wait first: their votes were in time."""
        where = "WHERE p.state = 'open' AND p.closes_at <= ?"
        return self._database.read(lambda sql: quiz_live_sql.polls(sql, where, [to_text(now)]))

    def answer(self, poll_id: str, person: str, options: Sequence[int], now: datetime) -> Outcome:
        """Takes in one answer; the first of a person to a poll is the one.

        Args:
            poll_id: The platform's id of the poll.
            person: Who; an opaque id, with or without a name on the platform.
            options: What was chosen, from 0; empty when a vote was taken back.
            now: When.
        """
        if not options:
            return Outcome.EMPTY

        def work(sql: Sql) -> Outcome:
            poll = next(iter(quiz_live_sql.polls(sql, "WHERE p.poll_id = ?", [poll_id])), None)
            late = poll is not None and not _is_open(sql, poll.ref)
            made = sql.execute(
                """
                INSERT INTO quiz_answer (poll_id, person, options, late, at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                [poll_id, person, to_json(sorted(set(options))), int(late), to_text(now)],
            ).rowcount
            if not made:
                return Outcome.DUPLICATE
            if poll is None:
                return Outcome.ASIDE
            return Outcome.LATE if late else Outcome.COUNTED

        return self._database.write(work)

    def totals(self, poll_id: str, counts: Sequence[int], voters: int) -> bool:
        """Takes in the totals of an anonymous poll; they only grow, and count until the quiz ends.

        Args:
            poll_id: The platform's id of the poll.
            counts: How often each option was chosen.
            voters: People who voted.

        Returns:
            False when the poll is not known, its quiz is over or names its voters, or nothing changed.
        """

        def work(sql: Sql) -> bool:
            changed = sql.execute(
                """
                UPDATE quiz_poll SET totals = ?, voters = ? WHERE poll_id = ? AND COALESCE(voters, -1) < ?
                AND EXISTS (SELECT 1 FROM quiz_session AS s WHERE s.id = session AND s.anonymous AND s.ended_at IS NULL)
                """,
                [to_json(list(counts)), voters, poll_id, voters],
            ).rowcount
            return changed > 0

        return self._database.write(work)


def _of_item(sql: Sql, ref: PollRef) -> list[Poll]:
    return quiz_live_sql.polls(sql, "WHERE p.session = ? AND p.position = ?", [ref.session_id, ref.position])


def _is_open(sql: Sql, ref: PollRef) -> bool:
    """Whether answers to an item count: it is not closed. One small query: many answers come in a second."""
    found = sql.execute(
        """
        SELECT 1 FROM quiz_session_item AS i JOIN quiz_session AS s ON s.id = i.session
        WHERE i.session = ? AND i.position = ? AND i.closed_at IS NULL AND s.ended_at IS NULL
        """,
        [ref.session_id, ref.position],
    )
    return found.fetchone() is not None


def _know(sql: Sql, ref: PollRef, poll_id: str) -> int:
    """Ties a poll to its id, and judges the answers that waited by when they came."""
    known = quiz_live_sql.polls(sql, "WHERE p.poll_id = ?", [poll_id])
    if known:
        return 0
    quiz_live_sql.set_poll(sql, ref, poll_id=poll_id)
    closed_at = quiz_live_sql.session(sql, ref.session_id).items[ref.position - 1].closed_at
    if closed_at is not None:
        sql.execute("UPDATE quiz_answer SET late = 1 WHERE poll_id = ? AND at > ?", [poll_id, to_text(closed_at)])
    found = sql.execute("SELECT COUNT(*) FROM quiz_answer WHERE poll_id = ? AND late = 0", [poll_id])
    return int(found.fetchone()[0])


def expire_aside(sql: Sql, now: datetime) -> int:
    """Removes answers whose poll never became known, inside the write of `Retention`; returns how many."""
    return sql.execute(
        """
        DELETE FROM quiz_answer WHERE at < ?
        AND NOT EXISTS (SELECT 1 FROM quiz_poll AS p WHERE p.poll_id = quiz_answer.poll_id)
        """,
        [to_text(now - timedelta(days=_ASIDE_DAYS))],
    ).rowcount
