"""What came of live quizzes: totals for everybody, an own result for a participant, and what they chose to share."""

from datetime import datetime

from knowledge.quiz.errors import NotInQuiz, WrongState
from knowledge.quiz.live import results
from knowledge.quiz.live.model import LONGEST_NICKNAME, Scoreboard, Session
from knowledge.quiz.live.results import (
    FEWEST,
    ItemResult,
    OwnResult,
    Results,
    SharedResult,
)
from knowledge.roster.permissions import Action
from knowledge.store import quiz_live_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.quiz_tallies import given_by, participants, tallies
from knowledge.store.roster_sql import one_line, require
from knowledge.store.values import to_text


class QuizResults:
    """Results. Nobody but a participant sees what one person answered, until that person shares it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def item_result(self, session_id: int, position: int) -> ItemResult:
        """One item that was asked; without figures below five people.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
            WrongState: If the item was not asked.
        """

        def query(sql: Sql) -> ItemResult:
            session = quiz_live_sql.session(sql, session_id)
            if not 1 <= position <= session.position:
                raise WrongState(session_id, session.state, f"tell the result of item {position}")
            asked = session.items[position - 1]
            return results.item_result(asked, tallies(sql, session)[position])

        return self._database.read(query)

    def results(self, session_id: int) -> Results:
        """The closing picture of a quiz, or what there is of it until now.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
        """

        def query(sql: Sql) -> Results:
            session = quiz_live_sql.session(sql, session_id)
            found = tallies(sql, session)
            asked = session.items[: session.position]
            by_person = results.scores(asked, quiz_live_sql.answers(sql, session_id))
            people = participants(sql, session, found, len(by_person))
            board = session.setup.scoreboard
            nicknames = _nicknames(sql, session_id) if board is Scoreboard.NICKNAME else {}
            nicks = results.nick_scores(by_person, nicknames, len(asked))
            if people < FEWEST:
                return Results(people, too_few=True, nicknames=nicks)
            items = tuple(results.item_result(item, found[item.position]) for item in asked)
            teams = results.team_scores(by_person, _teams(sql, session)) if board is Scoreboard.TEAM else ()
            return Results(
                people, too_few=False, items=items, themes=results.themes(items), teams=teams, nicknames=nicks
            )

        return self._database.read(query)

    def own_result(self, session_id: int, person: str) -> OwnResult:
        """What one participant sees of themself.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
            NotInQuiz: If they have no answers in it, or it was anonymous.
        """

        def query(sql: Sql) -> OwnResult:
            session = quiz_live_sql.session(sql, session_id)
            given = given_by(sql, session).get(person)
            if given is None:
                raise NotInQuiz(session_id)
            shared = sql.execute(
                "SELECT 1 FROM quiz_participant WHERE session = ? AND person = ? AND shared_at IS NOT NULL",
                [session_id, person],
            ).fetchone()
            places = range(1, session.position + 1)
            return OwnResult(
                sum(given.values()), session.position, {place: given.get(place) for place in places}, shared is not None
            )

        return self._database.read(query)

    def set_nickname(self, session_id: int, person: str, nickname: str | None) -> str | None:
        """Notes or clears the name under which somebody wants to stand on the scoreboard of a quiz.

        Returns:
            The name as it is shown; None when there is none.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
            WrongState: If the quiz has no scoreboard of nicknames.
        """
        shown = one_line(nickname, LONGEST_NICKNAME) if nickname else ""

        def work(sql: Sql) -> str | None:
            session = quiz_live_sql.session(sql, session_id)
            if session.setup.scoreboard is not Scoreboard.NICKNAME:
                raise WrongState(session_id, session.state, "take nicknames: it has no scoreboard of them")
            sql.execute(
                """
                INSERT INTO quiz_participant (session, person, nickname) VALUES (?, ?, ?)
                ON CONFLICT (session, person) DO UPDATE SET nickname = excluded.nickname
                """,
                [session_id, person, shown or None],
            )
            return shown or None

        return self._database.write(work)

    def share(self, session_id: int, person: str, now: datetime) -> None:
        """Shows the own result to the trainers of the team, until it is taken back.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
            NotInQuiz: If this person has no answers in it.
        """

        def work(sql: Sql) -> None:
            if person not in given_by(sql, quiz_live_sql.session(sql, session_id)):
                raise NotInQuiz(session_id)
            sql.execute(
                """
                INSERT INTO quiz_participant (session, person, shared_at) VALUES (?, ?, ?)
                ON CONFLICT (session, person) DO UPDATE SET shared_at = excluded.shared_at
                """,
                [session_id, person, to_text(now)],
            )

        self._database.write(work)

    def unshare(self, session_id: int, person: str) -> None:
        """Takes `share` back."""
        statement = "UPDATE quiz_participant SET shared_at = NULL WHERE session = ? AND person = ?"
        self._database.write(lambda sql: sql.execute(statement, [session_id, person]))

    def shared(self, session_id: int, *, actor: str) -> list[SharedResult]:
        """Results that participants shared, by name.

        Raises:
            SessionNotFound: If the quiz is not known (any more).
            NotPermitted: If the actor is no trainer of the team.
        """

        def query(sql: Sql) -> list[SharedResult]:
            session = quiz_live_sql.session(sql, session_id)
            require(sql, session.setup.team_id, actor, Action.SEE_MASTERY)
            given = given_by(sql, session)
            rows = sql.execute(
                """
                SELECT q.person, m.display_name FROM quiz_participant AS q
                JOIN team_member AS m ON m.person = q.person AND m.team = ?
                WHERE q.session = ? AND q.shared_at IS NOT NULL ORDER BY m.display_name
                """,
                [session.setup.team_id, session_id],
            )
            return [
                SharedResult(name, sum(given[person].values()), session.position)
                for person, name in rows.fetchall()
                if person in given
            ]

        return self._database.read(query)


def _nicknames(sql: Sql, session_id: int) -> dict[str, str]:
    found = sql.execute(
        "SELECT person, nickname FROM quiz_participant WHERE session = ? AND nickname IS NOT NULL", [session_id]
    )
    return dict(found.fetchall())


def _teams(sql: Sql, session: Session) -> dict[str, str]:
    """The team of each participant: that of the quiz, else the one they joined first."""
    found = sql.execute(
        """
        SELECT m.person, t.name FROM team_member AS m JOIN team AS t ON t.id = m.team
        WHERE t.archived_at IS NULL ORDER BY m.team <> ? DESC, m.joined_at DESC
        """,
        [session.setup.team_id],
    )
    return dict(found.fetchall())
