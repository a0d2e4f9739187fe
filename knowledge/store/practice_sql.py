"""The queries behind `PracticeStore`; each runs inside a read or write of the caller."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from knowledge.practice.model import Card, Grade, Plan, Review
from knowledge.store.connection import Sql
from knowledge.store.values import to_optional_day, to_text, to_time


def plans(sql: Sql, person: str | None, where: str = "TRUE") -> list[tuple[str, Plan, date | None]]:
    """Plans with person and the day of the last offer, of one person or (None) all."""
    found = sql.query(
        f"SELECT * FROM practice_plan AS p WHERE {where} AND (:person IS NULL OR person = :person) ORDER BY person",  # noqa: S608
        {"person": person},
    )
    return [
        (
            row["person"],
            Plan(
                row["hour"],
                frozenset(json.loads(row["days"])),
                row["new_a_day"],
                row["items_a_day"],
                to_optional_day(row["paused_until"]),
            ),
            to_optional_day(row["offered_on"]),
        )
        for row in found
    ]


def cards_of(sql: Sql, person: str, name: str | None = None) -> list[Card]:
    """The cards of a person, or (with a name) of one item."""
    found = sql.query(
        "SELECT * FROM practice_card WHERE person = ? AND (? IS NULL OR item = ?) ORDER BY item", [person, name, name]
    )
    return [_card(row) for row in found]


def _card(row: dict[str, Any]) -> Card:
    due, last = to_time(row["due"]), to_time(row["last_review"])
    return Card(row["item"], row["version_id"], row["stability"], row["difficulty"], due, last, row["lapses"])


def keep(sql: Sql, person: str, card: Card) -> None:
    """Writes a card."""
    sql.execute(
        """
        INSERT INTO practice_card (person, item, version_id, stability, difficulty, due, last_review, lapses)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (person, item) DO UPDATE SET version_id = excluded.version_id, stability = excluded.stability,
            difficulty = excluded.difficulty, due = excluded.due, last_review = excluded.last_review,
            lapses = excluded.lapses
        """,
        [
            person,
            card.name,
            card.version_id,
            card.stability,
            card.difficulty,
            to_text(card.due),
            to_text(card.last_review),
            card.lapses,
        ],
    )


def reviews(sql: Sql, where: str, values: list[str]) -> list[tuple[str, Review]]:
    """The log, oldest first."""
    found = sql.query(f"SELECT * FROM practice_review {where} ORDER BY id", values)  # noqa: S608
    return [
        (row["person"], Review(row["item"], row["version_id"], Grade(row["grade"]), to_time(row["at"])))
        for row in found
    ]


def expire(sql: Sql, now: datetime, days: int) -> dict[str, int]:
    """Removes the practice of people who did not practise for so many days, inside the write of `Retention`.

    A pause counts from the day on which it ends.

    Returns:
        Rows removed, per table.
    """
    before = now - timedelta(days=days)
    gone = """
        SELECT p.person FROM practice_plan AS p WHERE p.changed_at < :before
        AND COALESCE(p.paused_until, '') < :day
        AND NOT EXISTS (SELECT 1 FROM practice_review AS r WHERE r.person = p.person AND r.at >= :before)
    """
    values = {"before": to_text(before), "day": before.date().isoformat()}
    people = [person for (person,) in sql.execute(gone, values).fetchall()]
    marks = ", ".join("?" * len(people))
    return {
        table: sql.execute(f"DELETE FROM {table} WHERE person IN ({marks})", people).rowcount  # noqa: S608 - marks
        for table in ("practice_review", "practice_card", "practice_plan")
    }
