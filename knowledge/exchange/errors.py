"""Errors of the exchange."""

from pathlib import Path

from knowledge.errors import KnowledgeError


class ExportError(KnowledgeError):
    """An entry or a file cannot be written."""


class NotExpressible(ExportError):
    """An entry cannot be written in the entry format without losing something.

    Attributes:
        slug: The entry.
    """

    def __init__(self, slug: str, reason: str) -> None:
        super().__init__(f"entry '{slug}' cannot be written in the entry format: {reason}; correct its text first")
        self.slug = slug


class TargetNotEmpty(ExportError):
    """The folder to export to already holds something.

    Attributes:
        path: The folder.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: not an empty folder; nothing was written. Name a new or empty folder")
        self.path = path


class TargetUnwritable(ExportError):
    """A file cannot be written.

    Attributes:
        path: The file or folder.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: cannot be written ({reason}); check path, rights and free space")
        self.path = path


class JsonRefused(KnowledgeError):
    """A JSON file is no export of entries.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}. Nothing was imported; name a file made by 'houvast knowledge export'")
        self.path = path
