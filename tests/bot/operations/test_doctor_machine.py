"""The check-up of the machine: clock, backups, rights, room and what does not go out."""

from datetime import timedelta
from pathlib import Path

import pytest
from doctor_subject import NOW, cases, subject

from bot.opening import open_database
from bot.operations.backups.making import make_backup
from bot.operations.doctor import storage
from bot.operations.doctor.finding import Verdict
from knowledge.store import AuditLog, Generation, OutboxStore, Outgoing
from tests.conftest import settings_in


def test_the_clock(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with open_database(settings) as database:
        AuditLog(database).append("telegram:1", "publish", "entry:a", NOW + timedelta(hours=1))
        assert Generation(database).current() == 0
    late = NOW + timedelta(days=3650)
    assert cases(storage.clock(subject(tmp_path, now=late))) == ["clock.fine"]
    (found,) = storage.clock(subject(tmp_path))
    assert (found.case, found.verdict) == ("behind", Verdict.FAIL)


def test_backups(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    assert cases(storage.backups(subject(tmp_path))) == ["backup.none"]
    open_database(settings).close()
    made = make_backup(settings, settings.backup_folder, NOW)
    assert cases(storage.backups(subject(tmp_path))) == ["backup.fine"]
    assert cases(storage.backups(subject(tmp_path, now=NOW + timedelta(hours=49)))) == ["backup.old"]
    by_hand = "backup: {every_hours: 0}"
    week = NOW + timedelta(days=6)
    assert cases(storage.backups(subject(tmp_path, by_hand, now=week))) == ["backup.off", "backup.fine"]
    made.path.write_bytes(b"x")
    assert cases(storage.backups(subject(tmp_path))) == ["backup.damaged"]


def test_rights_and_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_in(tmp_path)
    open_database(settings).close()
    assert cases(storage.permissions(subject(tmp_path))) == ["permissions.fine"]
    settings.for_store().path.chmod(0o644)
    (found,) = storage.permissions(subject(tmp_path))
    assert found.values["mode"] == "0644"
    settings.for_store().path.chmod(0o400)
    assert cases(storage.permissions(subject(tmp_path))) == ["permissions.not_writable"]
    for free, case in ((10**7, "full"), (5 * 10**8, "little"), (10**10, "fine")):
        monkeypatch.setattr(storage.shutil, "disk_usage", lambda _, free=free: type("Usage", (), {"free": free})())
        assert cases(storage.disk(subject(tmp_path))) == [f"disk.{case}"]


def test_messages_that_do_not_go_out(tmp_path: Path) -> None:
    with open_database(settings_in(tmp_path)) as database:
        outbox = OutboxStore(database)
        begun = outbox.begin(Outgoing("a", "telegram:1", {}), NOW - timedelta(hours=2))
        assert begun is not None
        outbox.dead(begun.row_id, NOW, "Forbidden")
        outbox.queue(Outgoing("b", "telegram:2", {}), NOW - timedelta(hours=1))
    patient = subject(tmp_path)
    assert cases(storage.outbox(patient)) == ["outbox.stuck", "outbox.dead"]
    patient.close()
