"""What the channel keeps, behind one door that says so when the database is broken."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from logging import getLogger
from typing import TypeVar

from knowledge.errors import StoreError
from knowledge.store import InstallationSecret, OutboxStore, RosterStore
from knowledge.store.database import Database
from knowledge.store.handled import HandledStore
from knowledge.store.quiz_live import LiveQuizStore

LOG = getLogger(__name__)
T = TypeVar("T")


@dataclass
class Storage:
    """The stores the channel uses.

    Attributes:
        database: The open database; ``None`` when it could not be opened: then every use raises, and only
            what needs no store goes out.
    """

    database: Database | None
    _secret: bytes | None = field(default=None, repr=False)

    @property
    def outbox(self) -> OutboxStore:
        """The queue of outgoing messages.

        Raises:
            StoreError: There is no database.
        """
        return OutboxStore(self._open())

    @property
    def handled(self) -> HandledStore:
        """Which updates were handled.

        Raises:
            StoreError: There is no database.
        """
        return HandledStore(self._open())

    @property
    def roster(self) -> RosterStore:
        """Teams, members and group chats.

        Raises:
            StoreError: There is no database.
        """
        return RosterStore(self._open())

    @property
    def quizzes(self) -> LiveQuizStore:
        """Live quizzes.

        Raises:
            StoreError: There is no database.
        """
        return LiveQuizStore(self._open())

    def secret(self) -> bytes:
        """Signs buttons; without a database one for this process, so that buttons work until it stops."""
        if self._secret is None:
            try:
                self._secret = InstallationSecret(self._open()).value()
            except StoreError as error:
                LOG.error("buttons will not outlive this process: %s", error)
                self._secret = secrets.token_bytes(32)
        return self._secret

    async def write(self, work: Callable[[], T]) -> T:
        """Run calls to stores as one transaction, off the event loop.

        Raises:
            StoreError: Nothing of it is kept.
        """
        return await self._open().atogether(work)

    async def read(self, work: Callable[[], T]) -> T:
        """Run reading calls to stores, off the event loop.

        Raises:
            StoreError: The store cannot be read.
        """
        return await self._open().aread(work)

    async def purge(self) -> None:
        """Take what was deleted out of the write-ahead log as well.

        Raises:
            StoreError: It could not be done now; the next checkpoint does it.
        """
        await asyncio.to_thread(self._open().checkpoint)

    def _open(self) -> Database:
        if self.database is None:
            raise StoreError("the database could not be opened at the start; see the first lines of the log")
        return self.database


def now() -> datetime:
    """This moment, as the store wants it."""
    return datetime.now(UTC)
