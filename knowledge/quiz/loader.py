"""Load the quiz: every item that keeps the format and is bound to an entry, and a refusal for each that is not."""

from collections.abc import Iterable
from pathlib import Path

from knowledge.entries.loader import CONTENT_FOLDER, Content
from knowledge.entries.model import Status
from knowledge.quiz.chunks import Record, cut, read
from knowledge.quiz.errors import QuizItemError
from knowledge.quiz.model import Item, Quiz
from knowledge.quiz.parser import parse

FEWEST_STEPS = 2
"""A case with one step is an item of kind ``casus``."""

QUIZ_FOLDER = CONTENT_FOLDER / "quiz"
"""Items that ship with Houvast: one file per theme."""


def load_quiz(content: Content, folder: Path = QUIZ_FOLDER) -> Quiz:
    """Load all items of a folder.

    Args:
        content: The entries that items are bound to, with the sources.
        folder: Holds ``<theme>.yml``; without the folder there are no items.

    Returns:
        Items and refusals. An item that breaks the format never stops the others.
    """
    items: dict[str, Item] = {}
    places: dict[str, Record] = {}
    refused: list[QuizItemError] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            chunks = list(cut(path))
            _check_theme(path, content)
        except QuizItemError as error:
            refused.append(error)
            continue
        for chunk in chunks:
            try:
                record = read(chunk)
                item = parse(record, path.stem)
                if first := places.get(item.id):
                    raise record.error("id", f"'{item.id}' already stands in {first.path.name}, line {first.line}")
                _check_binding(item, record, content)
            except QuizItemError as error:
                refused.append(error)
            else:
                items[item.id], places[item.id] = item, record
    for name, problem in broken_cases(items.values()).items():
        refused.append(places[name].error("stap", problem))
        del items[name]
    return Quiz(items, tuple(refused))


def broken_cases(items: Iterable[Item]) -> dict[str, str]:
    """Steps that cannot be asked, because their case is not whole: id with the reason.

    A case is asked as a whole: one wrong step costs all of them, so that nobody is asked about a story they
    never read.
    """
    cases: dict[str, list[Item]] = {}
    for item in items:
        if item.case is not None:
            cases.setdefault(item.case, []).append(item)
    broken: dict[str, str] = {}
    for case, steps in cases.items():
        numbers = sorted(item.step for item in steps)
        if len(steps) < FEWEST_STEPS or numbers != list(range(1, len(steps) + 1)):
            found = ", ".join(map(str, numbers))
            reason = f"the case '{case}' has step {found}; it needs 1, 2 and so on, each once, at least {FEWEST_STEPS}"
            broken |= dict.fromkeys((item.id for item in steps), reason)
        elif len({item.theme for item in steps}) > 1:
            broken |= dict.fromkeys((item.id for item in steps), f"the case '{case}' has steps of more than one theme")
    return broken


def _check_theme(path: Path, content: Content) -> None:
    if path.stem not in content.references.themes:
        raise QuizItemError(path, 0, f"theme '{path.stem}' is not in themas.yml; name the file after a theme")


def _check_binding(item: Item, record: Record, content: Content) -> None:
    """An item asks only what a published entry answers, with a source of that entry."""
    entry = content.entries.get(item.entry)
    if entry is None:
        raise record.error("kaart", f"there is no entry '{item.entry}'")
    if entry.theme != item.theme:
        raise record.error("kaart", f"'{item.entry}' belongs to {entry.theme}.yml")
    if item.status is Status.PUBLISHED and entry.status is not Status.PUBLISHED:
        raise record.error("status", f"the entry '{item.entry}' is not published, so the item cannot be either")
    for source in item.mark.sources:
        if source not in entry.sources:
            raise record.error("bron", f"'{source}' is no source of the entry '{item.entry}'")
