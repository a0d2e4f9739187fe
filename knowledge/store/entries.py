"""Entries and their versions: import of seed content, reading, publishing, confirming, retiring."""

from collections.abc import Iterable
from datetime import datetime

from knowledge.store import entry_sql, review_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.generation import bump
from knowledge.store.pseudonyms import FILE_AUTHOR, pseudonym_of
from knowledge.store.rows import (
    EntryRecord,
    EntryVersion,
    ImportOutcome,
    Origin,
    PublishedEntry,
    SeedEntry,
    VersionStatus,
)
from knowledge.store.values import JsonObject, to_text


class EntryStore:
    """Entries with immutable versions; readers see what `published_version` points at.

    Every act of a person is audited in the same transaction, and every change of what readers see raises the
    generation number. Roles are not looked at here: the desk goes through `ReviewStore`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def import_seed(self, document: JsonObject, slug: str, content_hash: str, now: datetime) -> ImportOutcome:
        """Takes in one seed file; a person's work is never overwritten by it.

        Returns:
            NEW: the entry did not exist; published, unconfirmed.
            UNCHANGED: the last seed version has the same hash; nothing was written.
            UPDATED: never changed in the desk, so the new seed version is published, unconfirmed.
            FOR_REVIEW: changed in the desk or retired, so the file waits as a version for review.
        """
        return self._database.write(lambda sql: _import(sql, SeedEntry(slug, content_hash, document), now))

    def import_seeds(self, seeds: Iterable[SeedEntry], now: datetime) -> dict[str, ImportOutcome]:
        """Imports many seed files in one transaction; all of them, or none when one is refused."""
        chosen = list(seeds)
        return self._database.write(lambda sql: {seed.slug: _import(sql, seed, now) for seed in chosen})

    def published(self) -> list[PublishedEntry]:
        """All entries that readers may see, by slug."""
        return self._database.read(entry_sql.published)

    def get(self, slug: str) -> EntryRecord:
        """An entry with all its versions, oldest first.

        Raises:
            EntryNotFound: If there is no such entry.
        """
        return self._database.read(lambda sql: entry_sql.entry_record(sql, slug))

    def version(self, version_id: int) -> EntryVersion:
        """One version, whether published or not.

        Raises:
            VersionNotFound: If there is no such version.
        """
        return self._database.read(lambda sql: entry_sql.version(sql, version_id))

    def for_review(self) -> list[EntryVersion]:
        """Versions that wait for a decision, oldest first.

        A file that changed again before anybody looked replaces its predecessor in this list.
        """
        return self._database.read(entry_sql.for_review)

    def propose(self, slug: str, document: JsonObject, content_hash: str, by: str, now: datetime) -> EntryVersion:
        """Adds a version written in the desk; makes the entry if needed. Readers do not see it yet.

        Args:
            slug: The entry.
            document: The parsed entry.
            content_hash: Hash of the content.
            by: The author; stored as a pseudonym.
            now: When.
        """

        def work(sql: Sql) -> EntryVersion:
            entry = entry_sql.find_entry(sql, slug)
            entry_id = entry["id"] if entry else entry_sql.insert_entry(sql, slug, now)
            seed = SeedEntry(slug, content_hash, document)
            author = pseudonym_of(sql, by)
            version_id = entry_sql.insert_version(
                sql, entry_id, seed, Origin.DESK, VersionStatus.FOR_REVIEW, author, now
            )
            record(sql, by, "propose", f"entry:{slug}", now, {"version_id": version_id})
            return entry_sql.version(sql, version_id)

        return self._database.write(work)

    def publish(self, version_id: int, by: str, now: datetime) -> None:
        """Approves a version and lets readers see it; an older version too, to restore it.

        Raises:
            VersionNotFound: If there is no such version.
            OwnVersionError: If `by` wrote it.
            ExpertiseNeeded: If it is urgent and `by` lacks the expertise.
        """

        def work(sql: Sql) -> None:
            version = entry_sql.version(sql, version_id)
            review_sql.require_second(sql, version, by)
            entry_sql.decide(sql, version_id, "approved", pseudonym_of(sql, by), now)
            entry_sql.point(sql, version.slug, version_id)
            record(sql, by, "publish", f"entry:{version.slug}", now, {"version_id": version_id})
            bump(sql, now)

        self._database.write(work)

    def reject(self, version_id: int, by: str, now: datetime) -> None:
        """Takes a version off the list for review; authors may withdraw their own.

        Raises:
            VersionNotFound: If there is no such version.
        """

        def work(sql: Sql) -> None:
            version = entry_sql.version(sql, version_id)
            if entry_sql.decide(sql, version_id, "rejected", pseudonym_of(sql, by), now):
                record(sql, by, "reject", f"entry:{version.slug}", now, {"version_id": version_id})

        self._database.write(work)

    def confirm(self, version_id: int, by: str, now: datetime) -> bool:
        """Records that a lead stands behind a seed version; readers then lose the "startinhoud" notice.

        Returns:
            False when it was confirmed already.

        Raises:
            VersionNotFound: If there is no such version.
            OwnVersionError: If `by` wrote it.
            ExpertiseNeeded: If it is urgent and `by` lacks the expertise.
        """

        def work(sql: Sql) -> bool:
            version = entry_sql.version(sql, version_id)
            review_sql.require_second(sql, version, by)
            if not entry_sql.decide(sql, version_id, "confirmed", pseudonym_of(sql, by), now):
                return False
            record(sql, by, "confirm", f"entry:{version.slug}", now, {"version_id": version_id})
            bump(sql, now)
            return True

        return self._database.write(work)

    def retire(self, slug: str, by: str, now: datetime) -> bool:
        """Hides an entry from readers at once; its versions stay. Publishing a version brings it back.

        Returns:
            False when it was retired already.

        Raises:
            EntryNotFound: If there is no such entry.
        """

        def work(sql: Sql) -> bool:
            entry_sql.entry_record(sql, slug)
            changed = sql.execute(
                "UPDATE entry SET retired_at = ? WHERE slug = ? AND retired_at IS NULL", [to_text(now), slug]
            ).rowcount
            if changed:
                record(sql, by, "retire", f"entry:{slug}", now)
                bump(sql, now)
            return bool(changed)

        return self._database.write(work)


def _import(sql: Sql, seed: SeedEntry, now: datetime) -> ImportOutcome:
    entry = entry_sql.find_entry(sql, seed.slug)
    if entry is not None and entry_sql.last_seed_hash(sql, entry["id"]) == seed.content_hash:
        return ImportOutcome.UNCHANGED
    entry_id = entry["id"] if entry else entry_sql.insert_entry(sql, seed.slug, now)
    if entry is not None and (entry["retired_at"] or entry_sql.changed_in_desk(sql, entry_id)):
        status, outcome = VersionStatus.FOR_REVIEW, ImportOutcome.FOR_REVIEW
    else:
        status = VersionStatus.PUBLISHED
        outcome = ImportOutcome.UPDATED if entry else ImportOutcome.NEW
    version_id = entry_sql.insert_version(sql, entry_id, seed, Origin.FILE, status, FILE_AUTHOR, now)
    if status is VersionStatus.PUBLISHED:
        entry_sql.point(sql, seed.slug, version_id)
        bump(sql, now)
    return outcome
