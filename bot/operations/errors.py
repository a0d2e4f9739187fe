"""Errors of operating Houvast: what happened, to what, and what to do next."""

from pathlib import Path

from bot.errors import BotError


class BackupFailed(BotError):
    """A backup could not be made; what was there is untouched.

    Attributes:
        folder: Where it should have gone.
    """

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"no backup was made in {folder}: {reason}")
        self.folder = folder


class BackupRefused(BotError):
    """A backup cannot be put back; nothing was changed.

    Attributes:
        file: The backup.
    """

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file}: {reason}. Nothing was changed.")
        self.file = file


class RestoreFailed(BotError):
    """Putting a backup back failed halfway, and what was there before stands in its place again."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the backup was not put back ({reason}); everything stands where it stood")


class AlreadyServing(BotError):
    """Another process answers in Telegram with this data folder."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"another process sends the messages of {data}; stop that 'houvast serve' or 'houvast telegram' first"
        )


class MonitorUnavailable(BotError):
    """Health and figures cannot be served."""
