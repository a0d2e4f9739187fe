"""The form of the editor as fields or text, and back; everything that was typed comes through, right or not."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.datastructures import FormData

from knowledge.editing.fields import Asked, Fields, Layout, Row, one_line
from knowledge.editing.reading import split_rows
from knowledge.editing.writing import text_of
from knowledge.review.model import DraftText

SECTIONS = {"kort": "short", "meer": "more", "controleren": "to_check"}
"""Sections of sentences with a mark, with their attribute of `Fields`."""
QUESTIONS = "begrijpen"
GENERAL = "algemeen"
"""Choice of a mark without a source."""
MOST_ROWS = 150
"""Rows of a section that are read; the largest entry that ships has 25 sentences in all."""
LONGEST_TEXT = 60_000
"""Characters of one field; the largest entry that ships has 12 000 in all."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody sent.

    Attributes:
        fields: In the view with fields; None in the view as text.
        text: The same as text.
        act: Which button was pressed.
        revision: Of the draft that the form was made from.
        onto: The published version that was taken into account.
        personal_checked: They confirmed that the text is about nobody.
        related: A title or slug that was typed to be added.
        question: Question to try.
        golden_seen: They saw which golden questions get worse.
    """

    fields: Fields | None
    text: DraftText
    act: str = ""
    revision: int = 0
    onto: int | None = None
    personal_checked: bool = False
    related: str = ""
    question: str = ""
    golden_seen: bool = False


def read_form(slug: str, form: FormData) -> Typed:
    """What the form holds.

    Args:
        slug: Of the entry.
        form: As sent, in either view.
    """
    as_text = "tekst" in form
    fields = None if as_text else _fields(form)
    text = text_of(slug, fields) if fields else DraftText(_lines(form, "tekst"), _lines(form, "vragen"))
    return Typed(
        fields,
        text,
        act=_one(form, "doe")[:60],
        revision=_number(form, "revisie") or 0,
        onto=_number(form, "versie"),
        personal_checked=_one(form, "nagekeken") == "ja",
        related=one_line(_one(form, "verwant_erbij"))[:200],
        question=one_line(_one(form, "q"))[:500],
        golden_seen=_one(form, "ijkvragen") == "ja",
    )


def _fields(form: FormData) -> Fields:
    rows = {attribute: tuple(_rows(form, section)) for section, attribute in SECTIONS.items()}
    return Fields(
        title=one_line(_one(form, "titel")),
        theme=one_line(_one(form, "thema")),
        urgency=one_line(_one(form, "urgentie")),
        call_first=_many(form, "bel_eerst"),
        not_family_first=_one(form, "niet_eerst_met_gezin") == "ja",
        expertise=_many(form, "expertise"),
        reviewed_on=one_line(_one(form, "beoordeeld_op")),
        expires_on=one_line(_one(form, "vervalt_op")),
        related=_many(form, "verwant"),
        sources=tuple(_one(form, "bronnen").split()),
        reflection=tuple(one_line(_one(form, f"{QUESTIONS}.{n}.tekst")) for n in _numbers(form, QUESTIONS)),
        asked=tuple(
            Asked(one_line(_one(form, f"vragen.{n}.stijl")), _asked(_one(form, f"vragen.{n}.tekst")))
            for n in _numbers(form, "vragen")
        ),
        **rows,
    )


def _rows(form: FormData, section: str) -> Iterator[Row]:
    for number in _numbers(form, section):
        name = f"{section}.{number}"
        chosen = _many(form, f"{name}.bron")
        sources = tuple(source for source in chosen if source != GENERAL)
        shape = _one(form, f"{name}.vorm")
        row = Row(
            one_line(_one(form, f"{name}.tekst")),
            Layout(shape) if shape in set(Layout) else Layout.PARAGRAPH,
            sources,
            derived=bool(sources) and _one(form, f"{name}.afgeleid") == "ja",
            marked=bool(chosen),
        )
        yield from split_rows(row.text, row) or (row,)


def _numbers(form: FormData, section: str) -> list[int]:
    """Numbers of the rows of a section, in order."""
    parts = (name.split(".") for name in form if name.startswith(f"{section}."))
    found = {int(part[1]) for part in parts if len(part) == 3 and part[1].isascii() and part[1].isdigit()}
    return sorted(found)[:MOST_ROWS]


def _asked(text: str) -> tuple[str, ...]:
    return tuple(line for raw in text.splitlines() if (line := raw.strip()))


def _one(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value[:LONGEST_TEXT] if isinstance(value, str) else ""


def _many(form: FormData, name: str) -> tuple[str, ...]:
    values = (one_line(value)[:200] for value in form.getlist(name) if isinstance(value, str))
    return tuple(dict.fromkeys(value for value in values if value))


def _number(form: FormData, name: str) -> int | None:
    value = _one(form, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _lines(form: FormData, name: str) -> str:
    """Text with the line ends of the entry format: browsers send CRLF."""
    return _one(form, name).replace("\r\n", "\n")


def to_pairs(fields: Fields) -> list[tuple[str, str]]:
    """What the page sends for these fields when nobody changes them; the reverse of reading, for a rescue page."""
    pairs = [
        ("titel", fields.title),
        ("thema", fields.theme),
        ("urgentie", fields.urgency),
        *(("bel_eerst", value) for value in fields.call_first),
        ("niet_eerst_met_gezin", "ja" if fields.not_family_first else ""),
        *(("expertise", value) for value in fields.expertise),
        ("beoordeeld_op", fields.reviewed_on),
        ("vervalt_op", fields.expires_on),
        *(("verwant", value) for value in fields.related),
        ("bronnen", " ".join(fields.sources)),
    ]
    for section, attribute in SECTIONS.items():
        rows: tuple[Row, ...] = getattr(fields, attribute)
        for number, row in enumerate(rows):
            name = f"{section}.{number}"
            pairs += [(f"{name}.tekst", row.text), (f"{name}.vorm", row.layout.value)]
            pairs += [(f"{name}.bron", source) for source in row.sources or ((GENERAL,) if row.marked else ("",))]
            pairs += [(f"{name}.afgeleid", "ja")] if row.derived else []
    pairs += [(f"{QUESTIONS}.{number}.tekst", text) for number, text in enumerate(fields.reflection)]
    for number, block in enumerate(fields.asked):
        pairs += [(f"vragen.{number}.stijl", block.style), (f"vragen.{number}.tekst", "\n".join(block.lines))]
    return pairs
