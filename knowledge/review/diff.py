"""What changed between two texts of an entry, ready to be shown: by field, sentence and word. Pure.

Sentences and words are matched with :mod:`difflib`, by the longest common runs (Ratcliff and Metzener, "Pattern
matching: the gestalt approach", Dr. Dobb's Journal, 1988).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from knowledge.entries.model import Entry, Mark, Paragraph

LEAST_ALIKE = 0.5
"""Share of words in common (0 to 1) from which two sentences in the same place are one that changed: our choice."""

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


class Part(StrEnum):
    """Where in an entry; also the key of its name in the catalogue (``beheer.parts``)."""

    TITLE = "title"
    THEME = "theme"
    URGENCY = "urgency"
    CALL_FIRST = "call_first"
    NOT_FAMILY_FIRST = "not_family_first"
    EXPERTISE = "expertise"
    REVIEWED_ON = "reviewed_on"
    EXPIRES_ON = "expires_on"
    RELATED = "related"
    SOURCES = "sources"
    SHORT = "short"
    MORE = "more"
    REFLECTION = "reflection"
    TO_CHECK = "to_check"
    PHRASINGS = "phrasings"


class ChangeKind(StrEnum):
    """What happened to it; also the key of its word in the catalogue (``beheer.changes``)."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    LAYOUT = "layout"
    """The same sentences, in other paragraphs or list items."""


class PieceKind(StrEnum):
    """Whether a run of words stands in both texts."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. Those that are the same or removed join to the old text, the same or added to the new one."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed.

    Attributes:
        part: Where.
        kind: What happened.
        before: Old text; empty when added. A sentence ends in its mark: ``... [B17]``.
        after: New text; empty when removed.
        pieces: Word by word, for a sentence that changed.
    """

    part: Part
    kind: ChangeKind
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes, in the order in which an entry is read."""

    changes: tuple[Change, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing changed, apart from the status that a file asks for."""
        return not self.changes

    def of(self, part: Part) -> tuple[Change, ...]:
        """The changes in one part."""
        return tuple(change for change in self.changes if change.part is part)


_FIELDS = (Part.TITLE, Part.THEME, Part.URGENCY, Part.NOT_FAMILY_FIRST, Part.REVIEWED_ON, Part.EXPIRES_ON)
_LISTS = (Part.CALL_FIRST, Part.EXPERTISE, Part.RELATED, Part.SOURCES)
_SECTIONS = (Part.SHORT, Part.MORE, Part.TO_CHECK)


def diff(before: Entry | None, after: Entry) -> Diff:
    """Compare two texts of an entry.

    Args:
        before: The old one; None for a new entry, of which everything is added.
        after: The new one.

    Returns:
        The changes; empty exactly when both say the same.
    """
    found: dict[Part, list[Change]] = {}
    for part in _FIELDS:
        found[part] = list(_field(part, _value(before, part), _value(after, part)))
    for part in _LISTS:
        found[part] = list(_listed(part, getattr(before, part.value, ()), getattr(after, part.value)))
    for part in _SECTIONS:
        found[part] = list(_section(part, getattr(before, part.value, ()), getattr(after, part.value)))
    questions = before.reflection if before else ()
    found[Part.REFLECTION] = list(_sequence(Part.REFLECTION, questions, after.reflection))
    found[Part.PHRASINGS] = list(_phrasings(before, after))
    return Diff(tuple(change for part in Part for change in found[part]))


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts word by word; together the pieces hold every character of both."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    pieces = []
    for kind, start, end, to_start, to_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(PieceKind.SAME, "".join(old[start:end])))
            continue
        if start < end:
            pieces.append(Piece(PieceKind.REMOVED, "".join(old[start:end])))
        if to_start < to_end:
            pieces.append(Piece(PieceKind.ADDED, "".join(new[to_start:to_end])))
    return tuple(pieces)


def _value(entry: Entry | None, part: Part) -> str:
    value = getattr(entry, part.value, "")
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _field(part: Part, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(part, ChangeKind.CHANGED if before else ChangeKind.ADDED, before, after)


def _listed(part: Part, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for name in dict.fromkeys(before):
        if name not in after:
            yield Change(part, ChangeKind.REMOVED, name)
    for name in dict.fromkeys(after):
        if name not in before:
            yield Change(part, ChangeKind.ADDED, after=name)
    if set(before) == set(after) and tuple(before) != tuple(after):
        yield Change(part, ChangeKind.MOVED, ", ".join(before), ", ".join(after))


def _section(part: Part, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Iterator[Change]:
    old, new = _sentences(before), _sentences(after)
    yield from _sequence(part, old, new)
    if old == new and tuple(before) != tuple(after):
        yield Change(part, ChangeKind.LAYOUT)


def _sentences(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    return tuple(f"{s.text} {_mark(s.mark)}" for paragraph in paragraphs for s in paragraph.sentences)


def _mark(mark: Mark) -> str:
    return f"[{', '.join(mark.sources)}{' afgeleid' if mark.derived else ''}]" if mark.sources else "[algemeen]"


def _sequence(part: Part, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Lines in order: what stands elsewhere word for word has moved."""
    changes: list[Change] = []
    for kind, start, end, to_start, to_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            changes += _replaced(part, list(before[start:end]), list(after[to_start:to_end]))
    for change in changes:
        gone = change.kind is ChangeKind.REMOVED and Change(part, ChangeKind.ADDED, after=change.before) in changes
        back = change.kind is ChangeKind.ADDED and Change(part, ChangeKind.REMOVED, change.after) in changes
        if back:
            yield Change(part, ChangeKind.MOVED, change.after, change.after)
        elif not gone:
            yield change


def _replaced(part: Part, before: list[str], after: list[str]) -> Iterator[Change]:
    """Each new line with the first old one that is like it; what is left was removed or added."""
    for text in after:
        like = next((old for old in before if _alike(old, text)), None)
        if like is None:
            yield Change(part, ChangeKind.ADDED, after=text)
            continue
        place = before.index(like)
        yield from (Change(part, ChangeKind.REMOVED, old) for old in before[:place])
        yield Change(part, ChangeKind.CHANGED, like, text, words(like, text))
        before = before[place + 1 :]
    yield from (Change(part, ChangeKind.REMOVED, old) for old in before)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= LEAST_ALIKE


def _phrasings(before: Entry | None, after: Entry) -> Iterator[Change]:
    """Phrasings have no order; one that got another style is shown with both."""
    old = {phrasing.text: phrasing.style for phrasing in (before.phrasings if before else ())}
    new = {phrasing.text: phrasing.style for phrasing in after.phrasings}
    for text, style in old.items():
        if text not in new:
            yield Change(Part.PHRASINGS, ChangeKind.REMOVED, f"{text} [{style}]")
    for text, style in new.items():
        if text not in old:
            yield Change(Part.PHRASINGS, ChangeKind.ADDED, after=f"{text} [{style}]")
        elif old[text] != style:
            yield Change(Part.PHRASINGS, ChangeKind.CHANGED, f"{text} [{old[text]}]", f"{text} [{style}]")
    if before and old == new and before.phrasings != after.phrasings:
        yield Change(Part.PHRASINGS, ChangeKind.LAYOUT)
