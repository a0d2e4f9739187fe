"""docs/privacy.md: every table of the store and every retention setting stand in it, with the days that hold."""

import re
from pathlib import Path

import pytest

from actions.steps.commands import ACTIONS
from bot.settings import documented_keys
from knowledge.store.connection import Sql
from knowledge.store.personal import PERSONAL_TABLES
from knowledge.store.schema_quiz import migrations

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
INTERNAL = {"_sqlite_migrations", "sqlite_sequence"}
"""Of the library and of SQLite themselves."""
KEPT, _, ASIDE = PAGE.partition("### Niet over een persoon")
KEYS = documented_keys()


def rows(text: str) -> dict[str, str]:
    """The row of each table of the store, by its name."""
    return dict(re.findall(r"^\| `([a-z_]+)` \|(.+)\|$", text, re.MULTILINE))


@pytest.fixture(scope="module")
def columns() -> dict[str, set[str]]:
    with Sql(memory=True, execute_plugins=False) as sql:
        migrations.apply(sql)
        return {name: {column.name for column in sql[name].columns} for name in set(sql.table_names()) - INTERNAL}


def test_every_table_of_the_store_is_told_once(columns: dict[str, set[str]]) -> None:
    assert rows(KEPT).keys() & rows(ASIDE).keys() == set()
    told = rows(KEPT).keys() | rows(ASIDE).keys()
    assert columns.keys() - told == set(), "a migration added a table: say what is in it and how long it stays"
    assert told - columns.keys() == set(), "no such table"


def test_a_table_about_a_person_stands_in_the_first_list(columns: dict[str, set[str]]) -> None:
    about = {name for name, names in columns.items() if "person" in names}
    assert about <= PERSONAL_TABLES.keys()
    assert PERSONAL_TABLES.keys() <= rows(KEPT).keys()


def test_free_text_about_a_case_stands_in_the_first_list(columns: dict[str, set[str]]) -> None:
    texts = {"redacted_text", "redacted_note", "facts", "text", "message", "details", "slots"}
    assert {name for name, names in columns.items() if names & texts} <= rows(KEPT).keys()


def test_days_are_those_of_the_settings() -> None:
    named = set()
    for name, row in rows(KEPT).items():
        for key in re.findall(r"`(retention\.[a-z_]+)`", row):
            named.add(key)
            assert re.search(rf"\b{KEYS[key].default} dagen\b", row), f"{name}: {key} is {KEYS[key].default}"
    assert named == {key for key in KEYS if key.startswith("retention.")}


def test_every_setting_and_default_about_backups_holds() -> None:
    assert f"{KEYS['backup.keep'].default} kopieën (`backup.keep`)" in PAGE
    assert f"elke {KEYS['backup.every_hours'].default} uur (`backup.every_hours`)" in PAGE


@pytest.mark.parametrize("name", ["privacy", "mijngegevens", "vergeetmij", "team"])
def test_a_command_that_is_promised_exists(name: str) -> None:
    assert f"`/{name}`" in PAGE
    assert name in ACTIONS


def test_every_source_is_listed_and_used() -> None:
    before, _, listed = PAGE.partition("## Bronnen")
    numbers = set(re.findall(r"^(\d)\. ", listed, re.MULTILINE))
    assert set(re.findall(r"\[(\d)\]", before)) == numbers
