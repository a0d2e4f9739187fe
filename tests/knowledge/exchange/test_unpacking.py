"""Uploads: what is read, and everything that is not."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exchange import unpacking
from knowledge.exchange.unpacking import LARGEST_FILE, Refused, unpack


def archive(*files: tuple[str, bytes], mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as target:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = method
            target.writestr(info, content)
    return made.getvalue()


def reasons(*uploaded: tuple[str, bytes]) -> list[tuple[str, Refused]]:
    return [(one.name, one.reason) for one in unpack(uploaded).unread]


def test_pairs_are_put_together() -> None:
    found = unpack([("b.md", b"\xef\xbb\xbftwee\r\nregels"), ("a.vragen.txt", b"[kort]\nx"), ("a.md", b"een")])
    assert list(found.texts) == ["a", "b"]
    assert found.texts["a"].asked == "[kort]\nx"
    assert found.texts["b"].entry == "twee\nregels"
    assert found.unread == ()


def test_an_archive_with_folders_and_litter() -> None:
    content = archive(
        ("inhoud/top-3/a.md", b"een"),
        ("inhoud/top-3/a.vragen.txt", b"[kort]\nx"),
        ("inhoud/bronnen.yml", b"x: y"),
        ("__MACOSX/top-3/._a.md", b"x"),
    )
    found = unpack([("kaarten.ZIP", content)])
    assert list(found.texts) == ["a"]
    assert found.unread == ()


@pytest.mark.parametrize(
    "name",
    ["../a.md", "/etc/a.md", "x/../../a.md", "..\\a.md", "C:\\a.md", "C:/a.md", "a/b/c/d/e/f.md", "\\\\host\\a.md"],
)
def test_no_path_leads_out(name: str) -> None:
    content = archive((name, b"een"))
    found = unpack([("kaarten.zip", content)])
    assert found.texts == {}
    assert [one.reason for one in found.unread] == [Refused.PLACE]


def test_a_link_is_no_file() -> None:
    assert reasons(("x.zip", archive(("a.md", b"/etc/passwd"), mode=0o120777))) == [("a.md", Refused.LINK)]


def test_a_bomb_is_not_unpacked() -> None:
    """Two hundred megabytes of zeros in two hundred kilobytes; reading stops where a file or the total is too large."""
    bomb = archive(("a.md", b"0" * (LARGEST_FILE * 50)))
    assert len(bomb) < 20_000
    assert reasons(("x.zip", bomb)) == [("a.md", Refused.SIZE)]
    many = archive(*((f"k{number}.md", b"0" * LARGEST_FILE) for number in range(40)))
    found = unpack([("x.zip", many)])
    assert found.texts == {}
    assert [one.reason for one in found.unread] == [Refused.TOTAL]


def test_what_the_header_says_is_not_believed() -> None:
    """An archive that claims to hold a small file."""
    content = bytearray(archive(("a.md", b"0" * (LARGEST_FILE * 3))))
    size = (LARGEST_FILE * 3).to_bytes(4, "little")
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = (10).to_bytes(4, "little")
    found = unpack([("x.zip", bytes(content))])
    assert all(len(text.entry) <= LARGEST_FILE for text in found.texts.values())


def test_too_many_files() -> None:
    content = archive(*((f"k{number}.md", b"x") for number in range(unpacking.MOST_FILES + 1)))
    assert [reason for _, reason in reasons(("x.zip", content))] == [Refused.MANY]


def test_what_is_refused_says_why() -> None:
    assert reasons(("x.zip", b"PK\x03\x04 kapot")) == [("x.zip", Refused.ARCHIVE)]
    assert reasons(("x.docx", b"x")) == [("x.docx", Refused.NAME)]
    assert reasons(("a.md", b"\xff\xfe")) == [("a.md", Refused.ENCODING)]
    assert reasons(("a.vragen.txt", b"x")) == [("a.vragen.txt", Refused.ALONE)]
    assert reasons(("a.md", b"x"), ("map/a.md", b"y")) == [("map/a.md", Refused.TWICE)]
    assert reasons(("a.md", b"x" * (LARGEST_FILE + 1))) == [("a.md", Refused.SIZE)]
    assert reasons(("in.zip", archive(("nog.zip", b"PK")))) == [("nog.zip", Refused.NAME)]
    assert reasons(("\x00\u202e.exe", b"x"))[0][0] == "??.exe"


@given(st.lists(st.tuples(st.text(max_size=12).map(lambda name: name + ".md"), st.binary(max_size=40)), max_size=4))
def test_any_names_and_bytes(files: list[tuple[str, bytes]]) -> None:
    found = unpack(files)
    assert len(found.texts) + len(found.unread) == len(files)
    assert all("/" not in slug and "\\" not in slug for slug in found.texts)


@given(st.binary(max_size=200))
def test_any_bytes_as_an_archive(content: bytes) -> None:
    unpack([("x.zip", b"PK\x05\x06" + content), ("y.zip", content)])
