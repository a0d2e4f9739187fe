"""The queries behind `EntryStore`; each runs inside a read or write of the caller."""

from datetime import datetime
from typing import Any

from knowledge.errors import EntryNotFound, VersionNotFound
from knowledge.store.connection import Sql
from knowledge.store.rows import EntryRecord, EntryVersion, Origin, PublishedEntry, SeedEntry, VersionStatus
from knowledge.store.values import to_json, to_object, to_optional_day, to_optional_time, to_text, to_time

CONFIRMED = """
    (v.origin = 'desk' OR EXISTS (
        SELECT 1 FROM version_decision AS d WHERE d.version_id = v.id AND d.decision IN ('confirmed', 'approved')))
"""
"""Condition: somebody of the organisation stands behind version `v`."""

UNDECIDED = """
    v.status = 'for_review'
    AND NOT EXISTS (SELECT 1 FROM version_decision AS d WHERE d.version_id = v.id)
    AND NOT (v.origin = 'bestand' AND EXISTS (
        SELECT 1 FROM entry_version AS newer
        WHERE newer.entry_id = v.entry_id AND newer.origin = 'bestand' AND newer.number > v.number))
"""
"""Condition: version `v` waits for a decision; of several seed versions only the newest."""

REVIEWED = """
    LEFT JOIN (
        SELECT version_id, reviewed_on, expires_on, MAX(id) FROM version_reviewed GROUP BY version_id
    ) AS r ON r.version_id = v.id
"""
"""Join: `r` has the dates of the latest review of version `v`, if any. With MAX, SQLite takes the other columns of
the row that has it (https://www.sqlite.org/lang_select.html#bareagg)."""

_VERSIONS = "SELECT v.*, e.slug FROM entry_version AS v JOIN entry AS e ON e.id = v.entry_id"


def find_entry(sql: Sql, slug: str) -> dict[str, Any] | None:
    """The row of an entry, or None."""
    return next(iter(sql.query("SELECT * FROM entry WHERE slug = ?", [slug])), None)


def insert_entry(sql: Sql, slug: str, now: datetime) -> int:
    """Makes an entry without versions and returns its id."""
    cursor = sql.execute("INSERT INTO entry (slug, created_at) VALUES (?, ?)", [slug, to_text(now)])
    return _new_id(cursor.lastrowid)


def insert_version(
    sql: Sql,
    entry_id: int,
    seed: SeedEntry,
    origin: Origin,
    status: VersionStatus,
    author: str,
    now: datetime,
) -> int:
    """Adds the next version of an entry and returns its id."""
    cursor = sql.execute(
        """
        INSERT INTO entry_version
            (entry_id, number, origin, content_hash, document, status, created_at, created_by)
        SELECT :entry, COALESCE(MAX(number), 0) + 1, :origin, :hash, :document, :status, :at, :author
        FROM entry_version WHERE entry_id = :entry
        """,
        {
            "entry": entry_id,
            "origin": origin.value,
            "hash": seed.content_hash,
            "document": to_json(seed.document),
            "status": status.value,
            "at": to_text(now),
            "author": author,
        },
    )
    return _new_id(cursor.lastrowid)


def last_seed_hash(sql: Sql, entry_id: int) -> str | None:
    """Hash of the latest seed version, in review or published; None when there is none."""
    row = sql.execute(
        "SELECT content_hash FROM entry_version WHERE entry_id = ? AND origin = 'bestand' ORDER BY number DESC LIMIT 1",
        [entry_id],
    ).fetchone()
    return None if row is None else str(row[0])


def changed_in_desk(sql: Sql, entry_id: int) -> bool:
    """Whether anybody ever wrote a version of this entry in the desk."""
    found = sql.execute("SELECT 1 FROM entry_version WHERE entry_id = ? AND origin = 'desk' LIMIT 1", [entry_id])
    return found.fetchone() is not None


def point(sql: Sql, slug: str, version_id: int) -> None:
    """Makes a version the one that readers see, and the entry visible."""
    sql.execute(
        """
        UPDATE entry SET published_version = ?, retired_at = NULL, retired_as = NULL, retired_because = NULL
        WHERE slug = ?
        """,
        [version_id, slug],
    )


def is_confirmed(sql: Sql, version_id: int) -> bool:
    """Whether somebody of the organisation stands behind a version: written in the desk, approved or confirmed."""
    found = sql.execute(f"SELECT 1 FROM entry_version AS v WHERE v.id = ? AND {CONFIRMED}", [version_id])  # noqa: S608
    return found.fetchone() is not None


def decide(sql: Sql, version_id: int, decision: str, pseudonym: str, now: datetime) -> bool:
    """Records a decision about a version; False when the same decision stood already."""
    known = sql.execute(
        "SELECT 1 FROM version_decision WHERE version_id = ? AND decision = ?", [version_id, decision]
    ).fetchone()
    if known is not None:
        return False
    sql.execute(
        "INSERT INTO version_decision (version_id, decision, decided_at, decided_by) VALUES (?, ?, ?, ?)",
        [version_id, decision, to_text(now), pseudonym],
    )
    return True


def published(sql: Sql) -> list[PublishedEntry]:
    """All entries that are not retired and have a published version, by slug."""
    found = sql.query(
        f"""
        SELECT e.slug, v.*, {CONFIRMED} AS confirmed, r.reviewed_on, r.expires_on
        FROM entry AS e JOIN entry_version AS v ON v.id = e.published_version {REVIEWED}
        WHERE e.retired_at IS NULL ORDER BY e.slug
        """  # noqa: S608 - all parts are constants
    )
    return [
        PublishedEntry(
            slug=row["slug"],
            version_id=row["id"],
            number=row["number"],
            origin=Origin(row["origin"]),
            confirmed=bool(row["confirmed"]),
            content_hash=row["content_hash"],
            document=to_object(row["document"]),
            reviewed_on=to_optional_day(row["reviewed_on"]),
            expires_on=to_optional_day(row["expires_on"]),
        )
        for row in found
    ]


def entry_record(sql: Sql, slug: str) -> EntryRecord:
    """An entry with its versions.

    Raises:
        EntryNotFound: If there is no such entry.
    """
    entry = find_entry(sql, slug)
    if entry is None:
        raise EntryNotFound(slug)
    versions = sql.query(f"{_VERSIONS} WHERE e.slug = ? ORDER BY v.number", [slug])
    return EntryRecord(
        slug=slug,
        published_version=entry["published_version"],
        retired_at=to_optional_time(entry["retired_at"]),
        versions=tuple(_version_row(row) for row in versions),
    )


def version(sql: Sql, version_id: int) -> EntryVersion:
    """One version.

    Raises:
        VersionNotFound: If there is no such version.
    """
    for row in sql.query(f"{_VERSIONS} WHERE v.id = ?", [version_id]):
        return _version_row(row)
    raise VersionNotFound(version_id)


def for_review(sql: Sql) -> list[EntryVersion]:
    """Undecided versions; of several seed versions of one entry only the newest."""
    found = sql.query(f"{_VERSIONS} WHERE {UNDECIDED} ORDER BY v.id")
    return [_version_row(row) for row in found]


def _version_row(row: dict[str, Any]) -> EntryVersion:
    return EntryVersion(
        version_id=row["id"],
        slug=row["slug"],
        number=row["number"],
        origin=Origin(row["origin"]),
        content_hash=row["content_hash"],
        document=to_object(row["document"]),
        status=VersionStatus(row["status"]),
        created_at=to_time(row["created_at"]),
        created_by=row["created_by"],
    )


def _new_id(lastrowid: int | None) -> int:
    if lastrowid is None:
        raise RuntimeError("SQLite gave no id for an inserted row.")
    return lastrowid
