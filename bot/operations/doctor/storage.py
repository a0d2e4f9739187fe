"""The database, files and their rights, the disk, the clock, backups and the outbox."""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.operations.backups.archive import read_manifest
from bot.operations.backups.making import backups_in
from bot.operations.doctor.finding import Finding, fail, ok, warn
from bot.operations.doctor.subject import Subject
from bot.operations.errors import BackupRefused
from bot.operations.permissions import loose
from knowledge.errors import StoreError
from knowledge.store import OutboxStore
from knowledge.store.rows import OutboxStatus

LITTLE_BYTES, NOTHING_BYTES = 1_000_000_000, 200_000_000
"""Free space below which the disk is nearly full, and full: an index and a backup take some 50 MB each."""
SKEW = timedelta(minutes=5)
"""How far the clock may be behind the last moment in the database."""
MANUAL_DAYS = 7
"""Age of the newest backup from which it is old, where none are scheduled."""
STUCK = timedelta(minutes=30)
"""Age of a waiting message from which sending counts as stuck; a retry waits a minute at most."""
ZONE_NAME = "Europe/Amsterdam"


def database(subject: Subject) -> Iterator[Finding]:
    """Whether the database is whole and of this version."""
    try:
        found = subject.inspection
    except StoreError as error:
        yield fail("database", "unreadable", reason=error)
        return
    if found is None:
        yield warn("database", "absent")
        return
    schema = found.schema
    if found.damage:
        yield fail("database", "damaged", reason=found.damage[0])
    elif schema.foreign:
        yield fail("database", "foreign")
    elif schema.newer:
        yield fail("database", "newer", version=schema.version)
    elif schema.pending:
        yield warn("database", "pending", count=len(schema.pending))
    elif not found.wal:
        yield warn("database", "no_wal")
    else:
        size = subject.settings.for_store().path.stat().st_size / 1e6
        yield ok("database", "fine", size=f"{size:.1f}", version=schema.version)


def permissions(subject: Subject) -> Iterator[Finding]:
    """Whether anybody but the owner can open what is private."""
    found = list(_rights(subject))
    yield from found or [ok("permissions", "fine")]


def _rights(subject: Subject) -> Iterator[Finding]:
    for item in loose(subject.settings):
        yield warn("permissions", "open", path=item.path, mode=f"{item.mode:04o}", wanted=f"{item.wanted:04o}")
    data = subject.settings.data_folder
    if not data.exists() or os.name == "nt":
        return
    owner = data.stat().st_uid
    for path in (*sorted(data.glob("houvast.*")), subject.settings.backup_folder):
        if path.exists() and path.stat().st_uid != owner:
            yield fail("permissions", "other_owner", path=path, folder=data)
        elif path.is_file() and not path.stat().st_mode & stat.S_IWUSR:
            yield fail("permissions", "not_writable", path=path)


def disk(subject: Subject) -> Iterator[Finding]:
    """Room on the disk of the data folder and on that of the backups."""
    folders = (subject.settings.data_folder, subject.settings.backup_folder)
    # A folder that is made later stands on the disk of the nearest one that exists.
    places = {next(place for place in (folder, *folder.parents) if place.exists()) for folder in folders}
    least = min(places, key=lambda place: shutil.disk_usage(place).free)
    free = shutil.disk_usage(least).free
    values = {"free": f"{free / 1e9:.1f}", "folder": least}
    if free < NOTHING_BYTES:
        yield fail("disk", "full", **values)
    elif free < LITTLE_BYTES:
        yield warn("disk", "little", **values)
    else:
        yield ok("disk", "fine", **values)


def clock(subject: Subject) -> Iterator[Finding]:
    """Whether time zones are known, and the clock is not behind what was written before."""
    try:
        ZoneInfo(ZONE_NAME)
    except (ZoneInfoNotFoundError, OSError):
        yield fail("clock", "no_zone", zone=ZONE_NAME)
        return
    last = subject.inspection.last_written if subject.sound and subject.inspection else None
    if last is not None and last - subject.now > SKEW:
        yield fail("clock", "behind", last=f"{last.astimezone():%Y-%m-%d %H:%M}")
    else:
        yield ok("clock", "fine", now=f"{subject.now.astimezone():%Y-%m-%d %H:%M %Z}")


def backups(subject: Subject) -> Iterator[Finding]:
    """Whether there is a backup, how old it is, and whether it can be read."""
    settings = subject.settings
    if not settings.backup.every_hours:
        yield warn("backup", "off")
    found = backups_in(settings.backup_folder)
    if not found:
        yield warn("backup", "none", folder=settings.backup_folder)
        return
    newest = found[0]
    age = subject.now - newest.made_at
    limit = timedelta(hours=2 * settings.backup.every_hours) or timedelta(days=MANUAL_DAYS)
    values = {"made": f"{newest.made_at.astimezone():%Y-%m-%d %H:%M}", "count": len(found)}
    try:
        read_manifest(newest.path)
    except BackupRefused:
        yield fail("backup", "damaged", path=newest.path)
        return
    yield warn("backup", "old", **values) if age > limit else ok("backup", "fine", **values)


def outbox(subject: Subject) -> Iterator[Finding]:
    """Whether messages go out."""
    if not subject.sound:
        return
    store = OutboxStore(subject.database)
    dead, oldest = store.counts().get(OutboxStatus.DEAD, 0), store.oldest_waiting()
    if oldest is not None and subject.now - oldest > STUCK:
        yield warn("outbox", "stuck", since=f"{oldest.astimezone():%Y-%m-%d %H:%M}")
    if dead:
        yield warn("outbox", "dead", count=dead)
    if not dead and (oldest is None or subject.now - oldest <= STUCK):
        yield ok("outbox", "fine")
