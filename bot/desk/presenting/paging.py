"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PER_PAGE = 25
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list.

    Attributes:
        items: What is on it.
        number: Which page, from 1.
        count: How many pages there are, at least 1.
        total: How many rows there are in all.
    """

    items: tuple[T, ...]
    number: int
    count: int
    total: int


def page_of(items: Sequence[T], number: int, per_page: int = PER_PAGE) -> Page[T]:
    """The page with this number; the nearest one when there is none."""
    count = max(1, -(-len(items) // per_page))
    shown = min(max(1, number), count)
    return Page(tuple(items[(shown - 1) * per_page : shown * per_page]), shown, count, len(items))
