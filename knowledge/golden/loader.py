"""Read ``ijkvragen.yml``: below each slug a list of questions that this entry has to answer."""

from collections.abc import Collection, Iterator
from pathlib import Path

import yaml

from knowledge.entries.phrasings import plain
from knowledge.golden.errors import GoldenFormatError
from knowledge.golden.model import Golden, GoldenQuestion
from knowledge.search.query import has_words
from knowledge.yaml_text import LOADER

FILE = "ijkvragen.yml"


def load_golden(folder: Path, known: Collection[str]) -> Golden:
    """Read the golden questions of a content folder.

    Args:
        folder: The content folder; without the file there are no questions.
        known: Slugs of the entries that are published or stand in the folder.

    Returns:
        The questions, and a refusal with its line for each that cannot be used: an entry that does not exist or
        stands there twice, a list that is none, a question that is no text or stands there twice. A file that
        cannot be read as a whole is one refusal.
    """
    path = folder / FILE
    if not path.exists():
        return Golden()
    refused: list[GoldenFormatError] = []
    questions: list[GoldenQuestion] = []
    lines: dict[str, int] = {}
    try:
        blocks = list(_blocks(path))
    except GoldenFormatError as error:
        return Golden(refused=(error,))
    seen: set[str] = set()
    for key, node in blocks:
        try:
            slug = _slug(key, path, known, seen)
            items = _items(node, slug, path)
        except GoldenFormatError as error:
            refused.append(error)
            continue
        for item in items:
            try:
                question = GoldenQuestion(slug, _text(item, path), _line(item))
                _once(question, lines, path)
            except GoldenFormatError as error:
                refused.append(error)
            else:
                questions.append(question)
    return Golden(tuple(questions), tuple(refused))


def _blocks(path: Path) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The slugs with what stands below them, as nodes: those know their line."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as error:
        raise GoldenFormatError(path, 0, f"cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise GoldenFormatError(path, mark.line + 1 if mark else 0, "invalid YAML") from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise GoldenFormatError(path, _line(root), "expected 'slug:' with a list of questions below it")
    yield from root.value


def _slug(node: yaml.Node, path: Path, known: Collection[str], seen: set[str]) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise GoldenFormatError(path, _line(node), "expected the slug of an entry")
    slug = str(node.value)
    if slug in seen:
        raise GoldenFormatError(path, _line(node), f"'{slug}' stands here twice; put its questions in one list")
    seen.add(slug)
    if slug not in known:
        raise GoldenFormatError(
            path, _line(node), f"no entry '{slug}' is published or stands in this folder; check the slug"
        )
    return slug


def _items(node: yaml.Node, slug: str, path: Path) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise GoldenFormatError(path, _line(node), f"'{slug}' needs a list with at least one question")
    return list(node.value)


def _text(node: yaml.Node, path: Path) -> str:
    if not isinstance(node, yaml.ScalarNode) or not has_words(node.value):
        raise GoldenFormatError(path, _line(node), "a question is a text; put it between quotes")
    return " ".join(str(node.value).split())


def _once(question: GoldenQuestion, lines: dict[str, int], path: Path) -> None:
    """Refuse a question that stands there already; capitals and punctuation do not count."""
    key = plain(question.text)
    if key in lines:
        raise GoldenFormatError(path, question.line, f"the same question stands on line {lines[key]}")
    lines[key] = question.line


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
