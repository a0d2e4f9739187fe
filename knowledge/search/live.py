"""A knowledge base that is replaced while questions come in, without a moment without an answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from knowledge.search.base import KnowledgeBase, SearchOutcome
from knowledge.search.published import Published


class LiveBase:
    """Stands before the base of the moment.

    A turn looks at a base more than once: first it searches, then it shows what it found. :meth:`hold` gives
    the turn one base from beginning to end, also when another is put in its place meanwhile.
    """

    def __init__(self, base: KnowledgeBase, reranking: Callable[[KnowledgeBase], KnowledgeBase] | None = None) -> None:
        """Stand before a base.

        Args:
            base: The first one.
            reranking: Puts a reranker before a base, for its searches only; None leaves the order as it is.
        """
        self._newest = base
        self._reranking = reranking
        self._held: ContextVar[KnowledgeBase | None] = ContextVar("held", default=None)

    @property
    def newest(self) -> KnowledgeBase:
        """The base that the next turn gets."""
        return self._newest

    def replace(self, base: KnowledgeBase) -> None:
        """Put another base in place; turns that are under way keep theirs. Safe from any thread."""
        self._newest = base

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep the base of now for everything inside, in this context."""
        token = self._held.set(self._held.get() or self._newest)
        try:
            yield
        finally:
            self._held.reset(token)

    @property
    def published(self) -> Mapping[str, Published]:
        """Published entries by slug."""
        return self._base.published

    def version(self, version: int) -> Published | None:
        """The published entry with this version id."""
        return self._base.version(version)

    def search(self, text: str, previous: Sequence[tuple[str, float]] = ()) -> SearchOutcome:
        """Find entries; see :class:`knowledge.search.base.KnowledgeBase`."""
        base = self._base
        return (self._reranking(base) if self._reranking else base).search(text, previous)

    @property
    def _base(self) -> KnowledgeBase:
        return self._held.get() or self._newest
