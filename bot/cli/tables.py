"""Plain tables on standard output: the same on a screen, in a pipe and in a log."""

from collections.abc import Iterable, Sequence
from datetime import datetime


def columns(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Text in aligned columns under a head; every cell becomes one line."""
    cells = [tuple(head), *(tuple(" ".join(str(cell).split()) for cell in row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "\n".join(line.rstrip() for line in lines)


def local(moment: datetime) -> str:
    """A moment in the time zone of this machine, to the minute."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
