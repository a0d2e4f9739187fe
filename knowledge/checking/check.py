"""Check a content folder: read it once, ask every rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from knowledge.checking.figures import Figures, by_theme, of_base
from knowledge.checking.model import Base, EntryFile, Finding, Severity
from knowledge.checking.rules import RULES
from knowledge.checking.rules.formats import of_error
from knowledge.entries.loader import load_content
from knowledge.entries.parser import read_entry
from knowledge.errors import EntryFormatError
from knowledge.language.check import LanguageCheck


@dataclass(frozen=True, slots=True)
class Report:
    """What the check found.

    Attributes:
        findings: Sorted by file and line.
        figures: Of the whole folder; None when a reference list could not be read, so that nothing was checked.
        themes: The same by theme.
    """

    findings: tuple[Finding, ...]
    figures: Figures | None = None
    themes: dict[str, Figures] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make the check fail."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def check_folder(folder: Path, today: date, language: LanguageCheck, local: Mapping[str, str] | None = None) -> Report:
    """Check a content folder.

    Args:
        folder: Holds ``<theme>/<slug>.md`` and the reference lists.
        today: The day against which review dates are held.
        language: The language check.
        local: Local facts that the organisation filled in, by field; without it none is asked for.

    Returns:
        The findings and figures. A reference list that cannot be read is the only finding then: without it
        nothing can be checked.
    """
    try:
        content = load_content(folder)
    except EntryFormatError as error:
        return Report((of_error(error),))
    base = Base(folder, content, _files(folder), today, language, local)
    found = [finding for rule in RULES for finding in rule(base)]
    ordered = sorted(found, key=lambda finding: (str(finding.path), finding.line, finding.rule, finding.message))
    return Report(tuple(ordered), of_base(base), by_theme(base))


def _files(folder: Path) -> tuple[EntryFile, ...]:
    """Every entry that keeps the format; the others are among the refusals of the loader."""
    files = []
    for path in sorted(folder.glob("*/*.md")):
        try:
            entry = read_entry(path)
        except EntryFormatError:
            continue
        asked = path.with_suffix(".vragen.txt")
        files.append(EntryFile(entry, path, _lines(path), _lines(asked) if asked.exists() else ()))
    return tuple(files)


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").splitlines())
