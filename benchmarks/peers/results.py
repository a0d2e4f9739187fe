"""What was measured of one contender on one set."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np

from bot.evaluation.statistics import Share

ABSENT = 1_000
"""Place of a document that was not found."""


@dataclass(frozen=True, slots=True)
class Result:
    """One contender, one set, with or without phrasings.

    Attributes:
        contender: Name in :data:`benchmarks.peers.field.FIELD`.
        material: Name of the set.
        phrasings: Whether the documents had their phrasings.
        documents: How many documents.
        texts: How many texts the documents have together, a body counting as one.
        styles: Style of each question.
        near: Whether each question looks like a phrasing of some document.
        places: Place of the right document, from 0, in the order of the questions; :data:`ABSENT` when not found.
        encoded_ms: Milliseconds per question, with encoding where the contender needs it.
        search_ms: The same with the vector known.
        index_s: Seconds to index, vectors known.
        resident_mb: Memory after the last question, MB.
        peak_mb: Highest memory of the process, with building, MB.
    """

    contender: str
    material: str
    phrasings: bool
    documents: int
    texts: int
    styles: tuple[str, ...]
    near: tuple[bool, ...]
    places: tuple[int, ...]
    encoded_ms: tuple[float, ...]
    search_ms: tuple[float, ...]
    index_s: float
    resident_mb: float
    peak_mb: float

    def share(self, k: int, style: str | None = None) -> Share:
        """Questions with the right document among the first k."""
        chosen = [place for place, own in zip(self.places, self.styles, strict=True) if style in (None, own)]
        return Share(sum(place < k for place in chosen), len(chosen))

    def share_unlike(self, k: int) -> Share:
        """The same for questions that look like no phrasing."""
        chosen = [place for place, near in zip(self.places, self.near, strict=True) if not near]
        return Share(sum(place < k for place in chosen), len(chosen))

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, line: str) -> Self:
        """Read what :meth:`to_json` wrote.

        Raises:
            ValueError: It is no JSON.
        """
        row: dict[str, Any] = json.loads(line)
        given: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in row.items()}
        return cls(**given)


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """p50 and p95."""
    p50, p95 = np.percentile(times, [50, 95])
    return float(p50), float(p95)


def place_of(slug: str, found: Sequence[str], ignored: frozenset[str]) -> int:
    """Place of a document among those that count."""
    counted = [id_ for id_ in found if id_ not in ignored]
    return counted.index(slug) if slug in counted else ABSENT
