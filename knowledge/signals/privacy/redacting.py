"""Replace what was found by placeholders, until nothing is left to find."""

from collections.abc import Callable, Sequence

from knowledge.signals.privacy.model import PersonalDataType, Redaction, Span

MAX_PASSES = 12


def redacted(
    text: str, find: Callable[[str], Sequence[Span]], placeholder: Callable[[PersonalDataType], str]
) -> Redaction:
    """Replace personal data by placeholders.

    The replaced text is searched again until nothing is found, so redacting twice changes nothing.

    Args:
        text: Any text.
        find: Finds in one pass; spans in code points, sorted, none overlapping.
        placeholder: What personal data of a kind is replaced by.

    Returns:
        The redacted text and what was replaced.
    """
    origin: list[tuple[int, int]] = [(i, i + 1) for i in range(len(text))]
    current = text
    spans: list[Span] = []
    for _ in range(MAX_PASSES):
        found = find(current)
        if not found:
            break
        pieces: list[str] = []
        moved: list[tuple[int, int]] = []
        position = 0
        for span in found:
            words = placeholder(span.type)
            start, end = origin[span.start][0], origin[span.end - 1][1]
            spans.append(Span(span.type, start, end))
            pieces += [current[position : span.start], words]
            moved += origin[position : span.start]
            moved += [(start, end)] * len(words)
            position = span.end
        current = "".join(pieces) + current[position:]
        origin = moved + origin[position:]
    return Redaction(current, tuple(sorted(spans, key=lambda s: s.start)))
