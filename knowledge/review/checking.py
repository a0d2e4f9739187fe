"""What is wrong with a draft, for people who write: the format first, then what it points at, then how it reads."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.checking.lines import of_key, of_phrasing, of_text
from knowledge.checking.model import Base, EntryFile, Finding, Rule
from knowledge.checking.model import Severity as RuleSeverity
from knowledge.checking.rules.families import family_first
from knowledge.checking.rules.references import dead_references
from knowledge.checking.rules.reviews import review_past, unconfirmed
from knowledge.checking.rules.similarity import MOST_ALIKE
from knowledge.checking.rules.sourcing import few_sources
from knowledge.checking.rules.wording import readability, vague
from knowledge.entries.loader import Content
from knowledge.entries.model import Entry
from knowledge.entries.references import References
from knowledge.errors import EntryFormatError
from knowledge.language.check import LanguageCheck
from knowledge.review.model import Checked, DraftFile, DraftText, Problem, Severity
from knowledge.review.neighbours import Neighbours
from knowledge.review.problems import problem_of
from knowledge.review.text import read

_RULES: tuple[Callable[[Base], Iterator[Finding]], ...] = (
    dead_references,
    family_first,
    unconfirmed,
    review_past,
    few_sources,
    readability,
    vague,
)
"""Rules of the content check that need only the entry itself and the lists."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a draft is held against.

    Attributes:
        references: The lists of this installation.
        entries: What readers see now, by slug.
        planned: Slugs of drafts of entries that do not exist yet; they may be pointed at.
        today: The day for review dates.
        language: The language check.
        neighbours: The same entries, ready to be compared with.
    """

    references: References
    entries: Mapping[str, Entry]
    planned: frozenset[str]
    today: date
    language: LanguageCheck
    neighbours: Neighbours


def check(slug: str, text: DraftText, around: Surroundings) -> Checked:
    """Check a draft; a few tens of milliseconds.

    Args:
        slug: Of its entry.
        text: As typed.
        around: What it is held against.

    Returns:
        The entry for a preview, unless the format is broken, and all problems that are known so far.
    """
    try:
        entry = read(slug, text)
    except EntryFormatError as error:
        return Checked(None, (problem_of(error),))
    path = Path(entry.theme) / f"{slug}.md"
    file = EntryFile(entry, path, tuple(text.entry.splitlines()), tuple(text.asked.splitlines()))
    base = Base(Path(), Content({slug: entry}, around.references, ()), (file,), around.today, around.language)
    problems = [_of_finding(finding) for rule in _RULES for finding in rule(base)]
    problems += [*_links(file, around), *_shared(file, around), *_near(file, around)]
    return Checked(entry, tuple(sorted(problems, key=_order)))


def _order(problem: Problem) -> tuple[bool, DraftFile, int, str]:
    return problem.severity is not Severity.ERROR, problem.file, problem.line, problem.key


def _of_finding(finding: Finding) -> Problem:
    severity = Severity.ERROR if finding.severity is RuleSeverity.ERROR else Severity.WARNING
    key = finding.rule.value.replace("-", "_")
    return Problem(DraftFile.ENTRY, finding.line, severity, key, (), finding.message)


def _links(file: EntryFile, around: Surroundings) -> Iterator[Problem]:
    """Related entries that are not there, or are the entry itself."""
    for slug in file.entry.related:
        if slug == file.entry.slug or not (slug in around.entries or slug in around.planned):
            key = Rule.DEAD_LINK.value.replace("-", "_")
            line = of_key(file, "verwant", slug)
            yield Problem(DraftFile.ENTRY, line, Severity.ERROR, key, (("name", slug),), f"verwant: {slug}")


def _shared(file: EntryFile, around: Surroundings) -> Iterator[Problem]:
    """Phrasings that another entry has: search cannot tell which of them is meant."""
    for phrasing in file.entry.phrasings:
        if other := around.neighbours.asking(phrasing.text, file.entry.slug):
            line = of_phrasing(file, phrasing.text)
            values = (("name", other),)
            yield Problem(DraftFile.ASKED, line, Severity.ERROR, "shared_phrasing", values, f"also with {other}")


def _near(file: EntryFile, around: Surroundings) -> Iterator[Problem]:
    """Entries whose *Kort* says nearly the same."""
    for slug, share in around.neighbours.alike(file.entry.short_text, MOST_ALIKE):
        if slug != file.entry.slug:
            line = of_text(file, file.entry.short[0].sentences[0].text)
            values = (("name", slug), ("title", around.entries[slug].title))
            detail = f"Kort resembles that of {slug} ({share:.2f})"
            yield Problem(DraftFile.ENTRY, line, Severity.WARNING, "near_duplicate", values, detail)
