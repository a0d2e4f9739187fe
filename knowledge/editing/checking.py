"""What is wrong with a draft, field by field and all at once: the parser stops at the first thing."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from knowledge.editing.fields import Fields, Row
from knowledge.editing.writing import Written, write
from knowledge.entries import body
from knowledge.entries.model import Entry
from knowledge.errors import EntryFormatError
from knowledge.review.model import Checked, DraftFile, DraftText, Problem, Severity
from knowledge.review.problems import problem_of

WHOLE = ""
"""The place of a problem that is about the entry as a whole."""

_PLACES = {
    "dates_order": "vervalt_op",
    "call_first": "bel_eerst",
    "urgent_questions": "begrijpen",
    "sources_differ": "bronnen",
    "short_missing": "kort",
    "short_field": "kort",
    "short_long": "kort",
    "near_duplicate": "kort",
    "unconfirmed": "controleren",
    "few_sources": "bronnen",
    "head_yaml": WHOLE,
    "head_lines": WHOLE,
}
"""Where a problem belongs whatever its line."""

_OF_A_ROW = {"mark_missing": "row_sentences", "mark_unknown": "row_brackets"}
"""What the format says in terms of marks, said in terms of rows."""

_SECTIONS = ("kort", "meer", "controleren")


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem with the field it is about: ``titel``, ``kort.2``, ``vragen.0``, or `WHOLE`."""

    place: str
    problem: Problem

    @property
    def is_error(self) -> bool:
        """Whether it has to be solved before the draft can be handed in."""
        return self.problem.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class FieldsChecked:
    """What a check of fields found.

    Attributes:
        entry: For a preview, without the sentences that break the format; None when nothing can be shown yet.
        partial: Sentences are left out of `entry`.
        problems: All of them, errors first.
    """

    entry: Entry | None
    partial: bool
    problems: tuple[Placed, ...]

    @property
    def errors(self) -> int:
        """How many have to be solved."""
        return sum(problem.is_error for problem in self.problems)

    def at(self, place: str) -> tuple[Placed, ...]:
        """The problems of a field."""
        return tuple(problem for problem in self.problems if problem.place == place)


def check_fields(slug: str, fields: Fields, check: Callable[[DraftText], Checked]) -> FieldsChecked:
    """Check fields.

    Args:
        slug: Of the entry.
        fields: As typed.
        check: Checks a text, as :meth:`knowledge.review.writing.Writing.check` does.
    """
    own = list(_row_problems(fields))
    broken = {problem.place for problem in own}
    sound = _without(fields, broken)
    written = write(slug, sound, apart=True)
    found = check(written.text)
    # Numbers of rows stay: a broken row is emptied, not removed.
    others = [Placed(_place(problem, written), problem) for problem in found.problems]
    if any(place.startswith("kort.") for place in broken):
        others = [placed for placed in others if placed.problem.key != "short_missing"]
    return FieldsChecked(found.entry, bool(broken), tuple(sorted([*own, *others], key=lambda p: not p.is_error)))


def _row_problems(fields: Fields) -> Iterator[Placed]:
    for section, rows in zip(_SECTIONS, (fields.short, fields.more, fields.to_check), strict=True):
        for number, row in enumerate(rows):
            if row.text and (problem := _of_row(row)):
                yield Placed(f"{section}.{number}", problem)
    for number, text in enumerate(fields.reflection):
        if text and (problem := _of(partial(body.questions, [(0, f"- {text}")], Path("draft.md")))):
            yield Placed(f"begrijpen.{number}", problem)


def _of_row(row: Row) -> Problem | None:
    if problem := _of(lambda: body.check_sentence(row.text, 0, Path("draft.md"))):
        return replace(problem, key=_OF_A_ROW.get(problem.key, problem.key))
    return None if row.marked else Problem(DraftFile.ENTRY, 0, Severity.ERROR, "row_source")


def _of(held: Callable[[], object]) -> Problem | None:
    try:
        held()
    except EntryFormatError as error:
        return problem_of(error)
    return None


def _without(fields: Fields, broken: Iterable[str]) -> Fields:
    gone = set(broken)

    def rows(section: str, given: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(replace(r, text="") if f"{section}.{n}" in gone else r for n, r in enumerate(given))

    return replace(
        fields,
        short=rows("kort", fields.short),
        more=rows("meer", fields.more),
        to_check=rows("controleren", fields.to_check),
        reflection=tuple("" if f"begrijpen.{n}" in gone else text for n, text in enumerate(fields.reflection)),
    )


def _place(problem: Problem, written: Written) -> str:
    if problem.key in _PLACES:
        return _PLACES[problem.key]
    if problem.key in {"head_value", "head_missing", "head_unknown"}:
        return dict(problem.values).get("name", WHOLE)
    places = written.asked_places if problem.file is DraftFile.ASKED else written.places
    place = places[problem.line - 1] if 1 <= problem.line <= len(places) else WHOLE
    # The readability of the text as a whole is reported at its title.
    return WHOLE if problem.key == "readability" and not re.search(r"\.\d+$", place) else place
