"""Who may read what Houvast keeps: its owner only. Rights are taken away here, never given."""

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from logging import getLogger
from pathlib import Path

from bot.operations.secret import ACTIONS_TOKEN, METRICS_TOKEN, file_variable
from bot.operations.telegram_token import TOKEN_FILE
from bot.operations.webhook_secret import WEBHOOK_SECRET
from bot.settings import Settings

LOG = getLogger(__name__)
SECRET_FILES = (TOKEN_FILE, *map(file_variable, (ACTIONS_TOKEN, METRICS_TOKEN, WEBHOOK_SECRET)))
"""Variables that hold the path of a file with a secret."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A file or folder that more people can open than its owner.

    Attributes:
        path: Which.
        mode: Its rights, such as ``0o644``.
        wanted: What they should be at most.
    """

    path: Path
    mode: int
    wanted: int


def loose(settings: Settings) -> list[Loose]:
    """What others than the owner can open and should not; nothing on Windows, which has no such rights."""
    if sys.platform == "win32":
        return []
    found = []
    for path in _private(settings):
        try:
            state = path.stat()
        except OSError:
            continue
        mode = stat.S_IMODE(state.st_mode)
        # A folder that everybody may write in by design, such as /tmp, is not ours to close.
        if mode & 0o077 and not mode & stat.S_ISVTX:
            found.append(Loose(path, mode, mode & 0o700))
    return found


def tighten(settings: Settings) -> list[Loose]:
    """Close what is open to others.

    Returns:
        What could not be closed, because it belongs to somebody else; the log says so too.
    """
    left = []
    for item in loose(settings):
        try:
            os.chmod(item.path, item.wanted)  # noqa: PTH101 - a Path has no advantage here
        except OSError as error:
            LOG.warning("%s can be opened by others and stays so: %s", item.path, error.strerror)
            left.append(item)
        else:
            LOG.info("%s is now open to its owner only", item.path)
    return left


def _private(settings: Settings) -> Iterator[Path]:
    data, backups = settings.data_folder, settings.backup_folder
    yield data
    yield from sorted(data.glob("houvast.sqlite3*"))
    yield from sorted(backups.glob("houvast-*.zip"))
    for variable in SECRET_FILES:
        if path := os.environ.get(variable):
            yield Path(path)
