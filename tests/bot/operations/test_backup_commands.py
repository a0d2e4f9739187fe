"""``houvast backup``, ``restore`` and ``retention`` as the operator types them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.opening import open_database
from bot.operations.backups.making import backups_in
from knowledge.store import HandledStore
from tests.bot.conftest import Typed
from tests.conftest import settings_in


def test_from_backup_to_restore(typed: Typed, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    open_database(settings).close()
    assert typed("backup", "--list").out.startswith(f"no backups in {tmp_path}/data/backups; make one")
    done = typed("backup")
    (made,) = backups_in(settings.backup_folder)
    assert done.status == 0
    assert done.out.startswith(f"{made.path}: 2 files, ")
    assert "keep these yourself: HOUVAST_TELEGRAM_TOKEN" in done.err
    assert str(made.path) in typed("backup", "--list").out
    assert typed("restore", str(made.path), "--check").out.startswith(f"{made.path}: whole; made ")
    done = typed("restore", str(made.path))
    assert done.status == 0
    assert "what was there before:" in done.out
    assert "/vergeetmij" in done.out
    assert typed("restore", str(tmp_path / "none.zip")).err == (
        f"houvast: {tmp_path}/none.zip: there is no such file. Nothing was changed.\n"
    )


def test_a_backup_goes_where_it_is_told(typed: Typed, tmp_path: Path) -> None:
    assert typed("backup", "--to", str(tmp_path / "else")).err.startswith("houvast: no backup was made in")
    open_database(settings_in(tmp_path)).close()
    assert typed("backup", "--to", str(tmp_path / "else")).status == 0
    assert len(backups_in(tmp_path / "else")) == 1


def test_a_restore_waits_for_nobody(typed: Typed, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with open_database(settings):
        typed("backup")
        (made,) = backups_in(settings.backup_folder)
        done = typed("restore", str(made.path))
    assert (done.status, "stop every 'houvast' process" in done.err) == (2, True)


def test_what_would_expire_and_what_did(typed: Typed, tmp_path: Path) -> None:
    assert typed("retention").out == "nothing is older than its days\n"
    with open_database(settings_in(tmp_path)) as database:
        HandledStore(database).once("key", datetime.now(UTC) - timedelta(days=31), lambda: None)
    head, row = typed("retention").out.splitlines()
    assert "to be removed" in head
    assert row.split() == ["handled_update", "1"]
    assert typed("retention", "--now").out.split()[-2:] == ["handled_update", "1"]
    assert typed("retention").out == "nothing is older than its days\n"
