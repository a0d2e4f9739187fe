"""Items from a content folder into the bank."""

from pathlib import Path

from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.quiz.bank import ItemState
from knowledge.quiz.choosing import choose
from knowledge.quiz.loader import load_quiz
from knowledge.quiz.seeding import bring_in_quiz
from knowledge.seeding import import_content
from knowledge.store import Database, EntryStore, StoreSettings
from knowledge.store.quiz_items import ItemBank


def test_everything_that_ships_may_be_asked_and_is_imported_once(tmp_path: Path) -> None:
    content = load_content()
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as database:
        import_content(content, EntryStore(database))
        assert bring_in_quiz(content, CONTENT_FOLDER, database) == []
        bank = ItemBank(database)
        askable = bank.askable()
        assert len(askable) == len(load_quiz(content).items)
        assert bring_in_quiz(content, CONTENT_FOLDER, database) == []
        assert {row.latest.number for row in bank.items()} == {1}
        assert {row.state for row in bank.items()} == {ItemState.ASKABLE}
        chosen = choose(bank.askable("top-3"), 5, "seed")
        assert 1 <= len(chosen) <= 5
        assert {row.item.theme for row in chosen} == {"top-3"}


def test_a_folder_without_a_quiz_has_no_items_and_a_bad_item_is_named(tmp_path: Path) -> None:
    content = load_content()
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as database:
        assert bring_in_quiz(content, tmp_path, database) == []
        (tmp_path / "quiz").mkdir()
        (tmp_path / "quiz" / "top-3.yml").write_text("- id: x\n", encoding="utf-8")
        (problem,) = bring_in_quiz(content, tmp_path, database)
        assert problem.startswith("quiz item refused: ")
        assert "top-3.yml:1" in problem
