"""The mark of an item as text, in the form that entries use: ``B17``, ``A00, B17 afgeleid`` or ``algemeen``."""

from pathlib import Path

from knowledge.entries import body
from knowledge.entries.model import Mark
from knowledge.errors import EntryFormatError


def write_mark(mark: Mark) -> str:
    """The mark without its brackets."""
    if not mark.sources:
        return "algemeen"
    return ", ".join(mark.sources) + (" afgeleid" if mark.derived else "")


def read_mark(text: str) -> Mark:
    """Rebuild a mark, read by the parser of entries.

    Raises:
        ValueError: It is no mark.
    """
    try:
        (paragraph,) = body.parse([(1, "## Kort"), (1, f"Bron [{text}]")], Path("bron")).short
    except EntryFormatError as error:
        raise ValueError(error.reason) from error
    return paragraph.sentences[0].mark
