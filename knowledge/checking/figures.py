"""Figures of a content folder: how much has a source, and how it reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from knowledge.checking.model import Base, EntryFile
from knowledge.checking.readability import ease
from knowledge.checking.rules.sourcing import shown, sourced


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of a theme, or of the whole folder.

    Attributes:
        entries: Number of entries.
        phrasings: Number of phrasings.
        sentences: Number of sentences of *Kort* and *Meer*.
        sourced: How many of those name a source.
        flesch_douma: Mean score of the entries; None without a word.
        words_per_sentence: Mean of the entries; None without a word.
    """

    entries: int
    phrasings: int
    sentences: int
    sourced: int
    flesch_douma: float | None
    words_per_sentence: float | None


def of_base(base: Base) -> Figures:
    """Figures of the whole folder."""
    return _of(base.files)


def by_theme(base: Base) -> dict[str, Figures]:
    """Figures of each theme, in the order of ``themas.yml``; without the themes that have no entry."""
    themes: dict[str, list[EntryFile]] = defaultdict(list)
    for file in base.files:
        themes[file.entry.theme].append(file)
    order = [*base.content.references.themes, *themes]
    return {theme: _of(themes[theme]) for theme in dict.fromkeys(order) if theme in themes}


def _of(files: Sequence[EntryFile]) -> Figures:
    sentences = [shown(file.entry) for file in files]
    eases = [found for one in sentences if (found := ease(tuple(sentence.text for sentence in one)))]
    return Figures(
        entries=len(files),
        phrasings=sum(len(file.entry.phrasings) for file in files),
        sentences=sum(map(len, sentences)),
        sourced=sum(map(sourced, sentences)),
        flesch_douma=_mean(found.score for found in eases),
        words_per_sentence=_mean(found.words_per_sentence for found in eases),
    )


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return round(fmean(listed), 1) if listed else None
