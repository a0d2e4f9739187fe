"""Our finds and those of a second detector as one list: ours stand, the others add."""

from collections.abc import Iterable, Sequence

from knowledge.signals.privacy.model import Span


def join(text: str, ours: Sequence[Span], proposals: Iterable[Span]) -> tuple[Span, ...]:
    """Join finds.

    A find of ours never shrinks and never changes kind. A proposal of the same kind widens the finds that it
    overlaps, into one. What of a proposal sticks out of a find of another kind becomes a find of its own.

    Args:
        text: What the offsets count in.
        ours: Finds that stand, none overlapping.
        proposals: Finds of the second detector, in any order, overlapping or not.

    Returns:
        All finds, by position, none overlapping.
    """
    spans = sorted(ours, key=lambda s: s.start)
    for proposal in sorted(proposals, key=lambda s: (s.start, -s.end)):
        trimmed = trim(text, proposal)
        if trimmed is not None:
            for start, end in _free(trimmed, spans):
                spans = _add(text, spans, Span(proposal.type, start, end))
    return tuple(spans)


def trim(text: str, span: Span) -> Span | None:
    """Leave out what stands around the first and last letter or digit; None when there is none."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(span.type, start, end) if start < end else None


def outside(start: int, end: int, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the parts of a slice that lie outside other slices, by position."""
    parts = []
    for left, right in sorted(taken):
        if right <= start or left >= end:
            continue
        if left > start:
            parts.append((start, left))
        start = right
    if start < end:
        parts.append((start, end))
    return parts


def _free(span: Span, spans: Sequence[Span]) -> list[tuple[int, int]]:
    return outside(span.start, span.end, ((s.start, s.end) for s in spans))


def _add(text: str, spans: list[Span], piece: Span) -> list[Span]:
    """Add a piece that overlaps nothing: glued to neighbours of its kind that it touches, else on its own."""
    before = next((s for s in spans if s.end == piece.start and s.type is piece.type), None)
    after = next((s for s in spans if s.start == piece.end and s.type is piece.type), None)
    # A side without a neighbour of this kind ends at a letter or digit: " de Vries" glues, "(Utrecht)" does not.
    bare = trim(text, piece)
    if bare is None and not (before and after):
        return spans
    start = before.start if before else (bare or piece).start
    end = after.end if after else (bare or piece).end
    kept = [s for s in spans if s is not before and s is not after]
    return sorted([*kept, Span(piece.type, start, end)], key=lambda s: s.start)
