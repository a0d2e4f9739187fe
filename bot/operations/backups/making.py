"""Make a backup, find the ones there are, and remove what is too old."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from logging import getLogger
from pathlib import Path

import yaml

from bot.operations.backups.archive import CONFIG, CONTENT, DATABASE, Manifest, write
from bot.operations.errors import BackupFailed
from bot.operations.telegram_token import TOKEN
from bot.settings import Settings
from bot.signals import FOLDER as SIGNALS
from embeddings.models.shelf import IN_USE, ModelShelf
from knowledge.errors import StoreError
from knowledge.search.opening import SHIPPED_VECTORS
from knowledge.store.backup import copy_database

LOG = getLogger(__name__)
SECRETS = (TOKEN, "HOUVAST_METRICS_TOKEN")
"""Named in a backup and never in it."""
MODELS, CONFIDENCE = "models", "confidence.json"
KEPT_PARTS = (CONFIDENCE, MODELS, SIGNALS)
"""What else of the data folder cannot be made again from the database: own calibration, model and weights."""
_REBUILT = ("*.npz", "*.log", "*.lock", "learning.yml")
_NAME = re.compile(r"houvast-(\d{8}T\d{6}Z)(-before-upgrade)?\.zip")
_STAMP = "%Y%m%dT%H%M%SZ"


class Reason(StrEnum):
    """Why a backup was made."""

    ASKED = "asked"
    SCHEDULED = "scheduled"
    BEFORE_UPGRADE = "before-upgrade"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is there.

    Attributes:
        path: The file.
        made_at: When, UTC.
        before_upgrade: Whether it was made before the tables were changed.
    """

    path: Path
    made_at: datetime
    before_upgrade: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made just now."""

    path: Path
    manifest: Manifest
    size: int


def make_backup(settings: Settings, folder: Path, now: datetime, reason: Reason = Reason.ASKED) -> Made:
    """Make a backup while Houvast runs.

    Args:
        settings: The configuration.
        folder: Where it goes; made when it is not there, readable by its owner only.
        now: When; its name.
        reason: Why.

    Raises:
        BackupFailed: The database cannot be copied, or the disk refuses.
    """
    upgrade = "-before-upgrade" if reason is Reason.BEFORE_UPGRADE else ""
    target = folder / f"houvast-{now.astimezone(UTC):{_STAMP}}{upgrade}.zip"
    store = settings.for_store()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(folder)
        with tempfile.TemporaryDirectory(prefix=".houvast-copy-", dir=folder) as work:
            copy = Path(work) / DATABASE
            schema = copy_database(store.path, copy, store.busy_timeout_ms)
            sources: dict[str, Path | bytes] = {DATABASE: copy, CONFIG: settings_file(settings)}
            sources |= dict(_kept(settings.data_folder)) | dict(_content(settings))
            about = {
                "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
                "reason": reason.value,
                "houvast": version("houvast"),
                "schema": schema.applied,
                "left_out": SECRETS,
            }
            manifest = write(target, sources, about)
        return Made(target, manifest, target.stat().st_size)
    except StoreError as error:
        raise BackupFailed(folder, str(error)) from error
    except OSError as error:
        raise BackupFailed(folder, f"{error.strerror or error}; free space, or choose another folder") from error


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; a folder that is not there has none."""
    found = []
    for path in folder.glob("houvast-*.zip"):
        if match := _NAME.fullmatch(path.name):
            made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made_at, bool(match[2])))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def prune(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest backups; those from before an upgrade are counted apart.

    Returns:
        What was removed. One that cannot be removed is reported in the log and left.
    """
    every = backups_in(folder)
    old = [backup for kind in (False, True) for backup in [b for b in every if b.before_upgrade is kind][keep:]]
    removed = []
    for backup in old:
        try:
            backup.path.unlink()
        except OSError as error:
            LOG.warning("%s cannot be removed: %s", backup.path, error.strerror)
        else:
            removed.append(backup.path)
    return removed


def settings_file(settings: Settings) -> bytes:
    """Every setting as it is in use; secrets are never among them."""
    text = yaml.safe_dump(settings.model_dump(mode="json"), allow_unicode=True, sort_keys=False)
    return f"# The settings that were in use. Secrets are not here: they come from the environment.\n{text}".encode()


def _kept(data: Path) -> Iterator[tuple[str, Path]]:
    if (data / CONFIDENCE).is_file():
        yield CONFIDENCE, data / CONFIDENCE
    shelf = ModelShelf(data / MODELS)
    if model := shelf.in_use():
        yield f"{MODELS}/{IN_USE}", shelf.folder / IN_USE
        yield from _below(data, shelf.folder / model, ())
    yield from _below(data, data / SIGNALS, _REBUILT)


def _content(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Own content; what ships with Houvast comes with Houvast."""
    if settings.paths.content:
        for name, path in _below(settings.content_folder, settings.content_folder, (SHIPPED_VECTORS,)):
            yield f"{CONTENT}/{name}", path


def _below(base: Path, folder: Path, without: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(base)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.is_file() and not path.is_symlink() and not hidden and not any(map(path.match, without)):
            yield name.as_posix(), path


def _sweep(folder: Path) -> None:
    """Remove what a backup that was cut off left behind, once it is an hour old."""
    limit = datetime.now(UTC).timestamp() - 3600
    for path in (*folder.glob(".houvast-copy-*"), *folder.glob(".houvast-*.zip-*")):
        with suppress(FileNotFoundError):  # another process that made a backup was done with it just now
            if path.stat().st_mtime < limit:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
