"""A backup is whole, private, and says what it is; old ones go."""

import os
import stat
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from bot.opening import open_database
from bot.operations.backups.archive import CONFIG, DATABASE, read_manifest
from bot.operations.backups.making import Reason, backups_in, make_backup, prune
from bot.operations.errors import BackupFailed
from bot.settings import Settings, load_settings
from knowledge.store import OPERATOR, RosterStore
from knowledge.store.migrations import step_names
from tests.conftest import settings_in

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TOKEN = "123456:planted-token"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    with open_database(settings) as database:
        RosterStore(database).create_team("Team Noord", NOW, actor=OPERATOR)
    return settings


def test_a_backup_says_what_it_is_and_holds_no_secret(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUVAST_TELEGRAM_TOKEN", TOKEN)
    made = make_backup(settings, tmp_path / "out", NOW)
    assert made.path.name == "houvast-20260302T093000Z.zip"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    manifest = read_manifest(made.path)
    assert manifest == made.manifest
    assert set(manifest.files) == {DATABASE, CONFIG}
    assert manifest.schema == tuple(step_names())
    assert manifest.left_out == ("HOUVAST_TELEGRAM_TOKEN", "HOUVAST_METRICS_TOKEN")
    with zipfile.ZipFile(made.path) as archive:
        assert all(TOKEN.encode() not in archive.read(name) for name in archive.namelist())
        assert yaml.safe_load(archive.read(CONFIG))["paths"]["data"] == "data"
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name], "nothing is left behind"


def test_own_content_and_what_was_learned_are_in_it(tmp_path: Path) -> None:
    own = tmp_path / "eigen" / "top-3"
    own.mkdir(parents=True)
    (own / "kaart.md").write_text("tekst", encoding="utf-8")
    (tmp_path / "eigen" / "vectors.npz").write_bytes(b"made again")
    settings = settings_in(tmp_path)
    config = tmp_path / "config.yml"
    config.write_text("paths:\n  data: data\n  content: eigen\n", encoding="utf-8")
    settings = load_settings(config)
    open_database(settings).close()
    (settings.data_folder / "confidence.json").write_text("{}")
    (settings.data_folder / "index").mkdir()
    (settings.data_folder / "index" / "ids.json").write_text("[]")
    (settings.data_folder / "signals" / "20260302-093000").mkdir(parents=True)
    (settings.data_folder / "signals" / "20260302-093000" / "manifest.json").write_text("{}")
    (settings.data_folder / "signals" / "training-vectors.npz").write_text("")
    for name in ("a", "b"):
        (settings.data_folder / "models" / name).mkdir(parents=True)
        (settings.data_folder / "models" / name / "weights.bin").write_text(name)
    (settings.data_folder / "models" / "in-use").write_text("b\n")
    made = make_backup(settings, tmp_path / "out", NOW)
    assert set(made.manifest.files) == {
        DATABASE, CONFIG, "content/top-3/kaart.md", "confidence.json", "signals/20260302-093000/manifest.json",
        "models/in-use", "models/b/weights.bin",
    }  # fmt: skip


def test_no_database_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="no such file"):
        make_backup(settings_in(tmp_path), tmp_path / "out", NOW)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_line(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BackupFailed, match="choose another folder"):
        make_backup(settings, tmp_path / "file" / "out", NOW)


def test_old_ones_go_and_those_from_before_an_upgrade_are_counted_apart(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for day in range(4):
        make_backup(settings, folder, NOW + timedelta(days=day))
    make_backup(settings, folder, NOW - timedelta(days=9), Reason.BEFORE_UPGRADE)
    (folder / "houvast-notes.zip").touch()
    removed = prune(folder, 2)
    assert [path.name[8:16] for path in removed] == ["20260303", "20260302"]
    assert [found.made_at.day for found in backups_in(folder)] == [5, 4, 21]
    assert (folder / "houvast-notes.zip").exists()
    assert backups_in(tmp_path / "nowhere") == []


def test_what_another_process_removed_meanwhile_is_no_trouble(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    # Found in the folder, and gone when it is looked at.
    (folder / ".houvast-copy-x").symlink_to(tmp_path / "nowhere")
    make_backup(settings, folder, NOW)
    assert len(backups_in(folder)) == 1


def test_a_backup_that_is_cut_off_leaves_nothing_that_looks_like_one(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    code = (
        "import os, sys\nfrom pathlib import Path\nimport bot.operations.backups.archive as archive\n"
        "from bot.operations.backups.making import make_backup\nfrom bot.settings import load_settings\n"
        "from datetime import UTC, datetime\n"
        "archive._digest = lambda table: os._exit(9)\n"
        "make_backup(load_settings(Path(sys.argv[1])), Path(sys.argv[2]), datetime.now(UTC))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "config.yml"), str(folder)], check=False, timeout=300
    )
    assert done.returncode == 9
    assert backups_in(folder) == []
    left = list(folder.iterdir())
    assert left
    for path in left:
        os.utime(path, (0, 0))
    make_backup(settings, folder, NOW)
    assert [path.name for path in folder.iterdir()] == ["houvast-20260302T093000Z.zip"]
