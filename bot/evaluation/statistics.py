"""Proportions with their uncertainty."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""Normal quantile of a two-sided 95% interval."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The proportion; 0 when nothing was counted."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson score interval, 95% (Wilson 1927, doi:10.1080/01621459.1927.10502953); (0, 1) without data."""
        if not self.total:
            return 0.0, 1.0
        n, p = self.total, self.value
        denominator = 1 + Z**2 / n
        centre = (p + Z**2 / (2 * n)) / denominator
        margin = Z * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / denominator
        return max(0.0, centre - margin), min(1.0, centre + margin)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} ({self.hits}/{self.total}; 95% {low:.3f}-{high:.3f})"


def share(flags: list[bool]) -> Share:
    """Count the true ones."""
    return Share(sum(flags), len(flags))
