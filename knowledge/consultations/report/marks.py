"""What a laid out page is made of. All lengths in millimetres from the top left corner, sizes of letters in points."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its base line."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    white: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a sheet, which readers of the file can jump to; `y` is its top."""

    x: float
    y: float
    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of a width."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.2


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle around a point."""

    x: float
    y: float
    radius: float


Mark = Text | Title | Rule | Disc
"""Something to draw."""
