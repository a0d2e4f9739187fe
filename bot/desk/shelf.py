"""The published entries as the store has them now, with local facts; made again when somebody published."""

from collections.abc import Mapping

from knowledge.review.curated import Curated, Edition, Shown
from knowledge.search.published import Published
from knowledge.seeding import as_published


class Shelf:
    """Making all entries anew takes tens of milliseconds, and they change seldom; safe to share between threads."""

    def __init__(self, curated: Curated, local: Mapping[str, str]) -> None:
        """Reads nothing yet.

        Args:
            curated: What readers see, without local facts.
            local: Local facts that the organisation filled in.
        """
        self._curated = curated
        self._local = local
        self._known: tuple[Edition, Mapping[str, Published]] | None = None

    def published(self) -> Mapping[str, Published]:
        """Published entries by slug.

        Raises:
            StoreError: The store cannot be read.
        """
        edition, known = self._curated.now(), self._known
        if known is None or known[0] is not edition:
            # Two threads may do this at the same time; what they make is equal.
            known = self._known = (edition, self._made(edition, known))
        return known[1]

    def _made(self, edition: Edition, before: tuple[Edition, Mapping[str, Published]] | None) -> dict[str, Published]:
        return {slug: self._of(slug, item, before) for slug, item in edition.shown.items()}

    def _of(self, slug: str, item: Shown, before: tuple[Edition, Mapping[str, Published]] | None) -> Published:
        """What was made of the same version stays."""
        if before is not None and (old := before[0].shown.get(slug)) is not None and old == item:
            return before[1][slug]
        return as_published(item.text.entry, item.version, self._local)
