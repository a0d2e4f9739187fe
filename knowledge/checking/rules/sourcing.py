"""How many sentences have a source."""

from collections.abc import Iterator

from knowledge.checking.lines import of_key
from knowledge.checking.model import Base, Finding, Rule, Severity
from knowledge.entries.model import Entry, Sentence

LEAST_SHARE = 0.5
"""Share of the shown sentences that has a source, below which an entry gets a warning: our choice. A reader sees
"nog zonder bron"; an entry of which that holds for most of its sentences needs a source first."""


def shown(entry: Entry) -> tuple[Sentence, ...]:
    """The sentences of *Kort* and *Meer* that every organisation shows: without those that name a local fact."""
    sentences = (sentence for part in (entry.short, entry.more) for block in part for sentence in block.sentences)
    return tuple(sentence for sentence in sentences if not sentence.is_open)


def sourced(sentences: tuple[Sentence, ...]) -> int:
    """How many of these sentences name a source, literally or derived."""
    return sum(bool(sentence.mark.sources) for sentence in sentences)


def few_sources(base: Base) -> Iterator[Finding]:
    """Entries of which most shown sentences are marked ``[algemeen]``; signposts point to people and need none."""
    for file in base.files:
        sentences = shown(file.entry)
        count = sourced(sentences)
        if not file.entry.is_signpost and count < LEAST_SHARE * len(sentences):
            message = f"{len(sentences) - count} of {len(sentences)} sentences have no source"
            yield Finding(file.path, of_key(file, "bronnen"), Rule.FEW_SOURCES, Severity.WARNING, message)
