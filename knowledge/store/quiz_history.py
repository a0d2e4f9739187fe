"""What became of the versions of a quiz item, for the page that shows its history."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.quiz.bank import ItemVersion
from knowledge.store import quiz_items_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.review_sql import known_pseudonym
from knowledge.store.values import to_time


@dataclass(frozen=True, slots=True)
class PastVersion:
    """A version with its end.

    Attributes:
        version: What it says, who wrote it and what was decided.
        shown: It is the version that is asked.
        waits: It waits for a decision.
        decided_at: When somebody decided; None while nobody did.
        decided_by: Their pseudonym.
    """

    version: ItemVersion
    shown: bool
    waits: bool
    decided_at: datetime | None = None
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When a version was held against its entry last.

    Attributes:
        entry_number: Number of the version of the entry.
        at: When.
        by: Pseudonym; ``bestand`` for an item that came with its entry.
    """

    entry_number: int
    at: datetime
    by: str


class ItemHistory:
    """Reads; whoever shows it checks the right."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, name: str) -> list[PastVersion]:
        """Every version of an item, newest first.

        Raises:
            ItemNotFound: If there is no such item.
        """

        def query(sql: Sql) -> list[PastVersion]:
            row = quiz_items_sql.item(sql, name)
            found = sql.execute(
                """
                SELECT v.id, d.decided_at, d.decided_by FROM quiz_item_version AS v
                JOIN quiz_item AS i ON i.id = v.item_id
                LEFT JOIN quiz_item_decision AS d ON d.version_id = v.id
                WHERE i.name = ? ORDER BY v.number DESC
                """,
                [name],
            ).fetchall()
            versions = quiz_items_sql.versions_of(sql, [version for version, _, _ in found])
            waiting = {version.version_id for version in row.waiting}
            return [
                PastVersion(
                    versions[version],
                    shown=version == row.version_id,
                    waits=version in waiting,
                    decided_at=to_time(at) if at else None,
                    decided_by=by or "",
                )
                for version, at, by in found
            ]

        return self._database.read(query)

    def last_check(self, version_id: int) -> LastCheck | None:
        """When a version was held against its entry last; None for one that never was."""

        def query(sql: Sql) -> LastCheck | None:
            found = sql.execute(
                """
                SELECT e.number, c.checked_at, c.checked_by FROM quiz_item_check AS c
                JOIN entry_version AS e ON e.id = c.entry_version WHERE c.version_id = ? ORDER BY c.id DESC LIMIT 1
                """,
                [version_id],
            ).fetchone()
            return LastCheck(found[0], to_time(found[1]), found[2]) if found else None

        return self._database.read(query)

    def known_as(self, person: str) -> str | None:
        """The pseudonym under which somebody wrote; None when they did nothing yet."""
        return self._database.read(lambda sql: known_pseudonym(sql, person))
