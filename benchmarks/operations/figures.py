"""Figures and how they are written down."""

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = ("measure", "figure", "target", "met")


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took.

    Attributes:
        count: How often it was measured.
        p50, p95, p99, longest: Seconds; the nearest rank of the measured values, nothing in between.
    """

    count: int
    p50: float
    p95: float
    p99: float
    longest: float

    def __str__(self) -> str:
        """All of it in one cell."""
        if not self.count:
            return "none measured"
        parts = [f"{name} {_seconds(value)}" for name, value in (("p50", self.p50), ("p95", self.p95))]
        parts += [f"{name} {_seconds(value)}" for name, value in (("p99", self.p99), ("longest", self.longest))]
        return f"{', '.join(parts)} ({self.count})"


def spread(values: Sequence[float]) -> Spread:
    """Percentiles by nearest rank of values in seconds; all zero when there are none."""
    ordered = sorted(values)
    if not ordered:
        return Spread(0, 0.0, 0.0, 0.0, 0.0)
    return Spread(len(ordered), *(_rank(ordered, share) for share in (0.5, 0.95, 0.99)), ordered[-1])


def _rank(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)]


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the results.

    Attributes:
        measure: What was measured.
        figure: What came out.
        target: What it should be; empty when nothing was agreed.
        met: Whether it is; None when there is no target.
    """

    measure: str
    figure: str
    target: str = ""
    met: bool | None = None


def told(lines: Sequence[Line]) -> Sequence[Line]:
    """The same lines, printed as they are: a measurement of an hour that is cut off still says something."""
    for line in lines:
        print(f"- {line.measure}: {line.figure}{_met(line) and f' ({_met(line)})'}", flush=True)
    return lines


def table(lines: Sequence[Line]) -> str:
    """The lines as a table in Markdown."""
    rows = [HEAD, *((one.measure, one.figure, one.target, _met(one)) for one in lines)]
    written = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([written[0], "|---" * len(HEAD) + "|", *written[1:]])


def _met(line: Line) -> str:
    return "" if line.met is None else "yes" if line.met else "**no**"
