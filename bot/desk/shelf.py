"""The published entries as the store has them now, read again when somebody published."""

import threading
from collections.abc import Mapping

from knowledge.search.published import Published
from knowledge.seeding import read_published
from knowledge.store.database import Database
from knowledge.store.entries import EntryStore
from knowledge.store.generation import Generation


class Shelf:
    """Reading all entries takes tens of milliseconds, and they change seldom; safe to share between threads."""

    def __init__(self, database: Database, local: Mapping[str, str]) -> None:
        """Reads nothing yet.

        Args:
            database: The store.
            local: Local facts that the organisation filled in.
        """
        self._store = EntryStore(database)
        self._generation = Generation(database)
        self._local = local
        self._lock = threading.Lock()
        self._known: tuple[int, Mapping[str, Published]] | None = None

    def published(self) -> Mapping[str, Published]:
        """Published entries by slug.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._lock:
            # The number first: a change in between is read once too often, never too seldom.
            number = self._generation.current()
            if self._known is None or self._known[0] != number:
                self._known = (number, read_published(self._store, self._local))
            return self._known[1]
