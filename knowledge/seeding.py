"""Bring seed content from files into the store as versions."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from knowledge.entries.loader import Content
from knowledge.entries.model import Status
from knowledge.entries.serial import content_hash, from_document, to_document
from knowledge.search.published import Published
from knowledge.store.entries import EntryStore
from knowledge.store.rows import ImportOutcome, SeedEntry


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What an import did, by outcome."""

    outcomes: Counter[ImportOutcome]

    @property
    def changed(self) -> bool:
        """Whether readers see something else than before."""
        return bool(self.outcomes[ImportOutcome.NEW] or self.outcomes[ImportOutcome.UPDATED])


def import_content(content: Content, store: EntryStore) -> SeedReport:
    """Import every entry whose file asks to be published, in one transaction.

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
    outcomes = store.import_seeds(seeds, datetime.now(UTC))
    return SeedReport(Counter(outcomes.values()))


def read_published(store: EntryStore) -> dict[str, Published]:
    """The entries readers may see, by slug.

    Raises:
        StoreError: The store cannot be read.
    """
    return {
        row.slug: Published(from_document(row.document), row.version_id, row.confirmed) for row in store.published()
    }
