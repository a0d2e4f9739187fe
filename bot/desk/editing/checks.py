"""Everything that is said about a draft: the format, how it reads, personal data, the length of *Kort*."""

from collections.abc import Iterator
from dataclasses import dataclass

from actions.vocabulary import OutboundMessage
from bot.desk.desk import Desk
from bot.desk.editing.form import SECTIONS
from bot.desk.presenting.preview import draft_bubbles
from knowledge.editing.checking import FieldsChecked, Placed, check_fields
from knowledge.editing.fields import Fields, short_length, wanted
from knowledge.editing.personal import personal_types
from knowledge.entries.body import SHORT_LIMIT
from knowledge.review.model import DraftFile, Problem, Severity

PERSONAL = "personal_data"
"""Key of the warning about personal data; it is a warning, since a name may be one of a method or a place."""


@dataclass(frozen=True, slots=True)
class Side:
    """What stands beside the fields.

    Attributes:
        checked: All problems by field.
        bubbles: The entry as the chat would show it.
        length: Characters of *Kort*.
        limit: How many it may have.
        wanted: Per style how many phrasings there are, and how many more are wanted.
    """

    checked: FieldsChecked
    bubbles: tuple[OutboundMessage, ...]
    length: int
    limit: int
    wanted: dict[str, tuple[int, int]]

    def at(self, place: str) -> tuple[Placed, ...]:
        """The problems of a field."""
        return self.checked.at(place)

    @property
    def loose(self) -> tuple[Placed, ...]:
        """Problems that belong to no field of the page."""
        return self.checked.at("")


def side_of(slug: str, fields: Fields, desk: Desk) -> Side:
    """Check fields and make the preview; some 100 ms.

    Args:
        slug: Of the entry.
        fields: As typed.
        desk: The parts behind the pages.
    """
    now = desk.now()
    checked = check_fields(slug, fields, lambda text: desk.flow.check(slug, text, now))
    known = desk.flow.curated.now().words
    personal = tuple(
        Placed(place, Problem(DraftFile.ENTRY, 0, Severity.WARNING, PERSONAL, (("types", _types(types, desk)),)))
        for place, text in _texts(fields)
        if (types := personal_types(text, desk.flow.privacy, known))
    )
    return Side(
        checked=FieldsChecked(checked.entry, checked.partial, (*checked.problems, *personal)),
        bubbles=tuple(draft_bubbles(checked.entry, desk.house, desk.today)),
        length=short_length(fields),
        limit=SHORT_LIMIT,
        wanted=wanted(slug, fields),
    )


def _texts(fields: Fields) -> Iterator[tuple[str, str]]:
    yield "titel", fields.title
    for section, attribute in SECTIONS.items():
        for number, row in enumerate(getattr(fields, attribute)):
            yield f"{section}.{number}", row.text
    for number, text in enumerate(fields.reflection):
        yield f"begrijpen.{number}", text
    for number, block in enumerate(fields.asked):
        for line in block.lines:
            yield f"vragen.{number}", line


def _types(types: tuple[str, ...], desk: Desk) -> str:
    names = desk.catalogue.section("desk_draft.personal_types")
    return ", ".join(names[kind] for kind in types)
