"""Put a backup back: checked before, as a whole, with what was there kept aside."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.operations.backups.archive import CONFIG, CONTENT, DATABASE, Manifest, extract, names
from bot.operations.backups.making import KEPT_PARTS, settings_file
from bot.operations.errors import BackupRefused, RestoreFailed
from bot.settings import Settings
from embeddings.files import replace_file
from knowledge.errors import StoreError
from knowledge.store.inspection import inspect
from knowledge.store.presence import alone

_DATABASE_FILES = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    Attributes:
        manifest: Of the backup.
        aside: Folder with what was there before; None when nothing was.
        config: Where the settings of the backup stand, to compare; None when they are those of now.
        content: Where the content of the backup stands; None when it had none, or the same.
    """

    manifest: Manifest
    aside: Path | None
    config: Path | None
    content: Path | None


def check_backup(file: Path, work: Path | None = None) -> Manifest:
    """Unpack a backup somewhere, check all of it, and throw that away.

    Args:
        file: The backup.
        work: A folder with room for it; None takes the system's folder for temporary files.

    Raises:
        BackupRefused: It is damaged, or made by a newer Houvast.
    """
    with _unpacked(file, work) as (_, manifest):
        return manifest


def restore(settings: Settings, file: Path, now: datetime) -> Restored:
    """Put a backup in the place of the data of now.

    Args:
        settings: The configuration; says where things go and is not changed itself.
        file: The backup.
        now: When; names the folder of what was there before.

    Raises:
        BackupRefused: It is damaged, or made by a newer Houvast.
        StoreInUse: A process has the store open.
        RestoreFailed: The disk refused halfway; everything stands where it stood.
    """
    data = settings.data_folder
    with ExitStack() as stack:
        try:
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BackupRefused(file, f"{data} cannot be made ({error.strerror})") from error
        staged, manifest = stack.enter_context(_unpacked(file, data))
        stack.enter_context(alone(settings.for_store().path))
        aside = data / f"aside-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        try:
            config = _config(settings, staged)
            content = _content(settings, staged, manifest)
            _swap(data, staged, aside)
        except OSError as error:
            raise RestoreFailed(error.strerror or str(error)) from error
    return Restored(manifest, aside if aside.exists() else None, config, content)


@contextmanager
def _unpacked(file: Path, where: Path | None) -> Iterator[tuple[Path, Manifest]]:
    """An unpacked and checked backup, in a folder that goes away."""
    try:
        folder = tempfile.TemporaryDirectory(prefix=".restore-", dir=where)
    except OSError as error:
        raise BackupRefused(file, f"there is no place to unpack it ({error.strerror})") from error
    with folder as name:
        staged = Path(name)
        manifest = extract(file, staged)
        _check_database(file, staged, manifest)
        yield staged, manifest


def _check_database(file: Path, staged: Path, manifest: Manifest) -> None:
    if not (staged / DATABASE).exists():
        raise BackupRefused(file, "there is no database in it")
    try:
        found = inspect(staged / DATABASE)
    except StoreError as error:
        raise BackupRefused(file, "the database in it cannot be read") from error
    if found.damage:
        raise BackupRefused(file, f"the database in it is damaged: {found.damage[0]}")
    if found.schema.foreign:
        raise BackupRefused(file, "the database in it is of another program")
    if found.schema.newer:
        raise BackupRefused(
            file,
            f"it was made by Houvast {manifest.houvast}, whose tables are newer than those of this version "
            f"({found.schema.version}); install that version or a later one, or take an older backup",
        )


def _swap(data: Path, staged: Path, aside: Path) -> None:
    """Move what is there aside and the backup in its place; everything back when that fails."""
    undo: list[Callable[[], object]] = []
    try:
        for name in (*_DATABASE_FILES, *KEPT_PARTS):
            if (data / name).exists():
                aside.mkdir(mode=0o700, exist_ok=True)
                (data / name).rename(aside / name)
                undo.append(partial((aside / name).rename, data / name))
        for name in (DATABASE, *KEPT_PARTS):
            if (staged / name).exists():
                (staged / name).rename(data / name)
                undo.append(partial((data / name).rename, staged / name))
    except OSError:
        for step in reversed(undo):
            step()
        raise


def _config(settings: Settings, staged: Path) -> Path | None:
    """Lay the settings of the backup beside those of now, where they differ."""
    then = (staged / CONFIG).read_bytes() if (staged / CONFIG).exists() else b""
    if not then or then == settings_file(settings):
        return None
    target = settings.base.resolve() / "config.from-backup.yml"
    replace_file(target, then)
    target.chmod(0o600)
    return target


def _content(settings: Settings, staged: Path, manifest: Manifest) -> Path | None:
    """Lay own content of the backup beside that of now, where it differs; in its place when there is none."""
    wanted = list(names(manifest, CONTENT))
    if not wanted:
        return None
    present = settings.content_folder if settings.paths.content else settings.base.resolve() / "content"
    if all(_same(staged / name, present / name.removeprefix(f"{CONTENT}/")) for name in wanted):
        return None
    target = present if not present.exists() else present.with_name(f"{present.name}.from-backup")
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(staged / CONTENT, target)
    return target


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()
