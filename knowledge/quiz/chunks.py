"""Cut a file of items into items, so that broken YAML in one of them costs only that one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.quiz.errors import QuizItemError
from knowledge.yaml_text import LOADER, load_yaml


@dataclass(frozen=True, slots=True)
class Chunk:
    """The text of one item.

    Attributes:
        path: The file.
        line: 1-based line on which the text starts.
        text: From ``- `` in the first column up to the next one.
    """

    path: Path
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """One item as plain values.

    Attributes:
        path: The file.
        line: 1-based line of the item.
        values: Value by key.
        lines: 1-based line by key.
    """

    path: Path
    line: int
    values: dict[str, object]
    lines: dict[str, int]

    def error(self, key: str, reason: str) -> QuizItemError:
        """A refusal that points at the line of a key, or of the item when it lacks that key."""
        return QuizItemError(self.path, self.lines.get(key, self.line), f"{key}: {reason}")


def cut(path: Path) -> Iterator[Chunk]:
    """The items of a file, in order; text before the first is a chunk of its own unless it is comment.

    Raises:
        QuizItemError: The file cannot be read or is no UTF-8.
    """
    return cut_text(_read(path), path)


def cut_text(text: str, path: Path) -> Iterator[Chunk]:
    """The items of a text, as `cut` does; `path` is how errors name it."""
    start, held = 1, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("- ") or line == "-":
            if _says_something(held):
                yield Chunk(path, start, "\n".join(held))
            start, held = number, []
        held.append(line)
    if _says_something(held):
        yield Chunk(path, start, "\n".join(held))


def read(chunk: Chunk) -> Record:
    """The values of one item, with the line of each key.

    Raises:
        QuizItemError: No YAML, no item, or a key that stands there twice.
    """
    try:
        node = yaml.compose(chunk.text, Loader=LOADER)
        values = load_yaml(chunk.text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is None:  # such as a date in month 13, which is valid YAML
            raise QuizItemError(chunk.path, chunk.line, f"a value cannot be read: {error}") from error
        # At the end of a text libyaml may point one line below it.
        below = min(mark.line, chunk.text.count("\n"))
        raise QuizItemError(chunk.path, chunk.line + below, "invalid YAML") from error
    if node is None or not isinstance(values, list) or len(values) != 1 or not isinstance(values[0], dict):
        raise QuizItemError(chunk.path, chunk.line, "expected an item: '- id: ...' with its keys below it")
    lines: dict[str, int] = {}
    for key, _ in node.value[0].value:
        line = chunk.line + key.start_mark.line
        if key.value in lines:
            raise QuizItemError(chunk.path, line, f"key '{key.value}' already stands on line {lines[key.value]}")
        lines[key.value] = line
    return Record(chunk.path, chunk.line, {str(key): value for key, value in values[0].items()}, lines)


def _says_something(lines: list[str]) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in lines)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QuizItemError(path, 0, f"not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except OSError as error:
        raise QuizItemError(path, 0, f"cannot be read: {error.strerror}") from error
