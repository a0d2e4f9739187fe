"""What a picture shows: bars in groups, each with its label and its figure in words. Pure."""

from dataclasses import dataclass
from enum import StrEnum

MOST_BARS = 40
"""Bars in a picture: more would be higher than Telegram takes (width and height together at most 10,000 pixels,
https://core.telegram.org/bots/api#sendphoto)."""


class Fill(StrEnum):
    """How a part of a bar is filled; they differ by pattern, so that nobody needs to tell colours apart."""

    SOLID = "solid"
    HATCHED = "hatched"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, from the left.

    Attributes:
        share: Of the whole bar, 0 to 1.
        fill: How it is filled.

    Raises:
        ValueError: The share is not 0 to 1.
    """

    share: float
    fill: Fill = Fill.SOLID

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError(f"A part is {self.share} of its bar; give 0 to 1.")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        label: What it is about.
        figure: What it says, in words: the bar alone is never the message.
        parts: From the left; what is left of the bar stays empty.

    Raises:
        ValueError: The parts are more than the whole.
    """

    label: str
    figure: str
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        if sum(part.share for part in self.parts) > 1.0 + 1e-6:  # floats: thirds need not add up to 1 exactly
            raise ValueError(f"The parts of the bar {self.label!r} are more than the whole.")


@dataclass(frozen=True, slots=True)
class Group:
    """Bars under a title; an empty title shows none."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture.

    Attributes:
        title: What it shows.
        groups: Bars, from top to bottom.
        legend: What each fill means, as far as it is used.
        note: One line at the end; empty for none.

    Raises:
        ValueError: It has more than :data:`MOST_BARS` bars.
    """

    title: str
    groups: tuple[Group, ...]
    legend: tuple[tuple[Fill, str], ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        count = sum(len(group.bars) for group in self.groups)
        if count > MOST_BARS:
            raise ValueError(f"The picture {self.title!r} has {count} bars; at most {MOST_BARS} fit. Split it.")


def in_words(chart: Chart) -> str:
    """All that a picture says, as lines of text; goes with it as caption, for who cannot see it."""
    lines: list[str] = []
    for group in chart.groups:
        lines += [group.title] if group.title else []
        lines += [f"• {bar.label}: {bar.figure}" for bar in group.bars]
    return "\n".join([*lines, chart.note] if chart.note else lines)
