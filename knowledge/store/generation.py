"""A number that goes up whenever published content changes.

Processes keep an index in memory; each compares the number it was built from with the one stored, instead of
talking to the process that made the change.
"""

from datetime import datetime

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_text


def bump(sql: Sql, now: datetime) -> None:
    """Raises the number, inside the write that changed the content."""
    sql.execute("UPDATE generation SET number = number + 1, changed_at = ? WHERE name = 'content'", [to_text(now)])


class Generation:
    """Reads the generation number of the published content."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> int:
        """The number now; 0 until something was published. Different from yours means: build again."""
        return self._database.read(_current)


def _current(sql: Sql) -> int:
    return int(sql.execute("SELECT number FROM generation WHERE name = 'content'").fetchone()[0])
