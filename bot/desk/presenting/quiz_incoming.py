"""What files with quiz items would change, before anything is kept: per item new, changed, the same, or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.desk.presenting.quiz_changes import ItemChange, item_changes
from bot.desk.presenting.quiz_form import personal_problems
from knowledge.entries.model import Entry, Status
from knowledge.quiz.bank import BankItem, ItemOrigin
from knowledge.quiz.checking import ItemProblem, check_item
from knowledge.quiz.exchange.gift import read_gift
from knowledge.quiz.exchange.model import Defaults, Imported, LineProblem
from knowledge.quiz.exchange.yaml_files import read_yaml_items
from knowledge.quiz.model import Item
from knowledge.review.kept import FindsPersonalData

LARGEST_FILE = 512 * 1024
"""Bytes of one file: ten times all items that ship."""
YAML_ENDS = (".yml", ".yaml")
GIFT_ENDS = (".gift", ".txt")


class ItemFate(StrEnum):
    """What becomes of an item; also the key of its word in the catalogue (``desk_quiz_files.fates``)."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class FileProblem(StrEnum):
    """Why a file is not read; also the key of its text (``desk_quiz_files.unread``)."""

    KIND = "kind"
    SIZE = "size"
    ENCODING = "encoding"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class IncomingItem:
    """One item of an upload.

    Attributes:
        item: What it says.
        fate: What becomes of it.
        changes: Against what is asked now, or waits to be.
        problems: Why it is refused.
        base: Id of the newest version when it was looked at; None for a new item.
        replaces: Something from the desk waits already and would make place.
    """

    item: Item
    fate: ItemFate
    changes: tuple[ItemChange, ...] = ()
    problems: tuple[ItemProblem, ...] = ()
    base: int | None = None
    replaces: bool = False

    @property
    def taken(self) -> bool:
        """Whether it may be handed in."""
        return self.fate in {ItemFate.NEW, ItemFate.CHANGED}

    @property
    def is_personal(self) -> bool:
        """Whether it is refused for personal data: then nothing of its text is shown, nor its name made of that."""
        return any(problem.key == "personal" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of an upload.

    Attributes:
        name: Its name.
        items: What it holds.
        lines: What could not become an item, by line, or lost something.
        unread: Why nothing of it was read.
    """

    name: str
    items: tuple[IncomingItem, ...] = ()
    lines: tuple[LineProblem, ...] = ()
    unread: FileProblem | None = None


@dataclass(frozen=True, slots=True)
class Shelves:
    """What an upload is held against.

    Attributes:
        bank: Items by name.
        entries: Published entries by slug.
        words: Of what readers see: such a word is no name of a person.
        privacy: Finds personal data.
        defaults: What questions of somebody else do not say.
        invented: The visitor says that names in it are invented.
    """

    bank: Mapping[str, BankItem]
    entries: Mapping[str, Entry]
    words: frozenset[str]
    privacy: FindsPersonalData
    defaults: Defaults
    invented: bool


def look_through(files: list[tuple[str, bytes]], shelves: Shelves) -> tuple[ReadFile, ...]:
    """What files would change; an item that an earlier file has too is refused.

    Args:
        files: Names and contents.
        shelves: What they are held against.
    """
    seen: set[str] = set()
    found = []
    for name, content in files:
        read = _read(name, content, shelves.defaults)
        if isinstance(read, FileProblem):
            found.append(ReadFile(name, unread=read))
            continue
        items = tuple(_look(item, shelves, seen) for item in read.items)
        found.append(ReadFile(name, items, read.problems))
    return tuple(found)


def _read(name: str, content: bytes, defaults: Defaults) -> Imported | FileProblem:
    if len(content) > LARGEST_FILE:
        return FileProblem.SIZE
    if not name.casefold().endswith(YAML_ENDS + GIFT_ENDS):
        return FileProblem.KIND
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return FileProblem.ENCODING
    is_yaml = name.casefold().endswith(YAML_ENDS)
    read = read_yaml_items(text, defaults.theme) if is_yaml else read_gift(text, defaults)
    return read if read.items or read.problems else FileProblem.EMPTY


def _look(found: Item, shelves: Shelves, seen: set[str]) -> IncomingItem:
    entry = shelves.entries.get(found.entry)
    # What comes in waits for approval, whatever status the file asks for; its theme is that of its entry.
    item = replace(found, status=Status.PUBLISHED, theme=entry.theme if entry else found.theme)
    if item.id in seen:
        return IncomingItem(item, ItemFate.REFUSED, problems=(ItemProblem("id", "twice", (("name", item.id),)),))
    seen.add(item.id)
    problems = check_item(item, shelves.entries)
    if not item.entry:
        problems = [ItemProblem("kaart", "no_entry"), *(one for one in problems if one.field != "kaart")]
    problems += personal_problems(item, shelves.privacy, shelves.words, invented=shelves.invented)
    if problems:
        return IncomingItem(item, ItemFate.REFUSED, problems=tuple(problems))
    row = shelves.bank.get(item.id)
    if row is None:
        return IncomingItem(item, ItemFate.NEW)
    changes = item_changes(row.item, item)
    waits = any(version.origin is ItemOrigin.DESK for version in row.waiting)
    fate = ItemFate.CHANGED if changes else ItemFate.SAME
    return IncomingItem(item, fate, changes, base=row.latest.version_id, replaces=waits)
