"""Uploaded files as pairs of texts, one per entry; archives are read in memory, and never onto a disk."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from knowledge.review.model import DraftText

ENTRY, ASKED = ".md", ".vragen.txt"
LARGEST_FILE = 128 * 1024
"""Bytes of one text; the largest that ships has 15 KiB."""
LARGEST_TOTAL = 4 * 1024 * 1024
"""Bytes of all texts together, unpacked; all that ships is 1.4 MiB."""
MOST_FILES = 600
"""Files of an archive that are looked at."""
DEEPEST = 4
"""Folders above a file in an archive."""


class Refused(StrEnum):
    """Why a file is not read; also the key of its text in the catalogue (``desk_import.refused``)."""

    NAME = "name"
    PLACE = "place"
    SIZE = "size"
    TOTAL = "total"
    MANY = "many"
    ARCHIVE = "archive"
    ENCODING = "encoding"
    LINK = "link"
    ALONE = "alone"
    TWICE = "twice"
    FORMAT = "format"
    LISTS = "lists"
    PERSONAL = "personal"
    OPEN_DRAFT = "open_draft"
    SLUG = "slug"


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is not read.

    Attributes:
        name: Its name as given, at most 120 characters.
        reason: Why.
    """

    name: str
    reason: Refused


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an upload holds.

    Attributes:
        texts: By slug, in the order of their names.
        unread: What is not read.
    """

    texts: dict[str, DraftText]
    unread: tuple[Unread, ...]


def unpack(uploaded: Iterable[tuple[str, bytes]]) -> Unpacked:
    """Read an upload.

    Args:
        uploaded: Name and content of each file: entries, phrasings, and zip archives of these.

    Returns:
        The texts; folders in an archive do not count, the head of an entry says its theme. Of an archive that is
        refused nothing is read.
    """
    files: dict[str, bytes] = {}
    unread: list[Unread] = []
    total = 0
    for name, content in _all(uploaded, unread):
        plain = PurePosixPath(name.replace("\\", "/")).name
        total += len(content)
        if not plain.endswith((ENTRY, ASKED)):
            unread.append(Unread(_clip(name), Refused.NAME))
        elif plain in files:
            unread.append(Unread(_clip(name), Refused.TWICE))
        elif len(content) > LARGEST_FILE or total > LARGEST_TOTAL:
            unread.append(Unread(_clip(name), Refused.SIZE if len(content) > LARGEST_FILE else Refused.TOTAL))
        else:
            files[plain] = content
    texts: dict[str, DraftText] = {}
    for name in sorted(name for name in files if name.endswith(ENTRY)):
        slug = name.removesuffix(ENTRY)
        try:
            texts[slug] = DraftText(_text(files[name]), _text(files.pop(slug + ASKED, b"")))
        except UnicodeDecodeError:
            unread.append(Unread(_clip(name), Refused.ENCODING))
    alone = (name for name in sorted(files) if name.endswith(ASKED))
    unread += [Unread(_clip(name), Refused.ALONE) for name in alone]
    return Unpacked(texts, tuple(unread))


def _all(uploaded: Iterable[tuple[str, bytes]], unread: list[Unread]) -> Iterable[tuple[str, bytes]]:
    for name, content in uploaded:
        if not name.lower().endswith(".zip"):
            yield name, content
            continue
        try:
            found, refused = _members(content)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
            # A damaged archive, one with a password, or one packed in a way that Python does not know.
            unread.append(Unread(_clip(name), Refused.ARCHIVE))
            continue
        unread += refused
        yield from found


def _members(content: bytes) -> tuple[list[tuple[str, bytes]], list[Unread]]:
    """Files of an archive; what they unpack to is counted while it is read, not believed from the header."""
    found: list[tuple[str, bytes]] = []
    refused: list[Unread] = []
    left = LARGEST_TOTAL
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MOST_FILES:
            return [], [Unread(_clip(f"{len(members)}"), Refused.MANY)]
        for member in members:
            path = PurePosixPath(member.filename.replace("\\", "/"))
            if _is_litter(path):
                continue
            if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or len(path.parts) > DEEPEST + 1:
                refused.append(Unread(_clip(member.filename), Refused.PLACE))
            elif (member.external_attr >> 16) & 0o170000 == 0o120000:
                refused.append(Unread(_clip(member.filename), Refused.LINK))
            elif not path.name.endswith((ENTRY, ASKED)):
                refused.append(Unread(_clip(member.filename), Refused.NAME))
            else:
                with archive.open(member) as opened:
                    text = opened.read(LARGEST_FILE + 1)
                left -= len(text)
                if left < 0:
                    return [], [Unread(_clip(member.filename), Refused.TOTAL)]
                found.append((path.name, text))
    return found, refused


def _is_litter(path: PurePosixPath) -> bool:
    """What systems add to an archive, and the lists of an export, which are no entries."""
    return path.parts[:1] == ("__MACOSX",) or path.name.startswith(".") or path.suffix in {".yml", ".npz"}


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _clip(name: str) -> str:
    shown = "".join(ch if ch.isprintable() else "?" for ch in name)
    return shown if len(shown) <= 120 else f"{shown[:119]}…"
