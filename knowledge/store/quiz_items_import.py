"""Items from files into the bank, inside a write of the caller: what a person did is never overwritten."""

from collections.abc import Iterable
from datetime import datetime

from knowledge.entries.model import Status
from knowledge.quiz.bank import ItemOrigin
from knowledge.quiz.model import Item
from knowledge.quiz.serial import content_hash
from knowledge.store import quiz_items_sql
from knowledge.store.connection import Sql
from knowledge.store.pseudonyms import FILE_AUTHOR
from knowledge.store.rows import ImportOutcome
from knowledge.store.values import to_text


def import_items(sql: Sql, items: Iterable[Item], now: datetime) -> dict[str, ImportOutcome]:
    """Takes in items, with the outcome by name.

    An item whose file says archived goes out of the quiz; one whose file is gone stays, because that may be a
    wrong folder. A concept is not taken in.
    """
    before = _hashes(sql)
    outcomes: dict[str, ImportOutcome] = {}
    for item in items:
        if item.status is Status.ARCHIVED:
            sql.execute(
                "UPDATE quiz_item SET retired_at = ? WHERE name = ? AND retired_at IS NULL", [to_text(now), item.id]
            )
        elif item.status is Status.PUBLISHED:
            same = before.get(item.id) == content_hash(item)
            outcomes[item.id] = ImportOutcome.UNCHANGED if same else _take_in(sql, item, now)
    return outcomes


def _take_in(sql: Sql, item: Item, now: datetime) -> ImportOutcome:
    known = sql.execute("SELECT id, retired_at FROM quiz_item WHERE name = ?", [item.id]).fetchone()
    own = known is not None and (known[1] is not None or _touched(sql, known[0]))
    version_id = quiz_items_sql.insert(sql, item, ItemOrigin.FILE, (), now, published=not own)
    if own:
        return ImportOutcome.FOR_REVIEW
    quiz_items_sql.show(sql, version_id)
    quiz_items_sql.check(sql, version_id, FILE_AUTHOR, now, of_file=True)
    return ImportOutcome.NEW if known is None else ImportOutcome.UPDATED


def _hashes(sql: Sql) -> dict[str, str]:
    """Hash of the last version from a file, by name."""
    found = sql.execute(
        """
        SELECT i.name, v.content_hash FROM quiz_item_version AS v JOIN quiz_item AS i ON i.id = v.item_id
        WHERE v.origin = 'bestand' ORDER BY v.number
        """
    )
    return dict(found.fetchall())


def _touched(sql: Sql, item_id: int) -> bool:
    """Whether anybody ever wrote a version of this item in the desk."""
    found = sql.execute("SELECT 1 FROM quiz_item_version WHERE item_id = ? AND origin = 'desk' LIMIT 1", [item_id])
    return found.fetchone() is not None
