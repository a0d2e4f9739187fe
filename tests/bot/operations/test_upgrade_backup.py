"""Before tables are changed there is a backup; without one they are not changed. And files are closed at the start."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.opening import open_database
from bot.operations.backups.making import backups_in
from bot.operations.backups.restoring import restore
from bot.operations.permissions import loose, tighten
from bot.settings import Settings
from knowledge.errors import StoreError
from knowledge.store.connection import connect, create_file
from knowledge.store.inspection import read_schema
from knowledge.store.migrations import step_names
from knowledge.store.schema import migrations
from tests.conftest import settings_in

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def behind(tmp_path: Path) -> Settings:
    """A database that still needs the last two steps."""
    settings = settings_in(tmp_path)
    path = settings.for_store().path
    create_file(path)
    sql = connect(path, 100, read_only=False)
    migrations.apply(sql, stop_before=step_names()[-2:])
    sql.close()
    return settings


def test_tables_are_changed_after_a_backup_that_can_be_put_back(behind: Settings) -> None:
    open_database(behind).close()
    (made,) = backups_in(behind.backup_folder)
    assert made.before_upgrade
    path = behind.for_store().path
    assert not read_schema(path).pending
    restore(behind, made.path, NOW)
    assert read_schema(path).pending == tuple(step_names()[-2:])
    open_database(behind).close()
    assert not read_schema(path).pending


def test_without_room_for_a_backup_tables_stay_as_they_are(behind: Settings) -> None:
    behind.backup_folder.touch()  # a file where the folder should be
    with pytest.raises(StoreError, match="before that a backup"):
        open_database(behind)
    assert len(read_schema(behind.for_store().path).pending) == 2


def test_an_ordinary_start_makes_none(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    open_database(settings).close()
    open_database(settings).close()
    assert backups_in(settings.backup_folder) == []


def test_a_broken_database_is_reported_by_opening_it(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.data_folder.mkdir()
    settings.for_store().path.write_bytes(b"no database" * 500)
    with pytest.raises(StoreError, match="cannot be used as the store"):
        open_database(settings)
    assert backups_in(settings.backup_folder) == []


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_open_to_others_is_closed_at_the_start_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(tmp_path)
    open_database(settings).close()
    database, token = settings.for_store().path, tmp_path / "token"
    token.write_text("secret")
    token.chmod(0o440)
    database.chmod(0o644)
    settings.data_folder.chmod(0o755)
    monkeypatch.setenv("HOUVAST_TELEGRAM_TOKEN_FILE", str(token))
    assert {item.path for item in loose(settings)} == {settings.data_folder, database, token}
    open_database(settings).close()
    assert [mode(path) for path in (settings.data_folder, database, token)] == [0o700, 0o600, 0o400]
    assert loose(settings) == []
    assert tighten(settings) == []


def test_a_shared_folder_such_as_tmp_is_left_alone(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.data_folder.mkdir()
    settings.data_folder.chmod(0o1777)
    assert loose(settings) == []
    settings.data_folder.chmod(0o700)
