"""How an entry reads, and its vague words."""

from collections.abc import Iterator

from knowledge.checking.lines import of_key, of_text
from knowledge.checking.model import Base, Finding, Rule, Severity
from knowledge.checking.readability import ease, words_of
from knowledge.checking.rules.sourcing import shown
from knowledge.language.model import FindingKind

LEAST_EASE = 45.0
"""Flesch-Douma score below which an entry gets a warning: Douma's classes "hard" and "very hard"."""

MOST_WORDS = 25
"""Words of a sentence above which it gets a warning: our choice; B1 writing guides ask for about 15 at most."""

_OPEN = frozenset(
    {"vaak", "soms", "regelmatig", "laatste-tijd", "binnenkort", "laat", "veel", "te-veel", "overmatig", "weinig"}
    | {"enkele", "erg"}
)
"""Items of the lexicon ``vaag.yml`` of the language check that are about amount or time."""


def readability(base: Base) -> Iterator[Finding]:
    """Entries with a low Flesch-Douma score over *Kort* and *Meer*, and sentences that are long."""
    for file in base.files:
        sentences = tuple(sentence.text for sentence in shown(file.entry))
        figures = ease(sentences)
        if figures is not None and figures.score < LEAST_EASE:
            message = (
                f"Flesch-Douma {figures.score:.0f} (below {LEAST_EASE:.0f} is hard to read): "
                f"{figures.words_per_sentence:.1f} words per sentence, {figures.long_words:.0%} long words"
            )
            yield Finding(file.path, of_key(file, "titel"), Rule.READABILITY, Severity.WARNING, message)
        for text in sentences:
            if (count := len(words_of(text))) > MOST_WORDS:
                message = f"sentence of {count} words (more than {MOST_WORDS}); split it"
                yield Finding(file.path, of_text(file, text), Rule.READABILITY, Severity.WARNING, message)


def vague(base: Base) -> Iterator[Finding]:
    """Words of amount and time in sentences of our own that leave open how much or when, with the question to ask.

    The other words of the language check ask what happened in one family ("rustig", "incident", "ernstig"): an entry
    is about all families, and uses some of them as terms of the law ("acute onveiligheid"). What a source says itself
    ("gezinnen zeggen vaak") cannot be made more exact than the source is.
    """
    for file in base.files:
        for sentence in shown(file.entry):
            if sentence.mark.sources and not sentence.mark.derived:
                continue
            for word in base.language.check(sentence.text):
                if word.kind is FindingKind.VAAG and word.item in _OPEN:
                    message = f"'{word.words}' is vague: {word.question}"
                    line = of_text(file, sentence.text)
                    yield Finding(file.path, line, Rule.VAGUE, Severity.WARNING, message)
