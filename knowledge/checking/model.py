"""What the check reads and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from knowledge.entries.loader import Content
from knowledge.entries.model import Entry
from knowledge.language.check import LanguageCheck


class Severity(StrEnum):
    """Whether a finding must be solved."""

    ERROR = "error"
    WARNING = "warning"


class Rule(StrEnum):
    """The rules, by the id that a finding shows."""

    FORMAT = "format"
    LIMIT = "limit"
    DEAD_LINK = "dead-link"
    DEAD_REFERENCE = "dead-reference"
    SHARED_PHRASING = "shared-phrasing"
    FAMILY_FIRST = "family-first"
    REVIEW_PAST = "review-past"
    FEW_SOURCES = "few-sources"
    NEAR_DUPLICATE = "near-duplicate"
    READABILITY = "readability"
    VAGUE = "vague"
    ONE_WAY = "one-way"
    UNUSED_FIELD = "unused-field"
    LOCAL_FACT = "local-fact"
    UNCONFIRMED = "unconfirmed"
    GOLDEN = "golden"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the check found.

    Attributes:
        path: The file.
        line: 1-based line, 0 when it concerns the whole file.
        rule: The rule that found it.
        severity: An error makes the check fail, a warning does not.
        message: What is wrong and what would be right, on one line.
    """

    path: Path
    line: int
    rule: Rule
    severity: Severity
    message: str

    def __str__(self) -> str:
        """``file:line: severity rule: message``, as editors read it; a whole file is its line 1."""
        return f"{self.path}:{max(self.line, 1)}: {self.severity.value} {self.rule.value}: {self.message}"


@dataclass(frozen=True, slots=True)
class EntryFile:
    """An entry with the files that it was read from.

    Attributes:
        entry: The entry.
        path: The ``.md`` file.
        lines: Its lines.
        asked: The lines of its phrasing file; empty when it has none.
    """

    entry: Entry
    path: Path
    lines: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def asked_path(self) -> Path:
        """The phrasing file."""
        return self.path.with_suffix(".vragen.txt")


@dataclass(frozen=True, slots=True)
class Base:
    """Everything that the rules look at.

    Attributes:
        folder: The content folder.
        content: The folder as the loader reads it, with what it refused.
        files: Every entry that keeps the format, also when it points at something unknown.
        today: The day of the check.
        language: The language check.
        local: Local facts that the organisation filled in, by field; None where no organisation is known.
    """

    folder: Path
    content: Content
    files: tuple[EntryFile, ...]
    today: date
    language: LanguageCheck
    local: Mapping[str, str] | None = None
