"""The word lists of the personal-data detector, read from the packaged data."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.errors import SignalDataError
from knowledge.signals.privacy.folding import key
from knowledge.signals.privacy.model import PersonalDataType
from knowledge.yaml_text import load_yaml

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data" / "privacy"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the detector knows about words; all words are keys (see :func:`folding.key`).

    Attributes:
        first_names: First names of many origins.
        surnames: Surnames, without particles.
        common: Ordinary Dutch words; a word may be a name and an ordinary word.
        particles: Words inside a surname, such as "van" and "el".
        groups: For a context word, the groups it belongs to.
        allowed: Phrases that are no personal data, by first word: (words, is it an author's name).
        places: Places of one word among these phrases.
        placeholders: The placeholder of each type.
    """

    first_names: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    particles: frozenset[str]
    groups: dict[str, frozenset[str]]
    allowed: dict[str, tuple[tuple[tuple[str, ...], bool], ...]]
    places: frozenset[str]
    placeholders: dict[PersonalDataType, str]


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Read the word lists.

    Args:
        folder: Where they are; the packaged data when None.

    Returns:
        The lexicon.

    Raises:
        SignalDataError: A file is missing, empty or malformed.
    """
    root = folder or DATA_FOLDER
    return Lexicon(
        first_names=_words_in(root / "first_names"),
        surnames=_words_in(root / "surnames"),
        common=_words(root / "common_words.txt"),
        particles=_words(root / "particles.txt"),
        groups=_groups(root / "contexts.yml"),
        allowed=_allowed(root / "allow"),
        places=_words(root / "allow" / "places.txt"),
        placeholders=_placeholders(root / "placeholders.yml"),
    )


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SignalDataError(path, 0, f"cannot be read ({error}); put the packaged file back") from error
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        raise SignalDataError(path, 0, "holds no words; put one word on each line")
    return lines


def _words(path: Path) -> frozenset[str]:
    return frozenset(key(line) for line in _lines(path))


def _words_in(folder: Path) -> frozenset[str]:
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise SignalDataError(folder, 0, "holds no word lists (*.txt); put the packaged files back")
    return frozenset[str]().union(*(_words(path) for path in files))


def _yaml(path: Path) -> dict[str, object]:
    try:
        content = load_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SignalDataError(path, 0, f"cannot be read ({error}); put the packaged file back") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise SignalDataError(path, mark.line + 1 if mark else 0, "is no valid YAML; correct this line") from error
    if not isinstance(content, dict) or not content:
        raise SignalDataError(path, 0, "must be a mapping of names to values")
    return content


def _groups(path: Path) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for name, words in _yaml(path).items():
        if not isinstance(words, list):
            raise SignalDataError(path, 0, f"group {name!r} must be a list of words")
        for word in words:
            groups.setdefault(key(str(word)), set()).add(name)
    return {word: frozenset(names) for word, names in groups.items()}


def _allowed(folder: Path) -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    phrases: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise SignalDataError(folder, 0, "holds no word lists (*.txt); put the packaged files back")
    for path in files:
        for line in _lines(path):
            words = tuple(key(word) for word in line.replace(".", " ").replace("&", " ").split())
            phrases.setdefault(words[0], []).append((words, path.stem == "authors"))
    return {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in phrases.items()}


def _placeholders(path: Path) -> dict[PersonalDataType, str]:
    content = _yaml(path)
    missing = [kind.value for kind in PersonalDataType if not isinstance(content.get(kind.value), str)]
    if missing:
        raise SignalDataError(path, 0, f"lacks a placeholder for {', '.join(missing)}")
    return {kind: str(content[kind.value]) for kind in PersonalDataType}
