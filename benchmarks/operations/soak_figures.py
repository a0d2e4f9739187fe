"""What a soak makes of its samples: a straight line through them, and when that may be called flat.

The rule. Each life of the process (from a start to its end) is looked at by itself; the first :data:`WARM_UP` of it is
left out, because caches and thread pools fill. Through the rest goes the line of least squares. A measure is *flat*
when its slope and twice the standard error of that together stay at or below the limit; it *rises* when the slope
less twice the error is above it. What lies between is *not clear*, and a life of less than :data:`SHORTEST_S` after
its warm-up is *too short* to say anything.

The error counts each sample as independent. Samples of a process are not quite, so the band is somewhat too narrow:
the limits are a good deal below what would do harm in a week.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, sqrt

from benchmarks.operations.figures import spread

WARM_UP = 0.25
"""Share of a life that is left out."""
SHORTEST_S = 600.0
"""Seconds after the warm-up below which nothing is said."""
HOUR_S = 3600.0


class Shape(StrEnum):
    """What a measure does over a life."""

    FLAT = "flat"
    RISES = "rises"
    UNCLEAR = "not clear"
    SHORT = "too short to say"


@dataclass(frozen=True, slots=True)
class Sample:
    """What a process took at one moment.

    Attributes:
        at: Seconds since the beginning of the soak.
        life: How often the process had been started.
        memory: In RAM, in MB.
        files: Open files.
        threads: Threads.
        database: Size of the database, in MB.
        log: Size of the write-ahead log, in MB.
    """

    at: float
    life: int
    memory: float
    files: float
    threads: float
    database: float
    log: float


@dataclass(frozen=True, slots=True)
class Slope:
    """A line of least squares.

    Attributes:
        per_hour: How much it rises.
        error: Standard error of that; infinite for fewer than three points.
        seconds: From the first point to the last.
    """

    per_hour: float
    error: float
    seconds: float


def slope(points: Sequence[tuple[float, float]]) -> Slope:
    """The line of least squares through points of seconds and values; level through fewer than two moments."""
    count = len(points)
    if count < 2:
        return Slope(0.0, inf, 0.0)
    middle = sum(at for at, _ in points) / count
    mean = sum(value for _, value in points) / count
    width = sum((at - middle) ** 2 for at, _ in points)
    seconds = max(at for at, _ in points) - min(at for at, _ in points)
    if width == 0:
        return Slope(0.0, inf, 0.0)
    rise = sum((at - middle) * (value - mean) for at, value in points) / width
    if count < 3:
        return Slope(rise * HOUR_S, inf, seconds)
    left = sum((value - mean - rise * (at - middle)) ** 2 for at, value in points)
    return Slope(rise * HOUR_S, sqrt(left / (count - 2) / width) * HOUR_S, seconds)


def settled(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of a life after its warm-up."""
    if not points:
        return []
    first, last = points[0][0], points[-1][0]
    return [point for point in points if point[0] >= first + WARM_UP * (last - first)]


def shape(line: Slope, limit: float) -> Shape:
    """What a line says by the rule of this module; the limit is a rise per hour."""
    if line.seconds < SHORTEST_S:
        return Shape.SHORT
    if line.per_hour + 2 * line.error <= limit:
        return Shape.FLAT
    if line.per_hour - 2 * line.error > limit:
        return Shape.RISES
    return Shape.UNCLEAR


def lives(samples: Sequence[Sample], name: str) -> list[list[tuple[float, float]]]:
    """Seconds and values of one measure, life by life."""
    found: dict[int, list[tuple[float, float]]] = {}
    for sample in samples:
        found.setdefault(sample.life, []).append((sample.at, float(getattr(sample, name))))
    return list(found.values())


def by_minute(waits: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The 95th percentile of each minute, with the second in which the minute began.

    Args:
        waits: For each message when it was said, in seconds since the beginning, and how long its reply took.
    """
    minutes: dict[int, list[float]] = {}
    for at, wait in waits:
        minutes.setdefault(int(at // 60), []).append(wait)
    return [(minute * 60.0, spread(values).p95) for minute, values in sorted(minutes.items())]
