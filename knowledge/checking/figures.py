"""Figures of a content folder: how much has a source, and how it reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from knowledge.checking.model import Base
from knowledge.checking.readability import ease
from knowledge.checking.rules.sourcing import shown, sourced
from knowledge.entries.loader import Content
from knowledge.entries.local import fields_of
from knowledge.entries.model import Entry, Urgency

_HEAD = (
    "thema",
    "kaarten",
    "spoed",
    "met lokaal feit",
    "vraagzinnen",
    "zinnen",
    "met bron",
    "leesgemak (Flesch-Douma)",
    "woorden per zin",
)


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
    return _of([file.entry for file in base.files])


def by_theme(base: Base) -> dict[str, Figures]:
    """Figures of each theme, in the order of ``themas.yml``; without the themes that have no entry."""
    themes: dict[str, list[Entry]] = defaultdict(list)
    for file in base.files:
        themes[file.entry.theme].append(file.entry)
    order = [*base.content.references.themes, *themes]
    return {theme: _of(themes[theme]) for theme in dict.fromkeys(order) if theme in themes}


def markdown_table(content: Content) -> str:
    """The figures of each theme and of all as a Markdown table in Dutch, as ``docs/kennisbank.md`` shows them."""
    themes: dict[str, list[Entry]] = defaultdict(list)
    for entry in content.entries.values():
        themes[entry.theme].append(entry)
    named = [
        (content.references.themes[theme], themes[theme]) for theme in content.references.themes if theme in themes
    ]
    lines = ["| " + " | ".join(_HEAD) + " |", "|---" * len(_HEAD) + "|"]
    lines += [_row(title, entries) for title, entries in (*named, ("Alles", [*content.entries.values()]))]
    return "\n".join(lines)


def _row(title: str, entries: Sequence[Entry]) -> str:
    found = _of(entries)
    share = f"{found.sourced / found.sentences:.0%}" if found.sentences else "-"
    urgent = sum(entry.urgency is Urgency.URGENT for entry in entries)
    fields = sum(bool(fields_of(entry)) for entry in entries)
    numbers = (found.flesch_douma, found.words_per_sentence)
    cells = [title, found.entries, urgent, fields, found.phrasings, found.sentences, share, *map(_comma, numbers)]
    return f"| {' | '.join(map(str, cells))} |"


def _comma(number: float | None) -> str:
    return "-" if number is None else f"{number}".replace(".", ",")


def _of(entries: Sequence[Entry]) -> Figures:
    sentences = [shown(entry) for entry in entries]
    eases = [found for one in sentences if (found := ease(tuple(sentence.text for sentence in one)))]
    return Figures(
        entries=len(entries),
        phrasings=sum(len(entry.phrasings) for entry in entries),
        sentences=sum(map(len, sentences)),
        sourced=sum(map(sourced, sentences)),
        flesch_douma=_mean(found.score for found in eases),
        words_per_sentence=_mean(found.words_per_sentence for found in eases),
    )


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return round(fmean(listed), 1) if listed else None
