"""What people practise alone: plan, cards and log of each person. Nobody else sees any of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from knowledge.practice.day import day_of, is_due, start_of, today
from knowledge.practice.model import LEECH_LAPSES, MOST_A_DAY, Answered, Grade, Plan, Review, Today
from knowledge.practice.progress import WEEKS, Progress, progress
from knowledge.practice.schedule import Schedule
from knowledge.quiz.bank import BankItem
from knowledge.roster.permissions import Action
from knowledge.store import practice_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.review_sql import require_anywhere
from knowledge.store.values import to_json, to_text

_TABLES = ("practice_review", "practice_card", "practice_plan")


class PracticeStore:
    """Practice of all people, each apart.

    Attributes:
        schedule: When an item comes again.
    """

    def __init__(self, database: Database, schedule: Schedule | None = None) -> None:
        self._database = database
        self.schedule = schedule or Schedule()

    def plan(self, person: str) -> Plan | None:
        """When and how much somebody practises; None until they began."""
        return self._database.read(lambda sql: next((plan for _, plan, _ in practice_sql.plans(sql, person)), None))

    def set_plan(self, person: str, plan: Plan, now: datetime) -> None:
        """Begins practising, or changes when and how much.

        Raises:
            NotPermitted: If somebody is in no team.
        """

        def work(sql: Sql) -> None:
            require_anywhere(sql, person, Action.PRACTISE)
            paused = plan.paused_until
            sql.execute(
                """
                INSERT INTO practice_plan (person, hour, days, new_a_day, items_a_day, paused_until, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (person) DO UPDATE SET hour = excluded.hour, days = excluded.days,
                    new_a_day = excluded.new_a_day, items_a_day = excluded.items_a_day,
                    paused_until = excluded.paused_until, changed_at = excluded.changed_at, unanswered = 0
                """,
                [
                    person,
                    plan.hour,
                    to_json(sorted(plan.days)),
                    plan.new_a_day,
                    plan.items_a_day,
                    paused.isoformat() if paused else None,
                    to_text(now),
                ],
            )

        self._database.write(work)

    def pause(self, person: str, until: date | None, now: datetime) -> bool:
        """Rests until a day, or (None) goes on at once; False when somebody does not practise."""
        statement = "UPDATE practice_plan SET paused_until = ?, changed_at = ?, unanswered = 0 WHERE person = ?"
        values = [until.isoformat() if until else None, to_text(now), person]
        return self._database.write(lambda sql: sql.execute(statement, values).rowcount > 0)

    def stop(self, person: str) -> int:
        """Ends practising and removes everything about it: plan, cards and log. Returns the rows removed."""

        def work(sql: Sql) -> int:
            return sum(sql.execute(f"DELETE FROM {table} WHERE person = ?", [person]).rowcount for table in _TABLES)  # noqa: S608

        removed = self._database.write(work)
        self._database.checkpoint()
        return removed

    def due_people(self, now: datetime) -> list[str]:
        """Whose practice should come now; members of a team at work only."""

        def query(sql: Sql) -> list[str]:
            member = """
                EXISTS (SELECT 1 FROM team_member AS m JOIN team AS t ON t.id = m.team
                WHERE m.person = p.person AND t.archived_at IS NULL)
            """
            return [
                person
                for person, plan, offered_on in practice_sql.plans(sql, None, member)
                if is_due(plan, now, offered_on)
            ]

        return self._database.read(query)

    def offered(self, person: str, now: datetime) -> bool:
        """Notes that practice came today, in the transaction that queues the message; False when it did before."""
        day = day_of(now).isoformat()
        statement = """
            UPDATE practice_plan SET offered_on = ?, unanswered = unanswered + 1
            WHERE person = ? AND COALESCE(offered_on, '') < ?
        """
        return self._database.write(lambda sql: sql.execute(statement, [day, person, day]).rowcount > 0)

    def unanswered(self, person: str) -> int:
        """How many times in a row practice came and somebody did nothing."""
        statement = "SELECT unanswered FROM practice_plan WHERE person = ?"
        found = self._database.read(lambda sql: sql.execute(statement, [person]).fetchone())
        return int(found[0]) if found else 0

    def heard(self, person: str) -> None:
        """Notes that somebody did something, so that offers go on."""
        statement = "UPDATE practice_plan SET unanswered = 0 WHERE person = ? AND unanswered > 0"
        self._database.write(lambda sql: sql.execute(statement, [person]))

    def today(self, person: str, askable: Sequence[BankItem], now: datetime, *, extra: int = 0) -> Today:
        """What is left to practise today, with the limits of the plan, or the usual ones without one.

        Args:
            person: Who.
            askable: Items that may be asked.
            now: The present.
            extra: So many items on top of what was done today, whatever the plan says; `MOST_A_DAY` stays the most.
        """

        def query(sql: Sql) -> Today:
            versions = {row.name: row.version_id for row in askable}
            cards = practice_sql.cards_of(sql, person)
            bad = {card.name for card in cards if card.is_leech(versions.get(card.name))}
            begin = to_text(start_of(day_of(now)))
            found = sql.execute(
                """
                SELECT item, MAX(at >= :begin), MIN(at) >= :begin FROM practice_review
                WHERE person = :person GROUP BY item
                """,
                {"person": person, "begin": begin},
            ).fetchall()
            new_today = [name for name, _, new in found if new]
            again_today = [name for name, now_too, new in found if now_too and not new]
            plan = next((plan for _, plan, _ in practice_sql.plans(sql, person)), Plan())
            if extra:
                most = min(MOST_A_DAY, len(new_today) + len(again_today) + extra)
                plan = replace(plan, items_a_day=most, new_a_day=most)
            return today(
                plan,
                cards,
                [row.item for row in askable if row.name not in bad],
                now,
                new_today=new_today,
                again_today=again_today,
                person=person,
            )

        return self._database.read(query)

    def answer(
        self, key: str, person: str, name: str, version_id: int, options: Sequence[int], grade: Grade, now: datetime
    ) -> Answered:
        """Takes in one answer and moves the card.

        Args:
            key: Unique per answer; told twice it is one.
            person: Who.
            name: Name of the item.
            version_id: The version that was asked.
            options: What was chosen, from 0.
            grade: How well it was known.
            now: When.
        """

        def work(sql: Sql) -> Answered:
            card = next(iter(practice_sql.cards_of(sql, person, name)), None)
            known = sql.execute("SELECT 1 FROM practice_review WHERE key = ?", [key]).fetchone()
            if known is not None:
                return Answered(first=False, due=card.due if card else now.astimezone(UTC))
            # A clock that was set back must not stop somebody from practising.
            at = now if card is None else max(now, card.last_review)
            after = self.schedule.after(card, Review(name, version_id, grade, at))
            sql.execute(
                """
                INSERT INTO practice_review (key, person, item, version_id, grade, options, at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [key, person, name, version_id, int(grade), to_json(sorted(set(options))), to_text(at)],
            )
            practice_sql.keep(sql, person, after)
            return Answered(first=True, due=after.due)

        return self._database.write(work)

    def progress(self, person: str, askable: Sequence[BankItem], now: datetime) -> Progress:
        """How far somebody is; for that person only."""

        def query(sql: Sql) -> Progress:
            since = now - timedelta(weeks=WEEKS)
            reviews = practice_sql.reviews(sql, "WHERE person = ? AND at >= ?", [person, to_text(since)])
            items = [row.item for row in askable]
            return progress(
                practice_sql.cards_of(sql, person), items, [review for _, review in reviews], now, self.schedule
            )

        return self._database.read(query)

    def bad_items(self) -> dict[str, int]:
        """Items that people keep forgetting, with how many; a sign that the item is bad. Never who."""

        def query(sql: Sql) -> dict[str, int]:
            found = sql.execute(
                """
                SELECT c.item, COUNT(*) FROM practice_card AS c JOIN quiz_item AS i ON i.name = c.item
                WHERE c.lapses >= ? AND i.shown_version = c.version_id GROUP BY c.item ORDER BY COUNT(*) DESC, c.item
                """,
                [LEECH_LAPSES],
            )
            return dict(found.fetchall())

        return self._database.read(query)

    def reschedule(self) -> int:
        """Computes every card again from the log, after the settings of the schedule changed; returns how many."""

        def work(sql: Sql) -> int:
            logs: dict[tuple[str, str], list[Review]] = {}
            for person, review in practice_sql.reviews(sql, "", []):
                logs.setdefault((person, review.name), []).append(review)
            for (person, _), log in logs.items():
                if (card := self.schedule.replay(log)) is not None:
                    practice_sql.keep(sql, person, card)
            return len(logs)

        return self._database.write(work)
