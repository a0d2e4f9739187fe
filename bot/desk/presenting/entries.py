"""Entries in lists: what is chosen by the filters, and in which state each is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.review.listing import EntryView, ReaderStatus

SOON_DAYS = 30
"""An entry that expires within so many days is worth a look."""
SOON = "soon"
STATES = ("published", "unconfirmed", SOON, "expired", "draft", "in_review", "offline", "archived")
"""What can be filtered on: the words of the workflow, and `SOON`."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a list.

    Attributes:
        view: What the store says of it.
        states: Words to show, what readers meet first.
        rank: Place among what the bot finds, from 1; ``None`` in a list that was not searched.
    """

    view: EntryView
    states: tuple[str, ...]
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What is filtered on; an empty part lets all through."""

    theme: str = ""
    state: str = ""

    def takes(self, row: Row) -> bool:
        """Whether a row is shown."""
        return self.theme in ("", row.view.theme) and (not self.state or self.state in row.states)


def states_of(view: EntryView, today: date) -> tuple[str, ...]:
    """The state of an entry in one to three words of `STATES`."""
    words = [view.status.value]
    if view.work is not None and view.work is not view.status:
        words.append(view.work.value)
    is_read = view.reader in (ReaderStatus.PUBLISHED, ReaderStatus.UNCONFIRMED)
    if is_read and view.expires_on is not None and view.expires_on - today <= timedelta(days=SOON_DAYS):
        words.append(SOON)
    return tuple(words)


def rows(views: Sequence[EntryView], choice: Choice, today: date, found: Iterable[str] | None = None) -> list[Row]:
    """The rows of a list.

    Args:
        views: All entries.
        choice: The filters.
        today: The reader's day.
        found: Slugs that a search found, best first; ``None`` lists all by title.
    """
    if found is None:
        order = sorted(views, key=lambda view: view.title.casefold())
        made = [Row(view, states_of(view, today)) for view in order]
    else:
        by_slug = {view.slug: view for view in views}
        known = [by_slug[slug] for slug in found if slug in by_slug]
        made = [Row(view, states_of(view, today), rank) for rank, view in enumerate(known, start=1)]
    return [row for row in made if choice.takes(row)]


def ending(listed: Iterable[Row]) -> list[Row]:
    """What expired, or soon does; the first to expire first."""
    chosen = [row for row in listed if SOON in row.states or row.view.reader is ReaderStatus.EXPIRED]
    return sorted(chosen, key=lambda row: (row.view.expires_on or date.max, row.view.title))
