"""Make the files: the page about one consultation, or the agenda of a meeting with a page for each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.consultations.agenda import Item
from knowledge.consultations.errors import ReportsMissing
from knowledge.consultations.model import Consultation, Contribution
from knowledge.consultations.report import paper
from knowledge.consultations.report.content import Band, Cell, Columns, Scale, Sheet, Writing, case_sheet, list_sheet
from knowledge.consultations.report.flow import laid_out
from knowledge.consultations.summary import SummaryWords

if TYPE_CHECKING:
    from knowledge.consultations.report.pdf import Drawing


@dataclass(frozen=True, slots=True)
class Report:
    """How a file is made.

    Attributes:
        words: The texts around what people typed.
        made: When, for the file itself.
        when: The same in words, for the foot of each page.
        language: Of the texts, such as `nl`.
    """

    words: SummaryWords
    made: datetime
    when: str
    language: str = "nl"


def case_pdf(consultation: Consultation, contributions: Sequence[Contribution], report: Report) -> bytes:
    """One consultation on A4, on one page unless its texts are very long.

    Takes some tenths of a second of CPU: never call it on an event loop.

    Raises:
        ReportsMissing: The extra `reports` is not installed.
    """
    return _pdf([case_sheet(consultation, contributions, report.words)], report)


def agenda_pdf(team: str, items: Sequence[Item], more: int, report: Report) -> bytes:
    """A front page with a list, then each consultation from a new page on.

    Args:
        team: Name of the team.
        items: What is on the agenda, in order.
        more: How many are open and not on the agenda.
        report: Words and moment.

    Raises:
        ReportsMissing: The extra `reports` is not installed.
    """
    front = list_sheet(team, items, more, report.words)
    return _pdf([front, *(case_sheet(item, added, report.words) for item, added in items)], report)


def _pdf(sheets: Sequence[Sheet], report: Report) -> bytes:
    try:
        from knowledge.consultations.report.pdf import Drawing

        drawing = Drawing(sheets[0].title, report.language, report.made)
    except ImportError as error:
        raise ReportsMissing(error.name or "fpdf2") from error
    with drawing:
        return _drawn(sheets, report, drawing)


def _drawn(sheets: Sequence[Sheet], report: Report, drawing: "Drawing") -> bytes:
    say = report.words.say
    pages = []
    for sheet in sheets:
        shown = _printable(sheet, drawing)
        made = laid_out(shown, drawing.width, lambda title: say("continued", title=title))
        pages += [(shown.reference, page) for page in made]
    for number, (reference, page) in enumerate(pages, start=1):
        left = say("foot_left", reference=reference)
        right = say("foot_right", when=report.when, page=number, pages=len(pages))
        drawing.draw([*page, *paper.foot(left, right, drawing.width)])
    return drawing.data()


def _printable(sheet: Sheet, drawing: "Drawing") -> Sheet:
    """A sheet whose texts the font can show."""
    plain = drawing.printable

    def shown(band: Band) -> Band:
        match band:
            case Columns():
                return replace(band, cells=tuple(Cell(plain(c.heading), plain(c.text)) for c in band.cells))
            case Scale() | Writing():
                # Their texts come from the catalogue only.
                return band

    return replace(
        sheet, title=plain(sheet.title), under=plain(sheet.under), bands=tuple(shown(band) for band in sheet.bands)
    )
