"""Sentences with where they come from, for whoever checks an entry."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.entries.model import Mark, Paragraph
from knowledge.entries.references import References, Source
from knowledge.search.published import Published


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and its sources.

    Attributes:
        text: Word for word.
        sources: Where it comes from; nothing for general professional knowledge.
        derived: It is our inference from the source.
        is_open: A local fact in it was not filled in, so readers do not see it.
    """

    text: str
    sources: tuple[Source, ...]
    derived: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section of an entry; ``key`` names it in the catalogue under ``desk_entry.parts``."""

    key: str
    sentences: tuple[Told, ...]


def parts_of(item: Published, references: References, *, with_checks: bool) -> tuple[Part, ...]:
    """The sections of an entry that have sentences.

    Args:
        item: The entry.
        references: Sources by id.
        with_checks: Also what its authors still have to check, which professionals never see.
    """
    entry = item.entry
    sections: list[tuple[str, tuple[Paragraph, ...]]] = [("short", entry.short), ("more", entry.more)]
    if with_checks:
        sections.append(("to_check", entry.to_check))
    made = (Part(key, tuple(_told(paragraphs, references))) for key, paragraphs in sections)
    return tuple(part for part in made if part.sentences)


def _told(paragraphs: tuple[Paragraph, ...], references: References) -> Iterable[Told]:
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            yield Told(sentence.text, _sources(sentence.mark, references), sentence.mark.derived, sentence.is_open)


def _sources(mark: Mark, references: References) -> tuple[Source, ...]:
    return tuple(references.sources.get(source, Source(source, source)) for source in mark.sources)
