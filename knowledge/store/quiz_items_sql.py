"""The queries behind `ItemBank`; each runs inside a read or write of the caller."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from knowledge.quiz.bank import BankItem, ItemOrigin, ItemVersion, state_of
from knowledge.quiz.errors import ItemNotFound, ItemVersionNotFound
from knowledge.quiz.model import Item
from knowledge.quiz.serial import content_hash, from_document, to_document
from knowledge.store.connection import Sql
from knowledge.store.values import to_json, to_object, to_strings, to_text, to_time

WAITS = """
    v.status = 'for_review'
    AND NOT EXISTS (SELECT 1 FROM quiz_item_decision AS d WHERE d.version_id = v.id)
    AND NOT EXISTS (
        SELECT 1 FROM quiz_item_version AS newer
        WHERE newer.item_id = v.item_id AND newer.origin = v.origin AND newer.number > v.number)
"""
"""Condition: version `v` of an item waits for a decision; a newer one of the same origin takes its place."""

_VERSIONS = """
    SELECT v.*, i.name, d.decision, d.reason FROM quiz_item_version AS v JOIN quiz_item AS i ON i.id = v.item_id
    LEFT JOIN quiz_item_decision AS d ON d.version_id = v.id
"""

_TEXT = (
    "json_remove({0}.document, '$.phrasings', '$.reviewed_on', '$.expires_on', '$.related', '$.expertise',"
    " '$.status', '$.to_check')"
)
"""What of an entry can make an item about it wrong; how colleagues ask for it and its dates cannot."""

_ITEMS = f"""
    SELECT i.id, i.name, i.retired_at, i.shown_version, c.entry_version AS checked_entry_version,
        e.published_version AS entry_version,
        (now.id = held.id OR {_TEXT.format("now")} = {_TEXT.format("held")}) AS checked
    FROM quiz_item AS i
    LEFT JOIN quiz_item_version AS v ON v.id = i.shown_version
    LEFT JOIN entry AS e ON e.slug = v.entry_slug AND e.retired_at IS NULL
    LEFT JOIN entry_version AS now ON now.id = e.published_version
    LEFT JOIN (
        SELECT version_id, entry_version, MAX(id) FROM quiz_item_check GROUP BY version_id
    ) AS c ON c.version_id = v.id
    LEFT JOIN entry_version AS held ON held.id = c.entry_version
"""  # noqa: S608 - constants


def items(sql: Sql, name: str | None = None) -> list[BankItem]:
    """The bank, or one item of it: by theme, then cases step by step and items by name."""
    where, values = ("WHERE i.name = ?", [name]) if name is not None else ("", [])
    versions: dict[int, list[ItemVersion]] = {}
    for row in sql.query(f"{_VERSIONS} {where} ORDER BY v.number", values):
        versions.setdefault(row["item_id"], []).append(version_row(row))
    waiting: dict[int, set[int]] = {}
    for version_id, item_id in sql.execute(f"SELECT v.id, v.item_id FROM quiz_item_version AS v WHERE {WAITS}"):  # noqa: S608
        waiting.setdefault(item_id, set()).add(version_id)
    found = [
        _bank_item(row, versions[row["id"]], waiting.get(row["id"], set()))
        for row in sql.query(f"{_ITEMS} {where}", values)
    ]
    return sorted(found, key=lambda row: (row.item.theme, row.item.unit, row.item.step, row.name))


def item(sql: Sql, name: str) -> BankItem:
    """One item.

    Raises:
        ItemNotFound: If there is no such item.
    """
    for row in items(sql, name):
        return row
    raise ItemNotFound(name)


def _bank_item(row: dict[str, Any], versions: list[ItemVersion], waiting: set[int]) -> BankItem:
    shown = next((version for version in versions if version.version_id == row["shown_version"]), None)
    return BankItem(
        name=row["name"],
        state=state_of(
            shown=shown is not None,
            retired=row["retired_at"] is not None,
            entry_online=row["entry_version"] is not None,
            checked=bool(row["checked"]),
        ),
        shown=shown,
        checked_entry_version=row["checked_entry_version"],
        entry_version=row["entry_version"],
        latest=versions[-1],
        waiting=tuple(version for version in versions if version.version_id in waiting),
    )


def waiting(sql: Sql) -> list[ItemVersion]:
    """Versions that wait for a decision, oldest first."""
    return [version_row(row) for row in sql.query(f"{_VERSIONS} WHERE {WAITS} ORDER BY v.id")]


def waits(sql: Sql, version_id: int) -> bool:
    """Whether a version waits for a decision."""
    found = sql.execute(f"SELECT 1 FROM quiz_item_version AS v WHERE v.id = ? AND {WAITS}", [version_id])  # noqa: S608
    return found.fetchone() is not None


def version(sql: Sql, version_id: int) -> ItemVersion:
    """One version.

    Raises:
        ItemVersionNotFound: If there is no such version.
    """
    for row in sql.query(f"{_VERSIONS} WHERE v.id = ?", [version_id]):
        return version_row(row)
    raise ItemVersionNotFound(version_id)


def versions_of(sql: Sql, version_ids: Iterable[int]) -> dict[int, ItemVersion]:
    """Versions by id; one that is not known is left out."""
    wanted = list(version_ids)
    marks = ", ".join("?" * len(wanted))
    found = map(version_row, sql.query(f"{_VERSIONS} WHERE v.id IN ({marks})", wanted))
    return {version.version_id: version for version in found}


def insert(
    sql: Sql, made: Item, origin: ItemOrigin, authors: Iterable[str], now: datetime, *, published: bool = False
) -> int:
    """Adds the next version of an item, and the item when it is new; returns the id of the version."""
    sql.execute(
        "INSERT INTO quiz_item (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING", [made.id, to_text(now)]
    )
    row = sql.execute(
        """
        INSERT INTO quiz_item_version
            (item_id, number, origin, content_hash, document, entry_slug, status, authors, created_at)
        SELECT i.id, COALESCE((SELECT MAX(number) FROM quiz_item_version WHERE item_id = i.id), 0) + 1,
            :origin, :hash, :document, :entry, :status, :authors, :at
        FROM quiz_item AS i WHERE i.name = :name RETURNING id
        """,
        {
            "name": made.id,
            "origin": origin.value,
            "hash": content_hash(made),
            "document": to_json(to_document(made)),
            "entry": made.entry,
            "status": "published" if published else "for_review",
            "authors": to_json(list(authors)),
            "at": to_text(now),
        },
    ).fetchone()
    return int(row[0])


def show(sql: Sql, version_id: int) -> None:
    """Makes a version the one that is asked, and brings back its item."""
    sql.execute(
        """
        UPDATE quiz_item SET shown_version = :version, retired_at = NULL
        WHERE id = (SELECT item_id FROM quiz_item_version WHERE id = :version)
        """,
        {"version": version_id},
    )


def check(sql: Sql, version_id: int, by: str, now: datetime, *, of_file: bool = False) -> bool:
    """Notes that a version was held against its entry as readers see it, or (`of_file`) as the last file has it.

    Returns:
        False when there is no such version of the entry.
    """
    newest_file = """
        SELECT f.id FROM entry_version AS f WHERE f.entry_id = e.id AND f.origin = 'bestand'
        ORDER BY f.number DESC LIMIT 1
    """
    entry_version = f"COALESCE(({newest_file}), e.published_version)" if of_file else "e.published_version"
    changed = sql.execute(
        f"""
        INSERT INTO quiz_item_check (version_id, entry_version, checked_at, checked_by)
        SELECT v.id, {entry_version}, ?, ? FROM quiz_item_version AS v JOIN entry AS e ON e.slug = v.entry_slug
        WHERE v.id = ? AND e.retired_at IS NULL AND e.published_version IS NOT NULL
        """,  # noqa: S608 - constants
        [to_text(now), by, version_id],
    ).rowcount
    return changed > 0


def version_row(row: dict[str, Any]) -> ItemVersion:
    """A row of `_VERSIONS`."""
    return ItemVersion(
        version_id=row["id"],
        name=row["name"],
        number=row["number"],
        origin=ItemOrigin(row["origin"]),
        item=from_document(to_object(row["document"])),
        authors=to_strings(row["authors"]),
        created_at=to_time(row["created_at"]),
        decision=row["decision"],
        reason=row["reason"] or "",
    )
