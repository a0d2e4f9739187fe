"""How the editor calls its fields, and where on the page they stand."""

from collections.abc import Callable
from datetime import date
from functools import partial

from knowledge.messages.catalogue import Catalogue

_PARTS = ("kort", "meer", "begrijpen", "controleren", "vragen")
"""Sections; their rows are called ``kort.2`` and so on."""


def names(catalogue: Catalogue) -> dict[str, Callable[..., object]]:
    """What the templates of the editor call: ``anchors``, ``places``, ``counted`` and ``is_day``."""
    return {
        "anchors": anchor,
        "places": partial(place, catalogue=catalogue),
        "counted": partial(counted, catalogue=catalogue),
        "is_day": is_day,
    }


def anchor(name: str) -> str:
    """Id of the element of a field."""
    return f"deel-{name}" if name in _PARTS else name.replace(".", "-")


def place(name: str, *, catalogue: Catalogue) -> str:
    """A field as people call it."""
    section, _, number = name.partition(".")
    label = catalogue.section("desk_draft.field").get(section, section)
    if not number:
        return label
    if section == "vragen":
        return label
    return catalogue.text("desk_draft.place", part=label, number=int(number) + 1)


def counted(numbers: tuple[int, int], *, catalogue: Catalogue) -> str:
    """How many phrasings of a style there are, and how many more are wanted."""
    count, more = numbers
    return catalogue.text("desk_draft.counted_more" if more else "desk_draft.counted", count=count, more=more)


def is_day(text: str) -> bool:
    """Whether a text is a date or empty, so that a date field can hold it."""
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
