"""Loading a folder: a bad file is refused, the rest loads; and the shipped content keeps its promises."""

import re
import shutil
from pathlib import Path

import pytest

from knowledge.entries.loader import CONTENT_FOLDER, Content, load_content
from knowledge.entries.model import Urgency
from knowledge.errors import EntryFormatError
from knowledge.messages.catalogue import load_catalogue

LISTS = ("themas.yml", "expertise.yml", "bronnen.yml", "gezinsgesprek.yml", "lokaal.yml")
FAMILY_TALK = re.compile(
    r"\b(bespreek|praat|overleg|ga in gesprek|vraag het)\b[^.?!]*\b(ouders?|vader|moeder|partner|familie|gezin)\b", re.I
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two entries that link to each other, with the reference lists."""
    for name in LISTS:
        shutil.copy(CONTENT_FOLDER / name, tmp_path)
    for slug in ("acuut-gevaar-eerst-112", "veilig-thuis-bellen-0800-2000"):
        (tmp_path / "acuut-gevaar").mkdir(exist_ok=True)
        for suffix in (".md", ".vragen.txt"):
            shutil.copy(CONTENT_FOLDER / "acuut-gevaar" / f"{slug}{suffix}", tmp_path / "acuut-gevaar")
    return tmp_path


def test_a_bad_file_is_refused_and_the_rest_loads(folder: Path) -> None:
    bad = folder / "acuut-gevaar" / "acuut-gevaar-eerst-112.md"
    bad.write_text(bad.read_text(encoding="utf-8").replace("## Kort", "## Krt"), encoding="utf-8")
    loaded = load_content(folder)
    assert list(loaded.entries) == ["veilig-thuis-bellen-0800-2000"]
    assert [error.path for error in loaded.refused] == [bad]
    assert "unknown section 'Krt'" in str(loaded.refused[0])


def test_unknown_references_are_refused(folder: Path) -> None:
    (folder / "expertise.yml").write_text("iemand: iemand\n", encoding="utf-8")
    loaded = load_content(folder)
    assert not loaded.entries
    assert all("is not in expertise.yml" in error.reason for error in loaded.refused)


def test_phrasings_without_entry_and_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    (folder / "acuut-gevaar" / "wees.vragen.txt").write_text("[kort]\nwat nu\n", encoding="utf-8")
    (folder / "acuut-gevaar" / "acuut-gevaar-eerst-112.md").write_bytes(b"\xff\xfe---")
    reasons = " ".join(error.reason for error in load_content(folder).refused)
    assert "phrasings without an entry" in reasons
    assert "not UTF-8" in reasons


def test_a_missing_reference_list_stops_the_load(folder: Path) -> None:
    (folder / "bronnen.yml").unlink()
    with pytest.raises(EntryFormatError, match=r"bronnen\.yml"):
        load_content(folder)


def test_shipped_content_is_complete(content: Content) -> None:
    assert not content.refused
    assert not content.warnings
    answers = [entry for entry in content.entries.values() if not entry.is_signpost]
    assert len(answers) >= 85
    assert all(len(entry.phrasings) >= 25 for entry in answers)


def test_shipped_urgent_entries_say_whom_to_call_in_their_first_sentence(content: Content) -> None:
    numbers = load_catalogue().section("numbers")
    for entry in content.entries.values():
        assert set(entry.call_first) <= set(numbers), entry.slug
        if entry.urgency is Urgency.URGENT:
            first = entry.short[0].sentences[0].text
            assert re.search(r"\bbel\b", first, re.I), entry.slug
            assert not entry.reflection, entry.slug


def test_shipped_entries_that_bar_family_talk_never_suggest_it(content: Content) -> None:
    barred = [entry for entry in content.entries.values() if entry.not_family_first]
    assert {"eergerelateerd-geweld-niet-eerst-ouders", "intieme-terreur-en-stalking"} <= {e.slug for e in barred}
    for entry in barred:
        for text in (*entry.passages, *entry.reflection):
            found = FAMILY_TALK.search(text)
            assert found is None or re.search(r"\b(niet|geen|nooit|zonder)\b", text, re.I), (entry.slug, text)


def test_shipped_entries_with_sources_show_known_ones_only(content: Content) -> None:
    for entry in content.entries.values():
        assert set(entry.sources) <= set(content.references.sources), entry.slug


def test_entries_that_suggest_family_talk_exist(content: Content) -> None:
    assert content.references.family_talk <= set(content.entries)
