"""Rules and word lists of the signals as a page shows them, with a search in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.signals.material import DATA
from knowledge.signals.wording.normalise import normalise
from knowledge.signals.wording.rules import Rule

_HOME = "knowledge/signals/data"
FILES: Mapping[str, tuple[str, ...]] = {
    "gevaar": (
        f"{_HOME}/danger/regels.yml",
        f"{_HOME}/danger/woorden.yml",
        f"{_HOME}/danger/kreten.yml",
        f"{_HOME}/wording/bereik.yml",
    ),
    "reflex": (f"{_HOME}/reflex/regels.yml", f"{_HOME}/reflex/woorden.yml", f"{_HOME}/wording/bereik.yml"),
    "privacy": (f"{_HOME}/privacy",),
}
"""Where what a page shows is changed, in the source of Houvast."""
_MOST_WORDS = 60
"""Words of a group or list that are shown; a search shows those that fit."""


@dataclass(frozen=True, slots=True)
class Words:
    """A group or a list of words.

    Attributes:
        name: Of the group, or of the file.
        shown: Some of them, or those that were searched for.
        count: How many there are in all.
    """

    name: str
    shown: tuple[str, ...]
    count: int


def rules_with(rules: Sequence[Rule], wanted: str) -> list[Rule]:
    """Rules in which a word is found: in the name, a pattern or an example; all when none is wanted."""
    words = normalise(wanted)
    return [rule for rule in rules if not words or any(words in normalise(text) for text in _texts(rule))]


def groups_with(groups: Mapping[str, Sequence[Sequence[str]]], wanted: str) -> list[Words]:
    """Groups of words; those in which a word is found when one is wanted."""
    words = normalise(wanted)
    listed = {name: tuple(" ".join(phrase) for phrase in phrases) for name, phrases in groups.items()}
    return [found for name, phrases in sorted(listed.items()) if (found := _words(name, phrases, words))]


def lists_with(wanted: str) -> list[Words]:
    """Word lists of the personal-data detector; those in which a word is found when one is wanted."""
    words = normalise(wanted)
    return [found for name, lines in _privacy_lists().items() if (found := _words(name, lines, words))]


def _words(name: str, phrases: Sequence[str], wanted: str) -> Words | None:
    fitting = [phrase for phrase in phrases if not wanted or wanted in normalise(phrase)]
    if not fitting and not (wanted and wanted in name):
        return None
    return Words(name, tuple(fitting[:_MOST_WORDS]), len(phrases))


def _texts(rule: Rule) -> tuple[str, ...]:
    return (rule.id, *(pattern.source for pattern in rule.patterns), *rule.hits, *rule.misses)


@cache
def _privacy_lists(folder: Path = DATA / "privacy") -> dict[str, tuple[str, ...]]:
    """Lines of every list, by file; a line with a `#` before it is a remark."""
    return {
        str(path.relative_to(folder)): tuple(
            line.strip()
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")
        )
        for path in sorted(folder.rglob("*.txt"))
    }
