"""Follow what is published: texts at once, findable within seconds, the search index anew after that, in every process.

Processes do not talk to each other. Each looks at the generation number in the store; when it changed, what was
taken offline is hidden and what was changed is shown from that moment. A quick index, made from the one of before,
finds it about a second later; the real one is built beside it (docs/decisions/quick-index.md).
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from logging import getLogger

from embeddings.encoders.protocol import Encoder
from embeddings.errors import EmbeddingError
from knowledge.errors import KnowledgeError
from knowledge.search.base import KnowledgeBase
from knowledge.search.indexed import IndexedBase
from knowledge.search.live import LiveBase
from knowledge.search.negatives import strangers
from knowledge.search.opening import SearchFiles, open_search
from knowledge.search.published import Published, documents, signposts
from knowledge.search.query import Glossary
from knowledge.search.refit import refitted
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
    _indexed: Mapping[str, Published] = field(default_factory=dict, init=False)
    _settled: bool = field(default=True, init=False)
    _calibrated: bool = field(default=False, init=False)
    _replacing: threading.Lock = field(default_factory=threading.Lock, init=False)

    def start_from(self, generation: int, day: date) -> None:
        """The live base is what was published then.

        Args:
            generation: The number, read before what is published was: what changed after it is followed then, and not
                missed. Minutes may lie between, when an index has to be built.
            day: The calendar day.
        """
        self._seen = generation, day
        self._indexed = self.live.published

    @property
    def settled(self) -> bool:
        """Whether the index in use is the real one with a confidence that fits it; if not, :meth:`settle` is due."""
        return self._settled and self._calibrated

    def look(self) -> bool:
        """Follow a change; takes about a second then, and next to nothing otherwise.

        Returns:
            Whether something changed.

        Raises:
            KnowledgeError: The store cannot be read; the next look tries again.
            EmbeddingError: The quick index cannot be made. Changed texts are shown, and :meth:`settle` makes the rest.
        """
        state = self._state()
        if state == self._seen:
            return False
        published = self.read()
        with self._replacing:
            self._seen, self._settled, self._calibrated = state, False, False
            self._show(published)
        self._show_findable(published)
        return True

    def settle(self) -> bool:
        """Build the real index after a change and fit the confidence to it; some ten seconds then, nothing otherwise.

        Returns:
            Whether a new index is in use now; not when that was not needed, or when another change came meanwhile.

        Raises:
            KnowledgeError: The store cannot be read, or nothing is published; the next call tries again.
            EmbeddingError: The index cannot be built; the same.
            OSError: The index cannot be written; the same.
        """
        renewed = not self._settled and self._rebuild()
        if self._settled and not self._calibrated:
            self._calibrate()
        return renewed

    def try_to_look(self) -> bool:
        """:meth:`look`, where a failure is logged and the base of before goes on."""
        return self._tried(self.look)

    def try_to_settle(self) -> bool:
        """:meth:`settle`, where a failure is logged and the quick index goes on."""
        return self._tried(self.settle)

    def _rebuild(self) -> bool:
        state, published = self._seen, self.read()
        base = open_search(published, self.encoder, self.glossary(), self.files)
        with self._replacing:
            if state != self._seen or state != self._state():
                return False
            self.live.replace(base)
            self._indexed, self._settled = published, True
        LOG.info("the knowledge base was renewed: %d entries", len(published))
        return True

    def _calibrate(self) -> None:
        base, seen = self.live.newest, self._seen
        fitted: KnowledgeBase = base
        if isinstance(base, IndexedBase):
            model = refitted(base.published, base.index, self.encoder.fingerprint, self.files)
            fitted = base if model is None else replace(base, confidence=model)
        with self._replacing:
            # Of a base that was overtaken nothing is said: the next one has to be fitted as well.
            if self.live.newest is base and self._seen == seen:
                self.live.replace(fitted)
                self._calibrated = True

    def _tried(self, step: Callable[[], bool]) -> bool:
        try:
            return step()
        except (KnowledgeError, EmbeddingError, OSError) as error:
            LOG.error("the knowledge base was not renewed: %s", error)
            return False

    def _show(self, published: Mapping[str, Published]) -> None:
        """Show the new texts at once, found through the old index until the new one is there."""
        newest = self.live.newest
        if isinstance(newest, IndexedBase):
            self.live.replace(replace(newest, published=published, passing=True))

    def _show_findable(self, published: Mapping[str, Published]) -> None:
        """Put a quick index in place of the one of before, where one can be made."""
        newest = self.live.newest
        if not isinstance(newest, IndexedBase):
            return
        vectors = self.files.vectors()
        index = newest.index.updated(documents(self._indexed), documents(published), vectors, strangers())
        if index is None:
            return
        with self._replacing:
            quick = replace(newest, published=published, index=index, signposts=signposts(published), passing=True)
            self.live.replace(quick)
            self._indexed = published
        vectors.save(only_used=True)

    def _state(self) -> tuple[int, date]:
        return self.generation.current(), self.today()
