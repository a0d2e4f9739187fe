"""Where an answer comes from and how fresh it is."""

from datetime import date

from knowledge.entries.model import Entry, Paragraph
from knowledge.entries.references import References
from knowledge.messages.catalogue import Catalogue


def source_line(paragraphs: tuple[Paragraph, ...], references: References, catalogue: Catalogue) -> str:
    """Name the sources behind the shown sentences.

    Args:
        paragraphs: What is shown.
        references: Names of the sources.
        catalogue: User texts.

    Returns:
        One line; says "nog zonder bron" when no shown sentence has one, and that a part has none otherwise.
    """
    marks = [sentence.mark for paragraph in paragraphs for sentence in paragraph.sentences]
    ids = dict.fromkeys(source for mark in marks for source in mark.sources)
    if not ids:
        return catalogue.text("answer.source", sources=catalogue.text("answer.no_source"))
    names = "; ".join(references.sources[source].label for source in ids)
    if any(not mark.sources for mark in marks):
        names = catalogue.text("answer.source_partly", sources=names)
    return catalogue.text("answer.source_more" if len(ids) > 1 else "answer.source", sources=names)


def review_line(entry: Entry, today: date, catalogue: Catalogue) -> str:
    """When the entry was reviewed, and whether it has expired."""
    line = catalogue.text("answer.reviewed", date=day(entry.reviewed_on, catalogue))
    if today >= entry.expires_on:
        line += " " + catalogue.text("answer.expired", date=day(entry.expires_on, catalogue))
    return line


def day(value: date, catalogue: Catalogue) -> str:
    """A date as people write it: ``21 november 2026``."""
    month = catalogue.text("months").split()[value.month - 1]
    return f"{value.day} {month} {value.year}"
