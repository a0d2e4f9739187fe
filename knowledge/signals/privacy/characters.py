"""How much an unknown word looks like a name: a linear model over its character n-grams."""

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

BUCKETS = 8192


@dataclass(frozen=True, slots=True)
class CharacterModel:
    """Weights fitted on the name lists against the ordinary words (see ``privacy.fitting``).

    Attributes:
        weights: One weight per hash bucket, in hundredths.
        bias: Intercept, in hundredths.
    """

    weights: tuple[int, ...]
    bias: int

    def score(self, word: str) -> float:
        """Give the log-odds that ``word`` (a key) is a name rather than an ordinary word."""
        return (self.bias + sum(self.weights[bucket] for bucket in buckets(word))) / 100


def buckets(word: str) -> Iterator[int]:
    """Give the hash buckets of the character 2- to 4-grams of a word with its borders."""
    bordered = f"<{word[:40]}>"
    for size in (2, 3, 4):
        for start in range(len(bordered) - size + 1):
            yield crc32(bordered[start : start + size].encode()) % BUCKETS
