"""Bring seed content from files into the store as versions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from knowledge.entries.loader import Content
from knowledge.entries.local import fill
from knowledge.entries.model import Entry, Status
from knowledge.entries.serial import content_hash, from_document, to_document
from knowledge.search.published import Published
from knowledge.store.entries import EntryStore
from knowledge.store.pseudonyms import FILE_AUTHOR
from knowledge.store.rows import ImportOutcome, PublishedEntry, SeedEntry
from knowledge.store.shown import ShownVersion


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What an import did, by outcome.

    Attributes:
        outcomes: How many files had which outcome.
        retired: Entries that readers do not see any more.
    """

    outcomes: Counter[ImportOutcome]
    retired: int = 0

    @property
    def changed(self) -> bool:
        """Whether readers see something else than before."""
        return bool(self.outcomes[ImportOutcome.NEW] or self.outcomes[ImportOutcome.UPDATED] or self.retired)


def import_content(content: Content, store: EntryStore) -> SeedReport:
    """Import every entry whose file asks to be published, and retire those whose file says archived.

    A file that is gone retires nothing: it may be a wrong folder. Once retired, an entry comes back by a decision
    of a lead; its changed file waits for review.

    Args:
        content: A loaded content folder.
        store: Where versions are kept.

    Returns:
        What happened. An entry that was changed in the desk is never overwritten (design, "House plan").

    Raises:
        StoreError: The store refused; then nothing was imported.
    """
    seeds = [
        SeedEntry(entry.slug, content_hash(entry), to_document(entry))
        for entry in content.entries.values()
        if entry.status is Status.PUBLISHED
    ]
    now = datetime.now(UTC)
    outcomes = store.import_seeds(seeds, now)
    shown = {row.slug for row in store.published()}
    archived = [entry.slug for entry in content.entries.values() if entry.status is Status.ARCHIVED]
    retired = sum(store.retire(slug, FILE_AUTHOR, now) for slug in archived if slug in shown)
    return SeedReport(Counter(outcomes.values()), retired)


def read_published(
    store: EntryStore, local: Mapping[str, str] | None = None, *, hide_expired_on: date | None = None
) -> dict[str, Published]:
    """The entries readers may see, by slug, with the dates of their latest review.

    Args:
        store: Where versions are kept.
        local: Local facts that the organisation filled in, by field; without it every sentence with one is left out.
        hide_expired_on: Leaves out what counts as expired on this day; None keeps it, and answers say that it expired.

    Raises:
        StoreError: The store cannot be read.
    """
    values = local or {}
    found = {row.slug: as_published(from_document(row.document), row, values) for row in store.published()}
    if hide_expired_on is None:
        return found
    return {slug: item for slug, item in found.items() if item.entry.expires_on > hide_expired_on}


def as_published(stored: Entry, row: PublishedEntry | ShownVersion, local: Mapping[str, str]) -> Published:
    """A version as readers see it.

    Args:
        stored: Its text.
        row: What the store says of it.
        local: Local facts that the organisation filled in, by field.
    """
    shown = fill(stored, local)
    if row.reviewed_on is not None and row.expires_on is not None:
        shown = replace(shown, reviewed_on=row.reviewed_on, expires_on=row.expires_on)
    return Published(shown, row.version_id, row.confirmed, None if shown is stored else stored)
