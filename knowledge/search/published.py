"""The published entries a process serves, with the version each reader will see."""

from collections.abc import Mapping
from dataclasses import dataclass

from embeddings.documents import Document
from knowledge.entries.model import Entry


@dataclass(frozen=True, slots=True)
class Published:
    """A published entry and the version it comes from.

    Attributes:
        entry: The entry as approved, with the local facts of this organisation filled in.
        version: Id of the immutable version.
        confirmed: False for seed content that no team lead confirmed yet.
        stored: The version itself, where `entry` differs from it.
    """

    entry: Entry
    version: int
    confirmed: bool
    stored: Entry | None = None

    @property
    def as_stored(self) -> Entry:
        """The version as it stands in the store, with open local fields."""
        return self.stored or self.entry


def documents(published: Mapping[str, Published]) -> list[Document]:
    """What the index holds for each entry: title, sentences and phrasings.

    Sentences with a local fact are left out: an index does not depend on the settings.
    """
    return [
        Document(
            id=slug,
            title=item.entry.title,
            passages=item.as_stored.passages,
            phrasings=tuple(phrasing.text for phrasing in item.entry.phrasings),
        )
        for slug, item in sorted(published.items())
    ]


def signposts(published: Mapping[str, Published]) -> frozenset[str]:
    """Slugs of the entries that only say who to turn to."""
    return frozenset(slug for slug, item in published.items() if item.entry.is_signpost)
