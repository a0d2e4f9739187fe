"""What is examined, opened once and never changed."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from bot.settings import Settings
from knowledge.entries.loader import Content, load_content
from knowledge.search.published import Published
from knowledge.seeding import read_published
from knowledge.store.database import Database
from knowledge.store.entries import EntryStore
from knowledge.store.inspection import Inspection, inspect


@dataclass
class Subject:
    """An installation.

    Attributes:
        settings: Its configuration.
        config: The file it came from; None when there is none.
        now: The present.
        online: Whether Telegram may be asked.
    """

    settings: Settings
    config: Path | None
    now: datetime
    online: bool = False

    @cached_property
    def inspection(self) -> Inspection | None:
        """The database file, read through; None when there is none.

        Raises:
            StoreError: It cannot be read.
        """
        store = self.settings.for_store()
        return inspect(store.path, store.busy_timeout_ms) if store.path.exists() else None

    @property
    def sound(self) -> bool:
        """Whether the database can be opened without changing it.

        Raises:
            StoreError: It cannot be read.
        """
        found = self.inspection
        if found is None or found.damage or not found.wal:
            return False
        return bool(found.schema.applied) and not found.schema.pending and not found.schema.newer

    @cached_property
    def database(self) -> Database:
        """The open store; only to be asked for when it is :attr:`sound`.

        Raises:
            StoreError: It cannot be opened.
        """
        return Database.open(self.settings.for_store())

    @cached_property
    def published(self) -> dict[str, Published]:
        """What readers see today.

        Raises:
            StoreError: The store cannot be read.
        """
        hidden = self.settings.hide_expired_on()
        return read_published(EntryStore(self.database), self.settings.local_facts(), hide_expired_on=hidden)

    @cached_property
    def content(self) -> Content:
        """The content folder.

        Raises:
            EntryFormatError: It cannot be read at all.
        """
        return load_content(self.settings.content_folder)

    def close(self) -> None:
        """Let go of the store."""
        if "database" in self.__dict__:
            self.database.close()
