"""Long lists of buttons, a few at a time; the page stands in the payload, so nothing has to be remembered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from actions.vocabulary import Button
from knowledge.messages.catalogue import Catalogue

PER_PAGE = 8
"""Choices on one page: more do not fit on a phone without scrolling."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list.

    Attributes:
        items: What is on it.
        number: Which page, from 1.
        count: How many pages there are, at least 1.
    """

    items: Sequence[T]
    number: int
    count: int


def page_of(items: Sequence[T], number: int) -> Page[T]:
    """A page of a list; a number below the first or above the last page gives that one."""
    count = max(1, -(-len(items) // PER_PAGE))
    number = min(max(number, 1), count)
    start = (number - 1) * PER_PAGE
    return Page(items[start : start + PER_PAGE], number, count)


def page_title(title: str, page: Page[T], catalogue: Catalogue) -> str:
    """The title, with the number of the page when there are more."""
    if page.count == 1:
        return title
    return catalogue.text("pages.title", title=title, page=page.number, pages=page.count)


def page_buttons(page: Page[T], payload: Callable[[int], str], catalogue: Catalogue) -> list[Button]:
    """Vorige and Volgende, as far as there are such pages.

    Args:
        page: The page that is shown.
        payload: The command that shows a page, by number.
        catalogue: User texts.
    """
    buttons = []
    if page.number > 1:
        buttons.append(Button(catalogue.text("pages.previous"), payload(page.number - 1)))
    if page.number < page.count:
        buttons.append(Button(catalogue.text("pages.next"), payload(page.number + 1)))
    return buttons
