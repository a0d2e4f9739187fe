"""A backup is put back as a whole or not at all, and questions are answered from it."""

import json
import stat
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from actions.conversation import receive
from bot.assembly import assemble
from bot.opening import open_database
from bot.operations.backups.archive import CONFIG, DATABASE, MANIFEST
from bot.operations.backups.making import make_backup
from bot.operations.backups.restoring import check_backup, restore
from bot.operations.errors import BackupRefused
from bot.settings import Settings, load_settings
from knowledge.errors import StoreInUse
from knowledge.roster import Role
from knowledge.store import OPERATOR, RosterStore
from tests.conftest import message, settings_in

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    with open_database(settings) as database:
        RosterStore(database).create_team("Team Noord", NOW, actor=OPERATOR)
    return settings


def teams(settings: Settings) -> list[str]:
    with open_database(settings) as database:
        return [team.name for team in RosterStore(database).teams()]


def add_team(settings: Settings, name: str) -> None:
    with open_database(settings) as database:
        RosterStore(database).create_team(name, NOW, actor=OPERATOR)


def rewritten(source: Path, target: Path, change: dict[str, bytes]) -> Path:
    """A copy of a backup in which some files have other contents."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return target


def test_what_was_there_is_kept_aside(settings: Settings, tmp_path: Path) -> None:
    made = make_backup(settings, tmp_path / "out", NOW)
    add_team(settings, "Team Zuid")
    (settings.data_folder / "confidence.json").write_text("{}")
    done = restore(settings, made.path, NOW)
    assert teams(settings) == ["Team Noord"]
    assert done.config is None
    assert done.aside is not None
    assert {path.name for path in done.aside.iterdir()} >= {DATABASE, "confidence.json"}
    assert not (settings.data_folder / "confidence.json").exists()
    assert list(settings.data_folder.glob(".restore-*")) == []
    aside = load_settings(write_config(tmp_path, done.aside))
    assert teams(aside) == ["Team Noord", "Team Zuid"]


def write_config(folder: Path, data: Path) -> Path:
    config = folder / "aside.yml"
    config.write_text(f"paths:\n  data: {data}\n", encoding="utf-8")
    return config


def test_a_new_machine_gets_data_settings_and_content(tmp_path: Path) -> None:
    (tmp_path / "old" / "eigen").mkdir(parents=True)
    (tmp_path / "old" / "eigen" / "a.md").write_text("a")
    config = tmp_path / "old" / "config.yml"
    config.write_text("paths:\n  content: eigen\nanswer:\n  choices: 2\n")
    old = load_settings(config)
    open_database(old).close()
    made = make_backup(old, tmp_path / "out", NOW)
    (tmp_path / "new").mkdir()
    new = settings_in(tmp_path / "new")
    done = restore(new, made.path, NOW)
    assert done.aside is None
    assert done.config == tmp_path / "new" / "config.from-backup.yml"
    assert load_settings(done.config).answer.choices == 2
    assert done.content == tmp_path / "new" / "content"
    assert (done.content / "a.md").read_text() == "a"
    assert stat.S_IMODE(new.data_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(new.for_store().path.stat().st_mode) == 0o600
    (done.content / "a.md").write_text("changed since")
    again = restore(new, made.path, NOW + timedelta(days=1))
    assert again.content == tmp_path / "new" / "content.from-backup"
    assert (done.content / "a.md").read_text() == "changed since"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({DATABASE: b"other"}, "'houvast.sqlite3' in it is damaged"),
        ({CONFIG: b"answer: {}"}, "'config.yml' in it is damaged"),
        ({MANIFEST: b"{}"}, "damaged"),
        ({MANIFEST: b"[]"}, "damaged"),
        ({MANIFEST: b'{"checksum": "0", "format": 1}'}, "its manifest is damaged"),
    ],
)
def test_a_damaged_backup_changes_nothing(
    settings: Settings, tmp_path: Path, change: dict[str, bytes], says: str
) -> None:
    made = make_backup(settings, tmp_path / "out", NOW)
    add_team(settings, "Team Zuid")
    bad = rewritten(made.path, tmp_path / "bad.zip", change)
    with pytest.raises(BackupRefused, match=says):
        restore(settings, bad, NOW)
    assert teams(settings) == ["Team Noord", "Team Zuid"]
    assert list(settings.data_folder.glob("aside-*")) == []


def test_what_is_no_backup_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    with pytest.raises(BackupRefused, match="no backup of Houvast"):
        check_backup(tmp_path / "x.zip")
    with pytest.raises(BackupRefused, match="no such file"):
        check_backup(tmp_path / "y.zip")


def forged(made: Path, target: Path, **changes: object) -> Path:
    """A backup with another manifest whose checksum is right again."""
    from bot.operations.backups.archive import _digest

    with zipfile.ZipFile(made) as archive:
        table = json.loads(archive.read(MANIFEST))
    del table["checksum"]
    table |= changes
    return rewritten(made, target, {MANIFEST: json.dumps({**table, "checksum": _digest(table)}).encode()})


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil", "a\\evil"])
def test_a_name_that_points_outside_is_refused(settings: Settings, tmp_path: Path, name: str) -> None:
    made = make_backup(settings, tmp_path / "out", NOW)
    bad = forged(made.path, tmp_path / "bad.zip", files={name: "0"})
    with pytest.raises(BackupRefused, match="points outside"):
        restore(settings, bad, NOW)
    with pytest.raises(BackupRefused, match="another form"):
        check_backup(forged(made.path, tmp_path / "later.zip", format=2))


def test_newer_tables_are_refused_with_what_to_do(settings: Settings, tmp_path: Path) -> None:
    with open_database(settings) as database:
        database.write(
            lambda sql: sql.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('houvast', 'm999', 'x')"
            )
        )
    made = make_backup(settings, tmp_path / "out", NOW)
    with pytest.raises(BackupRefused, match="install that version or a later one"):
        restore(settings, made.path, NOW)


def test_a_running_process_is_in_the_way(settings: Settings, tmp_path: Path) -> None:
    made = make_backup(settings, tmp_path / "out", NOW)
    with open_database(settings), pytest.raises(StoreInUse, match="stop every 'houvast' process"):
        restore(settings, made.path, NOW)
    assert teams(settings) == ["Team Noord"]
    assert not (settings.data_folder / "aside-20260302T093000Z").exists()


async def test_after_a_restore_questions_are_answered_and_members_known(folder: Path, tmp_path: Path) -> None:
    """The whole way: back up while it is open, lose everything, put it back in an empty folder, ask."""
    before = assemble(settings_in(folder))
    assert before.database is not None
    roster = RosterStore(before.database)
    team = roster.create_team("Team Noord", NOW, actor=OPERATOR)
    code = roster.invite(team.team_id, Role.TEAM_LEAD, NOW, actor=OPERATOR)
    roster.redeem(code, "telegram:7", "Sanne", NOW)
    made = make_backup(before.settings, tmp_path / "safe", NOW)
    await before.close()
    new = tmp_path / "new"
    new.mkdir()
    settings = settings_in(new)
    restore(settings, made.path, NOW)
    assembly = assemble(settings)
    assert assembly.problems == []
    reply = await receive(message("wat betekent een 0 en een 10 op de schaalvraag?"), assembly.front)
    assert reply is not None
    assert reply.decision.entries[0].slug == "schaalvraag-0-10"
    assert reply.committed
    assert assembly.database is not None
    assert [member.name for member in RosterStore(assembly.database).memberships("telegram:7")] == ["Sanne"]
    await assembly.close()
