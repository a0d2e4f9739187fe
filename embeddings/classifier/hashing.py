"""Hashed character and word n-grams of a text.

The hashing trick of Weinberger et al., "Feature Hashing for Large Scale Multitask Learning" (ICML 2009,
https://arxiv.org/abs/0902.2206), without sign bits: every feature here is binary. CRC-32 is used because it
is the same on every platform and Python version.
"""

import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class HashedText:
    """The n-grams of one text.

    Attributes:
        indices: `(k,) int64`, distinct buckets.
        values: `(k,) float32`; each of the two blocks (characters, words) has length 1.
    """

    indices: NDArray[np.int64]
    values: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class NgramHasher:
    """Which n-grams are hashed, and into how many buckets.

    Attributes:
        buckets: Number of buckets, a power of two; half for characters, half for words.
        char_sizes: Smallest and largest character n-gram, inside words with a space at both ends.
        word_size: Largest word n-gram.
    """

    buckets: int = 1 << 17
    char_sizes: tuple[int, int] = (2, 5)
    word_size: int = 3

    def hash(self, text: str) -> HashedText:
        """Hash one text. The caller normalises it first."""
        half = self.buckets // 2
        words = _WORD.findall(text)
        chars = {crc32(gram.encode()) % half for gram in self._char_grams(words)}
        grams = {half + crc32(gram.encode()) % half for gram in self._word_grams(words)}
        indices = np.fromiter((*sorted(chars), *sorted(grams)), dtype=np.int64, count=len(chars) + len(grams))
        values = np.empty(len(indices), dtype=np.float32)
        values[: len(chars)] = 1 / max(len(chars), 1) ** 0.5
        values[len(chars) :] = 1 / max(len(grams), 1) ** 0.5
        return HashedText(indices, values)

    def _char_grams(self, words: list[str]) -> set[str]:
        smallest, largest = self.char_sizes
        grams: set[str] = set()
        for word in set(words):
            padded = f" {word} "
            for size in range(smallest, largest + 1):
                grams.update(padded[i : i + size] for i in range(len(padded) - size + 1))
        return grams

    def _word_grams(self, words: list[str]) -> set[str]:
        return {
            " ".join(words[i : i + size]) for size in range(1, self.word_size + 1) for i in range(len(words) - size + 1)
        }
