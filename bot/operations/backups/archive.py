"""The form of a backup: a zip with a manifest that names every file with its SHA-256."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from bot.operations.errors import BackupRefused
from embeddings.files import beside

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "houvast.sqlite3"
CONFIG = "config.yml"
CONTENT = "content"
_CHUNK = 1 << 20
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is.

    Attributes:
        made_at: ISO 8601, UTC.
        reason: Why it was made: ``asked``, ``scheduled`` or ``before-upgrade``.
        houvast: Version of the program.
        schema: Steps that the tables have been through.
        files: SHA-256 by name, of every file but this one.
        left_out: Names of secrets, which are never in a backup.
    """

    made_at: str
    reason: str
    houvast: str
    schema: tuple[str, ...]
    files: Mapping[str, str]
    left_out: tuple[str, ...]


def write(target: Path, sources: Mapping[str, Path | bytes], about: Mapping[str, Any]) -> Manifest:
    """Write a backup in one step: it is there as a whole, or not at all.

    Args:
        target: The file; replaced if it is there. Readable by its owner only.
        sources: A file or its contents, by name in the backup.
        about: The other fields of the manifest.

    Raises:
        OSError: A file cannot be read, or the disk refuses.
    """
    temporary = beside(target)
    try:
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
                sums = {name: _add(archive, name, source) for name, source in sources.items()}
                manifest = Manifest(**about, files=sums)
                table = {"format": FORMAT, **asdict(manifest)}
                archive.writestr(MANIFEST, json.dumps({**table, "checksum": _digest(table)}, indent=2))
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
        _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """Read and check the manifest of a backup.

    Raises:
        BackupRefused: It is no backup, is damaged, or was written in another form.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            return _manifest(file, json.loads(archive.read(MANIFEST)))
    except FileNotFoundError as error:
        raise BackupRefused(file, "there is no such file") from error
    except _UNREADABLE as error:
        raise BackupRefused(file, f"this is no backup of Houvast, or it is damaged ({_kind(error)})") from error


def extract(file: Path, folder: Path) -> Manifest:
    """Unpack a backup into an empty folder, and check every file.

    Only what the manifest names is unpacked, and only inside the folder.

    Raises:
        BackupRefused: A file is absent or differs from its checksum, or the disk refuses.
    """
    manifest = read_manifest(file)
    try:
        with zipfile.ZipFile(file) as archive:
            for name, checksum in manifest.files.items():
                _check_name(file, name)
                target = folder / name
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if _unpack(archive, name, target) != checksum:
                    raise BackupRefused(file, f"'{name}' in it is damaged: its checksum differs")
    except _UNREADABLE as error:
        raise BackupRefused(file, f"it cannot be unpacked ({_kind(error)})") from error
    return manifest


def names(manifest: Manifest, folder: str) -> Iterable[str]:
    """Names below a folder of a backup."""
    return (name for name in manifest.files if name.startswith(f"{folder}/"))


def _manifest(file: Path, table: dict[str, Any]) -> Manifest:
    checksum = table.pop("checksum")
    if checksum != _digest(table):
        raise BackupRefused(file, "its manifest is damaged: its checksum differs")
    if table.pop("format") != FORMAT:
        raise BackupRefused(file, "it was written in another form; use the Houvast that made it")
    table |= {name: tuple(table[name]) for name in ("schema", "left_out")}
    return Manifest(**table)


def _add(archive: zipfile.ZipFile, name: str, source: Path | bytes) -> str:
    digest = hashlib.sha256()
    if isinstance(source, bytes):
        archive.writestr(name, source)
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as stream, archive.open(name, "w", force_zip64=True) as member:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            member.write(chunk)
    return digest.hexdigest()


def _unpack(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    digest = hashlib.sha256()
    descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with archive.open(name) as member, os.fdopen(descriptor, "wb") as stream:
        while chunk := member.read(_CHUNK):
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def _check_name(file: Path, name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or not path.parts:
        raise BackupRefused(file, f"'{name}' in it points outside the backup; it was not made by Houvast")


def _digest(table: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(table, sort_keys=True).encode()).hexdigest()


def _sync_folder(folder: Path) -> None:
    """Have the new name survive loss of power; Windows cannot open a folder for that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _kind(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return reason or str(error) or type(error).__name__
