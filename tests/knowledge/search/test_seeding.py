"""Content from files into the store: published, and taken back."""

import shutil
from pathlib import Path

import pytest

from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.seeding import import_content, read_published
from knowledge.store import Database, StoreSettings
from knowledge.store.entries import EntryStore

SLUG = "schaalvraag-0-10"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT_FOLDER, tmp_path / "content")
    return tmp_path / "content"


def file_of(content: Path) -> Path:
    return next(content.glob(f"*/{SLUG}.md"))


def test_a_file_that_says_archived_takes_its_entry_from_readers(content: Path, tmp_path: Path) -> None:
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as database:
        store = EntryStore(database)
        import_content(load_content(content), store)
        assert SLUG in read_published(store)
        file = file_of(content)
        file.write_text(
            file.read_text(encoding="utf-8").replace("status: gepubliceerd", "status: gearchiveerd"), "utf-8"
        )
        report = import_content(load_content(content), store)
        assert (report.retired, report.changed) == (1, True)
        assert SLUG not in read_published(store)
        assert import_content(load_content(content), store).retired == 0


def test_a_file_that_is_gone_takes_nothing_away(content: Path, tmp_path: Path) -> None:
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as database:
        store = EntryStore(database)
        import_content(load_content(content), store)
        file_of(content).unlink()
        assert import_content(load_content(content), store).retired == 0
        assert SLUG in read_published(store)


def test_an_entry_that_was_archived_does_not_come_back_by_its_file_alone(content: Path, tmp_path: Path) -> None:
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as database:
        store = EntryStore(database)
        import_content(load_content(content), store)
        file = file_of(content)
        before = file.read_text(encoding="utf-8")
        file.write_text(before.replace("status: gepubliceerd", "status: gearchiveerd"), "utf-8")
        import_content(load_content(content), store)
        file.write_text(before, "utf-8")
        import_content(load_content(content), store)
        assert SLUG not in read_published(store)
