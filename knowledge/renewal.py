"""Follow what is published: texts at once, the search index a few seconds later, in every process.

Processes do not talk to each other. Each looks at the generation number in the store; when it changed, what was
taken offline is hidden and what was changed is shown from that moment, while the index is built beside the old one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from logging import getLogger

from embeddings.encoders.protocol import Encoder
from embeddings.errors import EmbeddingError
from knowledge.errors import KnowledgeError
from knowledge.search.indexed import IndexedBase
from knowledge.search.live import LiveBase
from knowledge.search.opening import SearchFiles, open_search
from knowledge.search.published import Published
from knowledge.search.query import Glossary
from knowledge.store.generation import Generation

LOG = getLogger(__name__)
Reader = Callable[[], Mapping[str, Published]]
"""Reads what readers may see today, by slug."""


@dataclass
class Renewal:
    """Keeps a live base equal to what is published.

    Attributes:
        live: The base that questions are asked of.
        generation: The number that goes up with every change of what readers see.
        read: Reads the published entries.
        encoder: Encodes texts that have no vector yet.
        glossary: Abbreviations to spell out.
        files: Where the index is kept.
        today: The calendar day; entries expire with it.
    """

    live: LiveBase
    generation: Generation
    read: Reader
    encoder: Encoder
    glossary: Callable[[], Glossary]
    files: SearchFiles
    today: Callable[[], date]
    _seen: tuple[int, date] | None = field(default=None, init=False)

    def start_from_now(self) -> None:
        """The live base is what is published now.

        Raises:
            StoreError: The store cannot be read.
        """
        self._seen = self._state()

    def look(self) -> bool:
        """Renew when something changed; takes seconds then, and next to nothing otherwise.

        Returns:
            Whether the base was renewed as a whole.

        Raises:
            KnowledgeError: The store cannot be read, or nothing is published. Changed texts may be shown
                already; the next look tries again.
            EmbeddingError: The index cannot be built; the same.
            OSError: The index cannot be written; the same.
        """
        state = self._state()
        if state == self._seen:
            return False
        published = self.read()
        self._show(published)
        self.live.replace(open_search(published, self.encoder, self.glossary(), self.files))
        self._seen = state
        LOG.info("the knowledge base was renewed: %d entries", len(published))
        return True

    def try_to_look(self) -> bool:
        """:meth:`look`, where a failure is logged and the base of before goes on."""
        try:
            return self.look()
        except (KnowledgeError, EmbeddingError, OSError) as error:
            LOG.error("the knowledge base was not renewed: %s", error)
            return False

    def _show(self, published: Mapping[str, Published]) -> None:
        """Show the new texts at once, found through the old index until the new one is there."""
        newest = self.live.newest
        if isinstance(newest, IndexedBase):
            self.live.replace(replace(newest, published=published))

    def _state(self) -> tuple[int, date]:
        return self.generation.current(), self.today()
