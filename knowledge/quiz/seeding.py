"""Bring items from files into the bank; call it after the entries were imported."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from knowledge.entries.loader import Content
from knowledge.quiz.loader import QUIZ_FOLDER, load_quiz
from knowledge.quiz.model import Quiz
from knowledge.store.database import Database
from knowledge.store.quiz_items import ItemBank
from knowledge.store.rows import ImportOutcome


def bring_in_quiz(content: Content, folder: Path, database: Database) -> list[str]:
    """Import the items of a content folder.

    Args:
        content: What was loaded from that folder.
        folder: The content folder; without ``quiz/`` in it there are no items.
        database: The store.

    Returns:
        What was refused, one line each; the other items are there.

    Raises:
        StoreError: The store refused; then nothing was imported.
    """
    quiz = load_quiz(content, folder / QUIZ_FOLDER.name)
    import_quiz(quiz, ItemBank(database))
    return [f"quiz item refused: {error}" for error in quiz.refused]


def import_quiz(quiz: Quiz, bank: ItemBank) -> Counter[ImportOutcome]:
    """Import every item whose file asks to be published.

    Args:
        quiz: A loaded folder of items.
        bank: Where versions are kept.

    Returns:
        How many items had which outcome.

    Raises:
        StoreError: The store refused; then nothing was imported.
    """
    return Counter(bank.import_items(quiz.items.values(), datetime.now(UTC)).values())
