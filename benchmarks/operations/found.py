"""What a fuzz saw while it went on."""

from collections import Counter
from dataclasses import dataclass, field

from benchmarks.operations.planting import Planted


@dataclass
class Found:
    """What the fuzz saw.

    Attributes:
        decisions: Replies by kind.
        broken: Exceptions that came out, by kind and place.
        needles: Values that must be kept nowhere, with the number of the update and the kind.
        missed: Planted values that the detector did not see, by kind.
        planted: Planted values, by kind.
        forged: Forged buttons that were taken.
        said: Log lines from warning up, without what they are about.
        log: All log lines.
    """

    decisions: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    needles: dict[str, tuple[int, str]] = field(default_factory=dict)
    missed: list[tuple[int, Planted]] = field(default_factory=list)
    planted: Counter[str] = field(default_factory=Counter)
    forged: int = 0
    unread: int = 0
    said: Counter[str] = field(default_factory=Counter)
    log: list[str] = field(default_factory=list)
