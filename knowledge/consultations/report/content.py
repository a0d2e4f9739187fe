"""What stands on a page about a consultation, before anybody knows how it is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.consultations.agenda import Item, colleagues
from knowledge.consultations.model import Consultation, Contribution, Status
from knowledge.consultations.summary import SummaryWords, practical

_LIST_SHARES = (0.12, 0.35, 0.27, 0.15, 0.11)
"""Parts of the width for number, question, expertise, due and how many think along."""
_WRITING_SHARES = (0.25, 0.5, 0.25)


@dataclass(frozen=True, slots=True)
class Cell:
    """A heading with a text; either may be empty."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells side by side, in one box.

    Attributes:
        cells: From left to right.
        shares: Parts of the width; empty gives each the same.
    """

    cells: tuple[Cell, ...]
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """The line from 0 to 10.

    Attributes:
        heading: The question.
        low: What 0 means.
        high: What 10 means.
        chosen: The number that was given; None draws the line to be filled in by hand.
        said: The number in words, or that there is none yet.
    """

    heading: str
    low: str
    high: str
    chosen: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Writing:
    """Room to write by hand: free lines, and rows of a table.

    Attributes:
        heading: What the free lines are for.
        columns: Headings of the table.
        shares: Parts of the width.
    """

    heading: str
    columns: tuple[str, ...]
    shares: tuple[float, ...] = _WRITING_SHARES


Band = Columns | Scale | Writing
"""A part over the whole width of the page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, or more when the texts are long.

    Attributes:
        title: At the top.
        under: A line below the title.
        continued: The title of a second page.
        reference: In the foot of every page.
        bands: From top to bottom.
    """

    title: str
    under: str
    continued: str
    reference: str
    bands: tuple[Band, ...]


def case_sheet(consultation: Consultation, contributions: Sequence[Contribution], words: SummaryWords) -> Sheet:
    """The page about one consultation; a part without a text says so, and nobody is named."""
    say = words.say
    title = say("title", number=consultation.number)
    reference = say("reference", number=consultation.number)
    continued = say("continued", title=reference)
    if consultation.emptied:
        return Sheet(title, say("emptied"), continued, reference, ())
    bands: list[Band] = [
        Columns((_cell("facts", consultation.facts, words),)),
        Columns(
            (
                _cell("worries", consultation.worries, words),
                _cell("strengths", consultation.strengths, words),
                Cell(words.say("column_question"), consultation.question),
            )
        ),
        _scale(consultation, words),
    ]
    if consultation.scale is not None and consultation.scale_reason:
        bands.append(Columns((Cell(say("scale_why"), consultation.scale_reason),)))
    told = "\n".join(practical(consultation, contributions, words))
    bands.append(Columns((_cell("unknown", consultation.unknown, words), Cell(say("practical"), told))))
    return Sheet(title, "", continued, reference, (*bands, *_outcome(consultation, words)))


def list_sheet(team: str, items: Sequence[Item], more: int, words: SummaryWords) -> Sheet:
    """The front page of an agenda: every consultation on it in a row.

    Args:
        team: Name of the team.
        items: What is on the agenda, in order.
        more: How many are open and not on the agenda.
        words: The texts around it.
    """
    say = words.say
    title = say("agenda_title", team=team)
    heads = ("agenda_number", "agenda_question", "agenda_expertise", "agenda_due", "agenda_colleagues")
    rows = [Columns(tuple(Cell(say(head), "") for head in heads), _LIST_SHARES)]
    for item, added in items:
        asked = ", ".join(words.expertise.get(key, key) for key in item.expertise) or say("nobody_named")
        due = words.day(item.due) if item.due else say("no_date")
        texts = (item.number, item.question, asked, due, str(colleagues(added)))
        rows.append(Columns(tuple(Cell("", text) for text in texts), _LIST_SHARES))
    under = say("agenda_under", count=len(items), more=more)
    return Sheet(title, under, say("continued", title=say("agenda_reference")), say("agenda_reference"), tuple(rows))


def _cell(key: str, text: str | None, words: SummaryWords) -> Cell:
    return Cell(words.say(key), text if text and text.strip() else words.say("nothing"))


def _scale(consultation: Consultation, words: SummaryWords) -> Scale:
    chosen = consultation.scale
    said = words.say("scale_open") if chosen is None else words.say("scale_said", scale=chosen)
    return Scale(words.say("scale"), words.say("scale_low"), words.say("scale_high"), chosen, said)


def _outcome(consultation: Consultation, words: SummaryWords) -> tuple[Band, ...]:
    """What came of it; while it is open, room to write that down."""
    if consultation.status is Status.CLOSED:
        decided, learned = consultation.decided, consultation.learned
        return (Columns((_cell("decided", decided, words), _cell("learned", learned, words))),)
    return (Writing(words.say("decided"), (words.say("who"), words.say("does_what"), words.say("when_done"))),)
