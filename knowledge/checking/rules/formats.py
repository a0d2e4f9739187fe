"""Files that the loader refuses."""

from collections.abc import Iterable, Iterator

from knowledge.checking.model import Base, Finding, Rule, Severity
from knowledge.errors import EntryFormatError

_LIMIT_WORDS = ("at most", "at least")
"""What the reasons of the parser and of pydantic say about something too long or too short."""


def refused(base: Base) -> Iterator[Finding]:
    """Files that break the format.

    An entry that keeps the format but points at something unknown is refused by the loader too: the rules of
    references name each such place, so it is left out here.
    """
    read = {file.path for file in base.files}
    for error in base.content.refused:
        if error.path not in read:
            yield of_error(error)
    yield from _same_slug(base)


def of_error(error: EntryFormatError) -> Finding:
    """A refusal as a finding."""
    rule = Rule.LIMIT if any(words in error.reason for words in _LIMIT_WORDS) else Rule.FORMAT
    return Finding(error.path, error.line, rule, Severity.ERROR, " ".join(error.reason.split()))


def _same_slug(base: Base) -> Iterable[Finding]:
    first: dict[str, str] = {}
    for file in base.files:
        theme = first.setdefault(file.entry.slug, file.entry.theme)
        if theme != file.entry.theme:
            reason = f"slug '{file.entry.slug}' already exists in {theme}/"
            yield Finding(file.path, 2, Rule.FORMAT, Severity.ERROR, reason)
