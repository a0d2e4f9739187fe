"""Errors of the knowledge package: what happened, to what, and what to do next."""

from pathlib import Path


class KnowledgeError(Exception):
    """Base of every error raised by the knowledge package."""


class DataFileError(KnowledgeError):
    """A data file breaks its format; names file, line and reason.

    Attributes:
        path: The file that was refused.
        line: 1-based line of the problem, 0 when it concerns the whole file.
        reason: What is wrong and what would be right.
    """

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class EntryFormatError(DataFileError):
    """An entry or phrasing file breaks the entry format."""


class SignalDataError(DataFileError):
    """A lexicon, rule or weight file of the signals cannot be used."""


class CatalogueError(DataFileError):
    """The message catalogue lacks a message or holds an unusable one."""
