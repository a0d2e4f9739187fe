"""What is drawn rather than told: the scale, and the lines to write on by hand."""

from itertools import accumulate

from knowledge.consultations.model import SCALE_TOP
from knowledge.consultations.report import paper
from knowledge.consultations.report.content import Scale, Writing
from knowledge.consultations.report.lines import Width, wrapped
from knowledge.consultations.report.marks import Disc, Mark, Rule, Text

INSET = 6.0
"""Millimetres between the edge of the page and the ends of the scale."""
ABOVE, BELOW = 5.0, 6.5
"""Room above the line of the scale, for the mark, and below it, for the numbers."""
RADIUS = 3.4
TICK = 1.5
ROW = 7.5
"""Height of a line to write on, in millimetres: as on ruled paper."""
FEWEST_FREE, MOST_FREE = 2, 4
FEWEST_ROWS, MOST_ROWS = 2, 8
"""Free lines, and rows of the table of who does what; they take what room there is."""


def scale_height(band: Scale, size: float, measure: Width) -> float:
    """Height of the scale with the words around it."""
    low, high = _ends(band, size, measure)
    return paper.line_height(size) * (1 + max(len(low), len(high))) + ABOVE + BELOW


def scale(band: Scale, top: float, size: float, measure: Width) -> tuple[list[Mark], float]:
    """The scale: a line with ticks and numbers; the number that was given is large, in a filled circle.

    It is told by size, shape and words, not by colour alone, so that it reads in grey too.

    Returns:
        What to draw, and where it ends.
    """
    marks: list[Mark] = [Text(paper.LEFT, paper.base_line(top, size), band.heading, size, bold=True)]
    said = measure(band.said, size, True)  # noqa: FBT003 - bold
    heading = measure(f"{band.heading}  ", size, True)  # noqa: FBT003 - bold
    marks.append(Text(max(paper.RIGHT - said, paper.LEFT + heading), paper.base_line(top, size), band.said, size, True))  # noqa: FBT003
    y = top + paper.line_height(size) + ABOVE
    left, right = paper.LEFT + INSET, paper.RIGHT - INSET
    marks.append(Rule(left, y, right, y, 0.6))
    for number in range(SCALE_TOP + 1):
        x = left + (right - left) * number / SCALE_TOP
        if number == band.chosen:
            marks += [Disc(x, y, RADIUS), _centred(str(number), x, y + 1.5, 12, measure, chosen=True)]
        else:
            marks += [Rule(x, y - TICK, x, y + TICK, 0.4), _centred(str(number), x, y + 5, 9, measure)]
    low, high = _ends(band, size, measure)
    below = y + BELOW
    for number, line in enumerate(low):
        marks.append(Text(paper.LEFT, paper.base_line(below + number * paper.line_height(size), size), line, size))
    for number, line in enumerate(high):
        x = paper.RIGHT - measure(line, size, False)  # noqa: FBT003 - not bold
        marks.append(Text(x, paper.base_line(below + number * paper.line_height(size), size), line, size))
    return marks, below + max(len(low), len(high)) * paper.line_height(size)


def writing_height(size: float) -> float:
    """The least height of the lines to write on."""
    return 2 * paper.line_height(size) + (FEWEST_FREE + FEWEST_ROWS) * ROW


def writing(band: Writing, top: float, room: float, size: float) -> tuple[list[Mark], float]:
    """Free lines under a heading, then a table of empty rows.

    Args:
        band: Its headings.
        top: Where it begins.
        room: Height that is left on the page; rows are added as far as it allows.
        size: Of the letters.

    Returns:
        What to draw, and where it ends.
    """
    marks: list[Mark] = [Text(paper.LEFT, paper.base_line(top, size), band.heading, size, bold=True)]
    y = top + paper.line_height(size)
    spare = int((room - writing_height(size)) / ROW)
    # Of three spare lines one is for what was decided, two are for who does what.
    free = min(FEWEST_FREE + spare // 3, MOST_FREE)
    for _ in range(free):
        y += ROW
        marks.append(Rule(paper.LEFT, y, paper.RIGHT, y))
    y += paper.line_height(size) * 0.4
    width = paper.RIGHT - paper.LEFT
    edges = [paper.LEFT, *(paper.LEFT + part * width for part in accumulate(band.shares))]
    for x, name in zip(edges, band.columns, strict=False):
        marks.append(Text(x + 1, paper.base_line(y, size), name, size, bold=True))
    y += paper.line_height(size) * 1.1
    fits = int((room - (y - top)) / ROW)
    rows = min(max(fits, FEWEST_ROWS), MOST_ROWS)
    marks += [Rule(paper.LEFT, y + row * ROW, paper.RIGHT, y + row * ROW) for row in range(rows + 1)]
    marks += [Rule(x, y, x, y + rows * ROW) for x in edges]
    return marks, y + rows * ROW


def _ends(band: Scale, size: float, measure: Width) -> tuple[list[str], list[str]]:
    """What 0 and 10 mean, as lines of at most half the width."""
    half = (paper.RIGHT - paper.LEFT) / 2 - 3
    low, high = (
        wrapped(text, half, lambda part: measure(part, size, False))  # noqa: FBT003 - not bold
        for text in (band.low, band.high)
    )
    return low, high


def _centred(text: str, x: float, y: float, size: float, measure: Width, *, chosen: bool = False) -> Text:
    return Text(x - measure(text, size, chosen) / 2, y, text, size, bold=chosen, white=chosen)
