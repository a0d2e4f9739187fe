"""A find of one detector, before overlaps are settled."""

from dataclasses import dataclass

from knowledge.signals.privacy.model import PersonalDataType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible span in the folded text.

    Attributes:
        type: What it is.
        start: First character, in the folded text.
        end: One past the last character, in the folded text.
        rank: Which find wins where two overlap; the lowest wins, then the longest.
    """

    type: PersonalDataType
    start: int
    end: int
    rank: int


def settle(candidates: list[Candidate], blocked: list[tuple[int, int]]) -> list[Candidate]:
    """Choose non-overlapping finds.

    Args:
        candidates: All finds, in any order.
        blocked: Slices that no find may touch (placeholders of an earlier redaction).

    Returns:
        The chosen finds, by position.
    """
    longest = max((c.end for c in candidates), default=0)
    taken = bytearray(max(longest, max((end for _, end in blocked), default=0)))
    for start, end in blocked:
        taken[start:end] = b"\x01" * (end - start)
    chosen: list[Candidate] = []
    for find in sorted(candidates, key=lambda c: (c.rank, c.start - c.end, c.start)):
        if find.start < find.end and not any(taken[find.start : find.end]):
            taken[find.start : find.end] = b"\x01" * (find.end - find.start)
            chosen.append(find)
    return sorted(chosen, key=lambda c: c.start)
