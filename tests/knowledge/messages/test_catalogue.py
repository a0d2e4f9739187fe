"""The catalogue: both languages say the same things, and a missing text is an error, not an empty line."""

import re
from pathlib import Path

import pytest

from knowledge.errors import CatalogueError
from knowledge.messages.catalogue import FOLDER, LANGUAGES, load_catalogue, placeholders

ROOT = Path(__file__).parents[3]


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    dutch, english = (load_catalogue(language) for language in LANGUAGES)
    assert set(dutch.texts) == set(english.texts)
    for key, text in dutch.texts.items():
        assert placeholders(text) == placeholders(english.texts[key]), key


def test_every_key_used_in_code_exists() -> None:
    catalogue = load_catalogue()
    used: set[str] = set()
    for package in ("actions", "bot"):
        for path in (ROOT / package).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            used |= set(re.findall(r"(?:\.text|\btext|plain_notice|_block)\(\s*\"([a-z_0-9.]+)\"", source))
    for path in (ROOT / "bot" / "desk" / "templates").glob("*.html"):
        source = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"\bt\(\"([a-z_0-9.]+)\"[,)]", source))
        used |= set(re.findall(r"(?:if|else) \"(desk[a-z_]*\.[a-z_.]+)\"", source))
        # A whole section: every name in it is the name of something else, such as a role.
        assert all(map(catalogue.section, re.findall(r"texts\(\"([a-z_0-9.]+)\"\)", source))), path.name
    assert len(used) > 300
    assert {key for key in used if not catalogue.has(key)} == set()


def test_the_safety_line_names_both_numbers() -> None:
    assert load_catalogue().text("safety_line") == "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."


def test_unknown_key_and_missing_value_are_errors() -> None:
    catalogue = load_catalogue()
    with pytest.raises(CatalogueError, match=r"no message 'bestaat\.niet'"):
        catalogue.text("bestaat.niet")
    with pytest.raises(CatalogueError, match="needs a value"):
        catalogue.text("abstain.too_long")


def test_a_broken_catalogue_names_the_file(tmp_path: Path) -> None:
    home = tmp_path / "nl"
    home.mkdir()
    (home / "a.yml").write_text("a: [1", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"a\.yml:\d"):
        load_catalogue("nl", tmp_path)
    (home / "a.yml").write_text("a: 3", encoding="utf-8")
    with pytest.raises(CatalogueError, match="must be a text"):
        load_catalogue("nl", tmp_path)
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_catalogue("en", tmp_path)


def test_the_same_key_in_two_files_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    for name in ("a", "b"):
        (tmp_path / "nl" / f"{name}.yml").write_text("groet: {hallo: Hallo}", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"b\.yml.*'groet\.hallo' is in another file"):
        load_catalogue("nl", tmp_path)


def test_every_subject_has_a_file_in_both_languages() -> None:
    names = [{path.name for path in (FOLDER / language).glob("*.yml")} for language in LANGUAGES]
    assert names[0] == names[1]
