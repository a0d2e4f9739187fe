"""What readers see now, parsed once: the pages and checks of a base with 2,000 entries cannot parse it each time.

Versions never change, so what was parsed of one stays right; which versions readers see is read again whenever the
generation number changed, also when another process changed it.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.entries.model import Entry
from knowledge.entries.serial import from_document
from knowledge.review.neighbours import Neighbours, Traits
from knowledge.store.database import Database
from knowledge.store.generation import Generation
from knowledge.store.shown import ShownStore, ShownVersion

OWN_NAME = "Houvast"
"""A word that every text may hold."""


@dataclass
class Text:
    """The text of a version; what is compared of it is made when it is asked for."""

    entry: Entry

    @cached_property
    def traits(self) -> Traits:
        """What a draft is compared with."""
        return Traits.of(self.entry)


@dataclass(frozen=True, slots=True)
class Shown:
    """A version that readers see, and its text without local facts."""

    version: ShownVersion
    text: Text


@dataclass
class Edition:
    """What readers see at one generation; share it, and change nothing in it.

    Attributes:
        number: The generation number.
        shown: What readers see, by the slug of the entry.
    """

    number: int
    shown: Mapping[str, Shown]

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The entries by slug, without local facts."""
        return {slug: item.text.entry for slug, item in self.shown.items()}

    @cached_property
    def neighbours(self) -> Neighbours:
        """What a draft is compared with."""
        return Neighbours((slug, item.text.traits) for slug, item in self.shown.items())

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of titles and sentences: such a word is the name of a method, not of a person.

        Phrasings do not count: they may hold invented names.
        """
        return frozenset({OWN_NAME}).union(*(item.text.traits.words for item in self.shown.values()))


class Curated:
    """The edition of now; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        """Reads nothing yet."""
        self._database = database
        self._generation = Generation(database)
        self._store = ShownStore(database)
        self._lock = threading.Lock()
        self._known: Edition | None = None

    def now(self) -> Edition:
        """What readers see.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._lock:
            # The number first: a change in between is read once too often, never too seldom.
            number = self._generation.current()
            if self._known is not None and self._known.number == number:
                return self._known
            found = self._read(number)
            # Inside a write the number may be undone, and given to another change later.
            if not self._database.in_own_write:
                self._known = found
            return found

    def _read(self, number: int) -> Edition:
        # By the hash too: the id of a version of which the write was undone is given out again.
        kept = {} if self._known is None else {_key(item.version): item.text for item in self._known.shown.values()}
        versions = self._store.versions()
        documents = self._store.documents([v.version_id for v in versions if _key(v) not in kept])
        texts = kept | {
            _key(v): Text(from_document(documents[v.version_id])) for v in versions if v.version_id in documents
        }
        return Edition(number, {v.slug: Shown(v, texts[_key(v)]) for v in versions})


def _key(version: ShownVersion) -> tuple[int, str]:
    return version.version_id, version.content_hash
