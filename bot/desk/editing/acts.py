"""What the small buttons of the editor do: a row added, moved or taken away, one more source, a related entry."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.desk.editing.form import QUESTIONS, SECTIONS, Typed
from knowledge.editing.fields import Fields, Layout, Row

ADD, REMOVE, UP, DOWN, SOURCE = "erbij", "weg", "omhoog", "omlaag", "bron"
RELATE = "verwant"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changed:
    """The fields after a button.

    Attributes:
        fields: As they are now.
        focus: Where the cursor belongs, such as ``kort.3``; empty when nothing was done.
        extra: The row that shows one more choice of a source.
    """

    fields: Fields
    focus: str = ""
    extra: str = ""


def apply(act: str, fields: Fields) -> Changed | None:
    """Do what a button of a row asks.

    Args:
        act: Such as ``omhoog:kort:3``.
        fields: As typed.

    Returns:
        The result; None when the button is no button of a row.
    """
    verb, _, rest = act.partition(":")
    section, _, number = rest.partition(":")
    if section not in (*SECTIONS, QUESTIONS) or verb not in (ADD, REMOVE, UP, DOWN, SOURCE):
        return None
    place = int(number) if number.isascii() and number.isdigit() else 0
    if verb == SOURCE:
        return Changed(fields, f"{section}.{place}", extra=f"{section}.{place}")
    if section == QUESTIONS:
        questions, focus = _moved(verb, list(fields.reflection), place, "")
        return Changed(replace(fields, reflection=tuple(questions)), f"{section}.{focus}")
    rows: list[Row] = list(getattr(fields, SECTIONS[section]))
    last = rows[-1].layout if rows else Layout.PARAGRAPH
    # In a list the next row is a list item as well; in running text a sentence of the same paragraph.
    new = Row("", last if last is Layout.BULLET or not rows else Layout.SENTENCE)
    changed, focus = _moved(verb, rows, place, new)
    return Changed(_with(fields, section, tuple(changed)), f"{section}.{focus}")


def _with(fields: Fields, section: str, rows: tuple[Row, ...]) -> Fields:
    if section == "kort":
        return replace(fields, short=rows)
    return replace(fields, more=rows) if section == "meer" else replace(fields, to_check=rows)


def _moved(verb: str, rows: list[T], place: int, new: T) -> tuple[list[T], int]:
    if verb == ADD:
        return [*rows, new], len(rows)
    if not 0 <= place < len(rows):
        return rows, max(len(rows) - 1, 0)
    if verb == REMOVE:
        return rows[:place] + rows[place + 1 :], max(place - 1, 0)
    other = place + (1 if verb == DOWN else -1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        return rows, other
    return rows, place


def relate(typed: Typed, titles: Mapping[str, str]) -> Typed | None:
    """Add the related entry that was typed.

    Args:
        typed: With a slug or a whole title in `related`.
        titles: Of all entries by slug.

    Returns:
        The form with that entry added; None when no entry is called so.
    """
    wanted = typed.related.casefold()
    slug = next((slug for slug, title in titles.items() if wanted in (slug.casefold(), title.casefold())), None)
    if slug is None or typed.fields is None:
        return None
    related = tuple(dict.fromkeys((*typed.fields.related, slug)))
    return replace(typed, fields=replace(typed.fields, related=related), related="")
