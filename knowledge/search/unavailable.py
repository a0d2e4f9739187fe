"""A knowledge base whose index or model is broken: entries can still be read, not searched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.errors import SearchUnavailable
from knowledge.search.base import SearchOutcome
from knowledge.search.published import Published


@dataclass(frozen=True, slots=True)
class UnavailableBase:
    """Stands in when search could not be opened.

    Attributes:
        reason: Why, for the operator.
        published: What could still be read from the store.
    """

    reason: str
    published: Mapping[str, Published] = field(default_factory=dict)

    def version(self, version: int) -> Published | None:
        """The published entry with this version id."""
        return next((item for item in self.published.values() if item.version == version), None)

    def search(self, text: str, previous: Sequence[tuple[str, float]] = ()) -> SearchOutcome:  # noqa: ARG002
        """Always refuses.

        Raises:
            SearchUnavailable: With the reason.
        """
        raise SearchUnavailable(self.reason)
