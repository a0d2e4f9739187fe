"""What goes out comes back the same: through Markdown and through JSON."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.entries.body import SHORT_LIMIT
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.entries.model import Entry, Mark, Paragraph, Phrasing, Sentence, Status, Urgency
from knowledge.entries.parser import parse_entry
from knowledge.entries.phrasings import STYLES
from knowledge.entries.phrasings import parse as parse_phrasings
from knowledge.exchange.errors import JsonRefused, NotExpressible, TargetNotEmpty, TargetUnwritable
from knowledge.exchange.files import read_json, write_folder, write_json
from knowledge.exchange.markdown import to_markdown
from knowledge.exchange.receiving import receive

LINE = st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="[]{}")
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True) | st.sampled_from(
    ["112", "1e3", "null", "true", "no", "on", "2026-11-21", "0x1f", "1-0"]
)
SOURCES = st.from_regex(r"[A-Z][0-9]{2,3}", fullmatch=True)
MARKS = st.builds(Mark, st.lists(SOURCES, min_size=1, max_size=3).map(tuple), st.booleans()) | st.just(Mark(()))


def line(least: int, most: int, end: str = "") -> st.SearchStrategy[str]:
    """Text on one line without spaces around it."""
    return (
        st.text(LINE, min_size=least, max_size=most)
        .map(lambda text: text.strip() + end)
        .filter(lambda text: len(text) >= max(least, 1))
    )


# One sentence has no second one inside it, and a plain paragraph does not look like a list item.
WORDS = line(1, 40).filter(
    lambda text: not any(mark in text for mark in ".!?") and text[:2] not in ("- ", "* ", "-", "*")
)
PARAGRAPHS = st.builds(
    Paragraph, st.lists(st.builds(Sentence, WORDS, MARKS), min_size=1, max_size=3).map(tuple), st.booleans()
)
PARTS = st.lists(PARAGRAPHS, max_size=3).map(tuple)
LOCAL = st.builds(Sentence, st.builds("{} {{lokaal:{}}}.".format, WORDS, SLUGS), MARKS)
"""A sentence with a local field; never the first one of an entry."""
PHRASINGS = st.lists(
    st.builds(Phrasing, line(1, 30), st.sampled_from(STYLES)),
    max_size=6,
    unique_by=lambda phrasing: phrasing.text.casefold(),
).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry that keeps the format."""
    urgency = draw(st.sampled_from(Urgency))
    urgent = urgency is Urgency.URGENT
    short, more, check = draw(PARTS.filter(bool)), draw(PARTS), draw(PARTS)
    more += draw(st.lists(st.builds(Paragraph, st.tuples(LOCAL), st.booleans()), max_size=1).map(tuple))
    used = {s for part in (short, more, check) for p in part for one in p.sentences for s in one.mark.sources}
    reviewed = draw(st.dates(max_value=date(9000, 1, 1)))
    entry = Entry(
        slug=draw(SLUGS),
        title=draw(line(3, 60)),
        theme=draw(SLUGS),
        status=draw(st.sampled_from(Status)),
        urgency=urgency,
        call_first=draw(st.lists(st.sampled_from(["112", "113", "csg", "huisarts"]), max_size=2).map(tuple))
        if urgent
        else (),
        not_family_first=draw(st.booleans()),
        expertise=draw(st.lists(SLUGS, max_size=3).map(tuple)),
        reviewed_on=reviewed,
        expires_on=reviewed + timedelta(days=draw(st.integers(1, 900))),
        related=draw(st.lists(SLUGS, max_size=3).map(tuple)),
        sources=tuple(draw(st.permutations(sorted(used)))),
        short=short,
        more=more,
        reflection=() if urgent else draw(st.lists(line(1, 40, "?"), max_size=3).map(tuple)),
        to_check=check,
        phrasings=draw(PHRASINGS),
    )
    assume(len(entry.short_text) <= SHORT_LIMIT)
    return entry


def read(entry: Entry, text: str, asked: str) -> Entry:
    path = Path(entry.theme) / f"{entry.slug}.md"
    return parse_entry(text, path, parse_phrasings(asked, path))


@given(entries())
def test_markdown_and_json_lose_nothing(tmp_path_factory: pytest.TempPathFactory, entry: Entry) -> None:
    assert read(entry, *to_markdown(entry)) == entry
    file = tmp_path_factory.mktemp("json") / "entries.json"
    assert write_json([entry], file) == 1
    assert read_json(file) == (entry,)


@pytest.fixture(scope="module")
def shipped() -> dict[str, Entry]:
    return load_content().entries


def test_shipped_files_are_written_byte_for_byte(shipped: dict[str, Entry], tmp_path: Path) -> None:
    assert write_folder(shipped.values(), tmp_path / "out", CONTENT_FOLDER) == len(shipped)
    for entry in shipped.values():
        name = f"{entry.theme}/{entry.slug}.md"
        assert (tmp_path / "out" / name).read_bytes() == (CONTENT_FOLDER / name).read_bytes()
    again = load_content(tmp_path / "out")
    assert again.entries == shipped
    assert not again.refused
    assert not again.warnings


@pytest.mark.parametrize(
    "change",
    [
        {"slug": "../weg"},
        {"slug": "Hoofdletter"},
        {"title": "ab"},
        {"short": ()},
        {"short": (Paragraph((Sentence("Twee\nregels.", Mark(())),)),)},
        {"short": (Paragraph((Sentence("Een. Twee.", Mark(())),)),)},
        {"short": (Paragraph((Sentence("- Een.", Mark(())),)),)},
        {"reflection": ("Geen vraag.",)},
        {"sources": ("B99",)},
        {"phrasings": (Phrasing("een\u2028twee", "kort"),)},
        {"phrasings": (Phrasing("[kort]", "kort"),)},
    ],
)
def test_what_the_format_cannot_hold_is_refused(shipped: dict[str, Entry], tmp_path: Path, change: dict) -> None:
    entry = replace(shipped["drie-huizen"], **change)
    with pytest.raises(NotExpressible, match="cannot be written in the entry format"):
        to_markdown(entry)
    with pytest.raises(NotExpressible):
        write_folder([shipped["ears-vragen"], entry], tmp_path / "out", CONTENT_FOLDER)
    assert not (tmp_path / "out").exists()
    write_json([entry], tmp_path / "a.json")
    with pytest.raises(JsonRefused, match="entry 1: "):
        read_json(tmp_path / "a.json")


def test_a_folder_with_something_in_it_is_left_alone(shipped: dict[str, Entry], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(TargetNotEmpty):
        write_folder(shipped.values(), tmp_path, CONTENT_FOLDER)
    with pytest.raises(TargetNotEmpty):
        write_folder(shipped.values(), tmp_path / "mine.txt", CONTENT_FOLDER)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_place_that_cannot_be_written(shipped: dict[str, Entry], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TargetUnwritable):
        write_folder(shipped.values(), tmp_path / "file" / "out", CONTENT_FOLDER)
    with pytest.raises(TargetUnwritable):
        write_json(shipped.values(), tmp_path / "nowhere" / "a.json")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"{", "is no JSON"),
        (b"\xff", "is no JSON"),
        (b"[]", "is no 'houvast-entries' file"),
        (b'{"format": "houvast-entries", "version": 2, "entries": []}', "of version 1"),
        (b'{"format": "houvast-entries", "version": 1}', "'entries' is no list"),
        (b'{"format": "houvast-entries", "version": 1, "entries": [1]}', "entry 1 is no object"),
        (b'{"format": "houvast-entries", "version": 1, "entries": [{}]}', "entry 1: 'slug'"),
    ],
)
def test_a_file_that_is_no_export(tmp_path: Path, text: bytes, reason: str) -> None:
    (tmp_path / "a.json").write_bytes(text)
    with pytest.raises(JsonRefused) as caught:
        read_json(tmp_path / "a.json")
    assert reason in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(JsonRefused, match="cannot be read"):
        read_json(tmp_path / "a.json")


def test_received_entries_are_held_against_the_own_lists(shipped: dict[str, Entry], tmp_path: Path) -> None:
    entry = shipped["drie-huizen"]
    new = replace(entry, slug="nieuw")
    write_json(
        [
            entry,
            new,
            new,
            replace(shipped["ears-vragen"], title="Anders"),
            replace(entry, slug="ander-thema", theme="elders"),
            replace(entry, slug="andere-kennis", expertise=("loodgieter",)),
        ],
        tmp_path / "a.json",
    )
    content = receive(tmp_path / "a.json", load_content())
    assert list(content.entries) == ["drie-huizen", "nieuw"]
    reasons = [error.reason for error in content.refused]
    assert [reason.split(":")[0] for reason in reasons] == [
        "entry 'nieuw'",
        "entry 'ears-vragen'",
        "entry 'ander-thema'",
        "entry 'andere-kennis'",
    ]
    assert "'loodgieter' is not in expertise.yml" in reasons[-1]
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["version"] == 1
