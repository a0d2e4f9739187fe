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


class StoreError(KnowledgeError):
    """The store refused something or cannot be used."""


class StoreLocked(StoreError):
    """Another process held the write lock longer than the busy timeout.

    Attributes:
        path: The database file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: another process is writing and did not finish in time. Nothing was changed. Try again; "
            "if it stays so, look for a second Houvast, a backup or a database tool that has the file open."
        )
        self.path = path


class StoreFull(StoreError):
    """The disk, a quota or a limit leaves no room to write.

    Attributes:
        path: The database file.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: no room to write ({reason}). Nothing was changed. Free space on this disk or raise the "
            "quota; what is stored can still be read."
        )
        self.path = path


class StoreUnreadable(StoreError):
    """The file is no Houvast database, is damaged, or cannot be opened.

    Attributes:
        path: The database file.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path}: cannot be used as the store ({reason}). Check path and access rights; if the file is "
            "damaged, stop Houvast, keep a copy of it and put back the last backup."
        )
        self.path = path


class StoreInUse(StoreError):
    """Another process has the store open, or is putting a backup in its place.

    Attributes:
        path: The database file.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}. Nothing was changed.")
        self.path = path


class StoreMigrationError(StoreError):
    """The tables could not be brought to the form that this version needs.

    Attributes:
        path: The database file.
        migration: Name of the migration.
    """

    def __init__(self, path: Path, migration: str, reason: str) -> None:
        super().__init__(f"{path}: migration {migration}: {reason}")
        self.path = path
        self.migration = migration


class EntryNotFound(StoreError):
    """No entry has this slug.

    Attributes:
        slug: The slug that was asked for.
    """

    def __init__(self, slug: str) -> None:
        super().__init__(f"No entry has the slug {slug!r}. Import the content or check the spelling.")
        self.slug = slug


class VersionNotFound(StoreError):
    """No entry version has this id.

    Attributes:
        version_id: The id that was asked for.
    """

    def __init__(self, version_id: int) -> None:
        super().__init__(f"No entry version has the id {version_id}. Versions are never deleted: check the id.")
        self.version_id = version_id


class OwnVersionError(StoreError):
    """Somebody tried to approve a version they wrote themselves.

    Attributes:
        version_id: The version concerned.
    """

    def __init__(self, version_id: int) -> None:
        super().__init__(f"Version {version_id} waits for somebody else: who wrote a text never approves it.")
        self.version_id = version_id


class OutboxStateError(StoreError):
    """A message in the outbox is not in the state that this step needs.

    Attributes:
        row_id: The row concerned.
    """

    def __init__(self, row_id: int, state: str, step: str) -> None:
        super().__init__(
            f"Outbox row {row_id} is {state}, so it cannot be marked {step}. Claim it first; only one process may send."
        )
        self.row_id = row_id


class SearchUnavailable(KnowledgeError):
    """Search cannot be used in this process.

    Attributes:
        reason: The error that stopped it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"search is unavailable: {reason}")
        self.reason = reason


class SecondOpinionUnavailable(KnowledgeError):
    """The second detector of personal data was asked for and cannot be used.

    Attributes:
        reason: What stopped it.
        todo: What to do.
    """

    def __init__(self, reason: str, todo: str) -> None:
        super().__init__(f"{reason}. {todo}; or set privacy.second_opinion to none.")
        self.reason = reason
        self.todo = todo
