"""The form of a quiz item: read as typed, turned into an item, with what is wrong told per field; pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from starlette.datastructures import FormData

from knowledge.editing.personal import personal_types
from knowledge.entries.model import Entry, Mark, Status
from knowledge.quiz import limits
from knowledge.quiz.bank import BankItem
from knowledge.quiz.checking import ItemProblem, check_item
from knowledge.quiz.marks import read_mark, write_mark
from knowledge.quiz.model import Item, Kind
from knowledge.quiz.parser import LONGEST_ID
from knowledge.review.kept import FindsPersonalData
from knowledge.signals.privacy.model import PersonalDataType

ROWS = 4
"""Options that an empty form has room for."""
LONGEST_FIELD = 4000
"""Characters of one field that are read; far above what fits in Telegram, so that the problem can be told."""
_STEP = re.compile(r"[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class TypedOption:
    """One row of the answers."""

    text: str = ""
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form.

    Attributes:
        name: Name of the item; empty while it is new and nobody gave one.
        base: Number of the newest version when the form was opened; 0 for a new item.
        invented: The writer says that names in it are invented.
    """

    name: str = ""
    kind: str = Kind.CHOICE.value
    entry: str = ""
    question: str = ""
    options: tuple[TypedOption, ...] = (TypedOption(),) * ROWS
    explanation: str = ""
    mark: str = ""
    case: str = ""
    step: str = ""
    story: str = ""
    base: int = 0
    invented: bool = False


def read_form(form: FormData, name: str = "") -> Typed:
    """What a browser sent; whatever is missing is empty.

    Args:
        form: The fields.
        name: Name of the item that is changed; empty for a new one.
    """

    def one(key: str) -> str:
        value = form.get(key, "")
        return _text(value) if isinstance(value, str) else ""

    right = set(form.getlist("juist"))
    texts, said = _list(form, "optie"), _list(form, "bij")
    options = tuple(
        TypedOption(text, str(number) in right, said[number] if number < len(said) else "")
        for number, text in enumerate(texts[: limits.MOST_OPTIONS])
    )
    return Typed(
        name=name or one("naam").strip(),
        kind=one("soort"),
        entry=one("kaart"),
        question=one("vraag"),
        options=options or Typed().options,
        explanation=one("uitleg"),
        mark=one("bron"),
        case=one("casus"),
        step=one("stap").strip(),
        story=one("verhaal"),
        base=int(one("basis")[:9]) if one("basis").isdecimal() else 0,
        invented=one("verzonnen") == "ja",
    )


def typed_of(item: Item, base: int) -> Typed:
    """The form of an item that is there."""
    said = item.feedback or ("",) * len(item.options)
    rows = tuple(
        TypedOption(text, number in item.correct, said[number] if number < len(said) else "")
        for number, text in enumerate(item.options)
    )
    return Typed(
        name=item.id,
        kind=item.kind.value,
        entry=item.entry,
        question=item.question,
        options=rows,
        explanation=item.explanation,
        mark=write_mark(item.mark),
        case=item.case or "",
        step=str(item.step) if item.case else "",
        story=item.story,
        base=base,
        invented=True,
    )


def with_room(typed: Typed) -> Typed:
    """The same form with an empty row more, while Telegram takes more options."""
    if len(typed.options) >= limits.MOST_OPTIONS:
        return typed
    return replace(typed, options=(*typed.options, TypedOption()))


def item_of(typed: Typed, entries: Mapping[str, Entry], taken: Collection[str] = ()) -> tuple[Item, list[ItemProblem]]:
    """The item that was typed, and what is wrong with it.

    Args:
        typed: The form.
        entries: Published entries by slug; the theme of an item is that of its entry.
        taken: Names of other items; who gives no name gets a free one after the question.
    """
    wrong: list[ItemProblem] = []
    rows = [row for row in typed.options if row.text.strip() or row.feedback.strip() or row.right]
    mark = _mark(typed.mark, wrong)
    entry = entries.get(typed.entry)
    feedback = tuple(row.feedback.strip() for row in rows)
    item = Item(
        id=typed.name or _free_name(typed.question, taken),
        kind=Kind(typed.kind) if typed.kind in list(Kind) else Kind.CHOICE,
        question=typed.question.strip(),
        options=tuple(row.text.strip() for row in rows),
        correct=tuple(number for number, row in enumerate(rows) if row.right),
        explanation=typed.explanation.strip(),
        theme=entry.theme if entry else "",
        entry=typed.entry,
        mark=mark,
        status=Status.PUBLISHED,
        feedback=feedback if any(feedback) else (),
        case=typed.case.strip() or None,
        step=int(typed.step) if _STEP.fullmatch(typed.step) else 0,
        story=typed.story.strip(),
    )
    found = check_item(item, entries)
    if not typed.entry:
        found = [problem for problem in found if problem.field != "kaart"]
        wrong.append(ItemProblem("kaart", "no_entry"))
    return item, [*found, *wrong]


def place_problems(item: Item, typed: Typed, bank: Iterable[BankItem]) -> list[ItemProblem]:
    """What is wrong with an item beside the others of the bank: its name, its place in a case."""
    wrong = []
    for row in bank:
        if row.name == item.id:
            if not typed.base:
                wrong.append(ItemProblem("naam", "name_taken", (("name", item.id),)))
        elif item.case is not None and (row.item.case, row.item.step) == (item.case, item.step):
            wrong.append(ItemProblem("stap", "step_taken", (("step", item.step), ("case", item.case))))
    return wrong


def personal_problems(
    item: Item, privacy: FindsPersonalData, known: frozenset[str], *, invented: bool
) -> list[ItemProblem]:
    """Personal data in an item: numbers and addresses never, names when its writer says that they are invented.

    Args:
        item: As typed.
        privacy: Finds personal data.
        known: See `knowledge.review.curated.Edition.words`.
        invented: The writer said so.
    """
    texts = {
        "verhaal": [item.story],
        "vraag": [item.question],
        "opties": list(item.options),
        "bij_opties": list(item.feedback),
        "uitleg": [item.explanation],
    }
    found = {
        field: {kind for text in parts for line in text.splitlines() for kind in personal_types(line, privacy, known)}
        for field, parts in texts.items()
    }
    wrong = [ItemProblem(field, "personal") for field, types in found.items() if types - {PersonalDataType.NAAM}]
    named = any(PersonalDataType.NAAM in types for types in found.values())
    return [*wrong, *([ItemProblem("verzonnen", "names")] if named and not invented else [])]


def _free_name(question: str, taken: Collection[str]) -> str:
    plain = unicodedata.normalize("NFKD", question).encode("ascii", "ignore").decode()
    start = re.sub(r"[^a-z0-9]+", "-", plain.lower())[: LONGEST_ID - 4].strip("-") or "vraag"
    number, name = 2, start
    while name in taken:
        name, number = f"{start}-{number}", number + 1
    return name


def _mark(text: str, wrong: list[ItemProblem]) -> Mark:
    try:
        return read_mark(text.strip().removeprefix("[").removesuffix("]"))
    except ValueError:
        wrong.append(ItemProblem("bron", "mark"))
        return Mark(())


def _list(form: FormData, key: str) -> list[str]:
    return [_text(value) for value in form.getlist(key) if isinstance(value, str)]


def _text(value: str) -> str:
    # A browser ends lines with two characters; Telegram and our files with one.
    return value.replace("\r\n", "\n")[:LONGEST_FIELD]
