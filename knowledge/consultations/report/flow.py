"""Lay out a sheet: bands from top to bottom, on to a next page where one is full. Pure; nothing is drawn here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from knowledge.consultations.report import hand, paper
from knowledge.consultations.report.content import Columns, Scale, Sheet, Writing
from knowledge.consultations.report.lines import Width, wrapped
from knowledge.consultations.report.marks import Mark, Rule, Text, Title

PAD = 1.6
"""Millimetres between a box and its text."""
GAP = 2.4
"""Millimetres between bands."""
KEPT_TOGETHER = 0.3
"""A band of at most this part of a page is not divided over two."""
FEWEST_LINES = 2
"""A part of a band at the foot of a page has at least so many lines."""

Page = list[Mark]


def laid_out(sheet: Sheet, measure: Width, continued: Callable[[str], str]) -> list[Page]:
    """The pages of a sheet, in the largest letters with which it fits on one.

    What does not fit in the smallest letters goes on to further pages; no text is left out.

    Args:
        sheet: What stands on it.
        measure: Gives the width of a text.
        continued: Marks a heading as that of a part that goes on.
    """
    steps = round((paper.LARGEST - paper.SMALLEST) / paper.STEP)
    pages: list[Page] = []
    for step in range(steps + 1):
        pages = _Flow(sheet, paper.LARGEST - step * paper.STEP, measure, continued).pages
        if len(pages) == 1:
            break
    return pages


@dataclass
class _Flow:
    """A sheet being laid out in letters of one size."""

    sheet: Sheet
    size: float
    measure: Width
    continued: Callable[[str], str]
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0

    def __post_init__(self) -> None:
        self._turn()
        previous: Columns | None = None
        for band in self.sheet.bands:
            match band:
                case Columns():
                    # Rows of one table touch each other.
                    self.y -= GAP if previous and band.shares and band.shares == previous.shares else 0.0
                    self._columns(band)
                case Scale():
                    self._whole(hand.scale_height(band, self.size, self.measure))
                    marks, self.y = hand.scale(band, self.y, self.size, self.measure)
                    self.pages[-1] += marks
                case Writing():
                    self._whole(hand.writing_height(self.size))
                    marks, self.y = hand.writing(band, self.y, self._room, self.size)
                    self.pages[-1] += marks
            self.y += GAP
            previous = band if isinstance(band, Columns) else None

    @property
    def _room(self) -> float:
        return paper.BOTTOM - self.y

    def _turn(self) -> None:
        """Begin a page with the title."""
        first, size = not self.pages, self.size + 4
        self.pages.append([])
        self.y = paper.TOP
        title = self.sheet.title if first else self.sheet.continued
        head, *rest = self._lines(title, paper.RIGHT - paper.LEFT, size, bold=True) or [""]
        self.pages[-1].append(Title(paper.LEFT, self.y, head, size))
        self.y += paper.line_height(size)
        self._say(rest, paper.LEFT, size, bold=True)
        if first and self.sheet.under:
            self._say(self._lines(self.sheet.under, paper.RIGHT - paper.LEFT, self.size), paper.LEFT, self.size)
        self.y += GAP / 2

    def _say(self, lines: list[str], x: float, size: float, *, bold: bool = False) -> None:
        for line in lines:
            self.pages[-1].append(Text(x, paper.base_line(self.y, size), line, size, bold))
            self.y += paper.line_height(size)

    def _lines(self, text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
        return wrapped(text, room, lambda part: self.measure(part, size, bold))

    def _whole(self, height: float) -> None:
        """Go to a next page when something that is not divided does not fit here."""
        if height > self._room:
            self._turn()

    def _columns(self, band: Columns) -> None:
        edges = _edges(band)
        inner = [right - left - 2 * PAD for left, right in pairwise(edges)]
        texts = [self._lines(cell.text, room, self.size) for cell, room in zip(band.cells, inner, strict=True)]
        most = max(map(len, texts))
        done, step = 0, paper.line_height(self.size)
        whole = self._headings(band, inner)[1] + most * step + 2 * PAD
        if whole > self._room and whole <= KEPT_TOGETHER * (paper.BOTTOM - paper.TOP):
            self._turn()
        while True:
            left = tuple(len(lines) - done for lines in texts) if done else ()
            heads, height = self._headings(band, inner, left)
            fewest = min(most - done, FEWEST_LINES)
            if height + fewest * step + 2 * PAD > self._room and self._below_title:
                self._turn()
            fit = max(int((self._room - height - 2 * PAD) / step), fewest)
            parts = [lines[done : done + fit] for lines in texts]
            self._box(edges, heads, parts, height)
            done += fit
            if done >= most:
                return
            self._turn()

    @property
    def _below_title(self) -> bool:
        """Whether something but the title stands on this page, so that turning it helps."""
        return any(isinstance(mark, Rule) for mark in self.pages[-1])

    def _headings(self, band: Columns, inner: list[float], left: tuple[int, ...] = ()) -> tuple[list[list[str]], float]:
        """Headings as lines, and the height they take together.

        Args:
            band: The cells.
            inner: Room for a line, by cell.
            left: Lines that go on here, by cell, when a part of the band stood on a page before.
        """
        names = [cell.heading for cell in band.cells]
        if left:
            pairs = zip(names, left, strict=True)
            names = [self.continued(name) if name and lines > 0 else "" for name, lines in pairs]
        heads = [self._lines(name, room, self.size, bold=True) for name, room in zip(names, inner, strict=True)]
        return heads, max(map(len, heads)) * paper.line_height(self.size)

    def _box(self, edges: list[float], heads: list[list[str]], parts: list[list[str]], height: float) -> None:
        top, most = self.y, max(map(len, parts))
        bottom = top + height + max(most, 0) * paper.line_height(self.size) + 2 * PAD
        page = self.pages[-1]
        page += [Rule(edges[0], y, edges[-1], y) for y in (top, bottom)]
        page += [Rule(x, top, x, bottom) for x in edges]
        for left, head, part in zip(edges, heads, parts, strict=False):
            self.y = top + PAD
            self._say(head, left + PAD, self.size, bold=True)
            self.y = top + PAD + height
            self._say(part, left + PAD, self.size)
        self.y = bottom


def _edges(band: Columns) -> list[float]:
    """Where the vertical lines stand."""
    shares = band.shares or tuple(1 / len(band.cells) for _ in band.cells)
    width = paper.RIGHT - paper.LEFT
    return [paper.LEFT, *(paper.LEFT + part * width for part in accumulate(shares))]
