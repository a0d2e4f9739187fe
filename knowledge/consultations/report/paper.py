"""The sheet of paper and its measures, in millimetres; the foot that every page has."""

from knowledge.consultations.report.lines import Width
from knowledge.consultations.report.marks import Mark, Rule, Text

WIDTH, HEIGHT = 210.0, 297.0
"""A4 (ISO 216)."""
LEFT, RIGHT, TOP = 16.0, 194.0, 15.0
BOTTOM = 277.0
"""Where text ends; below it is the foot. Printers leave at most some 6 mm at an edge blank."""
FOOT = 285.0
FOOT_SIZE = 8.0
LARGEST, SMALLEST, STEP = 10.5, 8.0, 0.5
"""Points of running text: the largest at which a sheet fits on one page, never below the smallest."""
LEADING = 1.28
"""Height of a line in sizes of its letters."""
ASCENT = 0.96
"""From the top of a line to its base line, in sizes of its letters; DejaVu's ascender is 0.93."""
POINT = 25.4 / 72


def line_height(size: float) -> float:
    """Height of a line of text."""
    return size * POINT * LEADING


def base_line(top: float, size: float) -> float:
    """Where the letters of a line stand that starts at `top`."""
    return top + size * POINT * ASCENT


def foot(left: str, right: str, measure: Width) -> list[Mark]:
    """The foot of a page.

    Args:
        left: How to treat the page, and what it is about.
        right: When it was made, and which page it is.
        measure: Gives the width of a text.
    """
    return [
        Rule(LEFT, FOOT - 4.2, RIGHT, FOOT - 4.2),
        Text(LEFT, FOOT, left, FOOT_SIZE, bold=True),
        Text(RIGHT - measure(right, FOOT_SIZE, False), FOOT, right, FOOT_SIZE),  # noqa: FBT003 - not bold
    ]
