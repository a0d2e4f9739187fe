"""Read the small YAML files of the signals, keeping line numbers so that a mistake can be pointed at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.errors import SignalDataError
from knowledge.yaml_text import LOADER


@dataclass(frozen=True, slots=True)
class Record:
    """One mapping of a YAML list.

    Attributes:
        line: 1-based line where it starts.
        texts: Its keys with a single value.
        lists: Its keys with a list of values.
    """

    line: int
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]


def _root(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as error:
        raise SignalDataError(path, 0, f"cannot be read ({error}); restore the file") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        raise SignalDataError(path, line, f"is not valid YAML: {error}") from error
    if node is None:
        raise SignalDataError(path, 0, "is empty; restore the file")
    return node


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _text(path: Path, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise SignalDataError(path, _line(node), "a non-empty text is needed here")
    return str(node.value).strip()


def _texts(path: Path, node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise SignalDataError(path, _line(node), "a list is needed here")
    return tuple(_text(path, item) for item in node.value)


def _pairs(path: Path, node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise SignalDataError(path, _line(node), "'name: value' is needed here")
    pairs: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key = _text(path, key_node)
        if key in pairs:
            raise SignalDataError(path, _line(key_node), f"{key!r} stands here twice; keep one")
        pairs[key] = value
    return list(pairs.items())


def read_texts(path: Path) -> dict[str, str]:
    """Read a file of `name: text` lines, in order.

    Raises:
        SignalDataError: The file is missing, is no YAML, or has another shape.
    """
    return {key: _text(path, node) for key, node in _pairs(path, _root(path))}


def read_groups(path: Path) -> dict[str, tuple[str, ...]]:
    """Read a file of named lists of texts.

    Raises:
        SignalDataError: The file is missing, is no YAML, or has another shape.
    """
    return {key: _texts(path, node) for key, node in _pairs(path, _root(path))}


def read_records(path: Path, *, texts: Sequence[str], lists: Sequence[str]) -> list[Record]:
    """Read a list of mappings in which every named key is present and no other.

    Args:
        path: The file.
        texts: Keys that hold one text.
        lists: Keys that hold a non-empty list of texts.

    Raises:
        SignalDataError: The file is missing, is no YAML, or a record has another shape.
    """
    root = _root(path)
    if not isinstance(root, yaml.SequenceNode):
        raise SignalDataError(path, _line(root), "a list of rules ('- id: ...') is needed here")
    records: list[Record] = []
    for node in root.value:
        fields = dict(_pairs(path, node))
        if set(fields) != {*texts, *lists}:
            wrong = sorted(set(fields) ^ {*texts, *lists})
            raise SignalDataError(path, _line(node), f"missing or unknown: {', '.join(wrong)}")
        listed = {key: _texts(path, fields[key]) for key in lists}
        empty = [key for key, items in listed.items() if not items]
        if empty:
            raise SignalDataError(path, _line(node), f"{empty[0]!r} needs at least one item")
        records.append(Record(_line(node), {key: _text(path, fields[key]) for key in texts}, listed))
    return records
