"""Rows of reflection as plain records; what expires of them."""

from datetime import date
from typing import Any

from knowledge.reflection.model import Given, Note, Prompt, Rhythm, Week
from knowledge.store.connection import Sql
from knowledge.store.values import to_time

NOTES = "SELECT n.*, p.kind, p.ref FROM reflection_note AS n LEFT JOIN reflection_prompt AS p ON p.id = n.prompt"
"""Rows for `note_row`; to be followed by a WHERE."""


def rhythm_row(row: dict[str, Any]) -> Rhythm:
    """A row of `reflection_rhythm`."""
    return Rhythm(row["weekday"], row["hour"], bool(row["is_on"]), to_time(row["changed_at"]))


def given_row(row: dict[str, Any]) -> Given:
    """A row of `reflection_prompt`."""
    prompt = Prompt.read(row["kind"], row["ref"])
    return Given(row["id"], row["team"], Week.read(row["week"]), row["number"], prompt)


def note_row(row: dict[str, Any]) -> Note:
    """A row of :data:`NOTES`."""
    prompt = None if row["kind"] is None else Prompt.read(row["kind"], row["ref"])
    return Note(row["id"], row["team"], row["text"], date.fromisoformat(row["day"]), prompt)


def expire(sql: Sql, before: str) -> dict[str, int]:
    """Removes notes and prompts of before a moment, inside the write of `Retention`.

    Args:
        sql: The connection that writes.
        before: As `values.to_text` writes it; notes know their day only, and go once that day is before it.

    Returns:
        Rows removed, per table.
    """
    statements = {
        "reflection_note": ("DELETE FROM reflection_note WHERE day < ?", before[:10]),
        "reflection_prompt": ("DELETE FROM reflection_prompt WHERE given_at < ?", before),
    }
    return {table: sql.execute(statement, [limit]).rowcount for table, (statement, limit) in statements.items()}
