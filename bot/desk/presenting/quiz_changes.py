"""What a version of an item changes, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.quiz.marks import write_mark
from knowledge.quiz.model import Item
from knowledge.review.diff import Piece, words


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One field that differs.

    Attributes:
        field: Key of the item format; also of ``desk_quiz_form.fields``.
        before: Old text; empty when it was not there.
        after: New text; empty when it went.
        pieces: Word by word, when both are there.
    """

    field: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


def item_changes(before: Item | None, after: Item) -> tuple[ItemChange, ...]:
    """Every field that differs, in the order of the format; of a new item all of them."""
    old = dict(_fields(before)) if before else {}
    new = dict(_fields(after))
    found = []
    for field in {**old, **new}:
        was, now = old.get(field, ""), new.get(field, "")
        if was != now:
            found.append(ItemChange(field, was, now, words(was, now) if was and now else ()))
    return tuple(found)


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    yield "soort", item.kind.value
    yield "kaart", item.entry
    if item.case is not None:
        yield "casus", item.case
        yield "stap", str(item.step)
    if item.story:
        yield "verhaal", item.story
    yield "vraag", item.question
    for number, option in enumerate(item.options, 1):
        yield f"optie-{number}", option
    yield "juist", ", ".join(str(place + 1) for place in item.correct)
    for number, text in enumerate(item.feedback, 1):
        if text:
            yield f"bij-{number}", text
    yield "uitleg", item.explanation
    yield "bron", write_mark(item.mark)
