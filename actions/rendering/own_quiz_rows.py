"""What is kept of somebody's quizzes and practice, in words."""

from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]
Say = Callable[..., str]


def quiz_line(table: str, row: Row, say: Say, when: Callable[[str], str]) -> str | None:
    """One row; None when the table is none of the quiz.

    Args:
        table: Name of the table, or of the group in the export.
        row: The row.
        say: Words a key below ``own.rows`` of the catalogue.
        when: Words a stored moment.
    """
    worded: dict[str, Callable[[], str]] = {
        "quiz_answer": lambda: _answer("quiz_answer", row, say, when),
        "practice_review": lambda: _answer("practice_review", row, say, when),
        "quiz_participant": lambda: say(
            "quiz_shared" if row["shared_at"] else "quiz_nickname",
            nickname=row["nickname"] or "-",
            when=when(row["shared_at"]) if row["shared_at"] else "",
        ),
        "practice_plan": lambda: say("practice_plan", hour=row["hour"], items=row["items_a_day"]),
        "practice_card": lambda: say(
            "practice_card", question=row["question"], due=when(row["due"]), lapses=row["lapses"]
        ),
        "quiz_item": lambda: say("quiz_item", when=when(row["created_at"]), name=row["name"], number=row["number"]),
        "quiz_item_decision": lambda: say("quiz_item_decision", when=when(row["decided_at"])),
        "quiz": lambda: say("quiz", when=when(row["started_at"] or row["planned_for"] or row["created_at"])),
    }
    word = worded.get(table)
    return None if word is None else word()


def _answer(key: str, row: Row, say: Say, when: Callable[[str], str]) -> str:
    """An answer of which the quiz is not known (yet) has no question."""
    return say(key, when=when(row["at"]), question=row["question"] or "-", chosen=row["chosen"] or "-")
