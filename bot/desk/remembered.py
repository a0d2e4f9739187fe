"""Vectors of the questions that wait: making one takes tens of milliseconds, and the same questions come again."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


class OpenVectors:
    """Remembers the vectors of the last questions that were asked for, in memory only.

    What is not asked for again is forgotten, so that no text outlives its row in the store for long. Safe to share
    between threads: at worst two of them make the same vector.
    """

    def __init__(self) -> None:
        """Knows nothing yet."""
        self._known: dict[str, Vector | None] = {}

    def of(self, texts: Sequence[str], vectorise: Callable[[str], Vector | None]) -> list[Vector | None]:
        """A vector per text; each is remembered as soon as it is made.

        Args:
            texts: Redacted questions.
            vectorise: Makes a vector; None where the bundled model is missing.
        """
        known = self._known
        self._known = made = {text: known[text] for text in dict.fromkeys(texts) if text in known}
        for text in texts:
            if text not in made:
                made[text] = vectorise(text)
        return [made[text] for text in texts]

    def missing(self, texts: Sequence[str]) -> int:
        """How many of these questions have no vector yet."""
        return len(set(texts) - self._known.keys())

    def ready(self, texts: Sequence[str]) -> list[Vector | None]:
        """A vector per text, None where none was made yet."""
        return [self._known.get(text) for text in texts]
