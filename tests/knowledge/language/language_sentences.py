"""Reads the labelled sentences of this folder and counts how the check does on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.language.check import LanguageCheck
from knowledge.language.model import FindingKind

FOLDER = Path(__file__).parent
_MARK = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class Labelled:
    label: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Figures:
    """Shares in [0, 1]: of sentences, by kind, and of the words that ought to be marked."""

    accuracy: float
    precision: dict[str, float]
    recall: dict[str, float]
    marked: float
    facts_marked: list[str]
    wrong: list[tuple[str, str, str]]


def read_labelled(name: str) -> Iterator[Labelled]:
    for label, block in yaml.safe_load((FOLDER / f"sentences_{name}.yml").read_text(encoding="utf-8")).items():
        for line in block.splitlines():
            text, marks = "", []
            for part in _MARK.split(line):
                words = part.strip("<>")
                if part.startswith("<"):
                    marks.append((len(text), len(text) + len(words)))
                text += words
            yield Labelled(label, text, tuple(marks))


def measure(check: LanguageCheck, name: str) -> Figures:
    pairs: list[tuple[str, str]] = []
    wrong, facts_marked, hit, wanted = [], [], 0, 0
    for one in read_labelled(name):
        kind = check.kind(one.text).value
        pairs.append((one.label, kind))
        if kind != one.label:
            wrong.append((one.label, kind, one.text))
        found = [finding for finding in check.check(one.text) if finding.kind is not FindingKind.JARGON]
        wanted += len(one.marks)
        hit += sum(any(f.start < end and start < f.end for f in found) for start, end in one.marks)
        if one.label == "feit" and found:
            facts_marked.append(one.text)
    kinds = sorted({label for label, _ in pairs})
    right = {kind: pairs.count((kind, kind)) for kind in kinds}
    return Figures(
        sum(right.values()) / len(pairs),
        {kind: right[kind] / max(1, sum(found == kind for _, found in pairs)) for kind in kinds},
        {kind: right[kind] / max(1, sum(label == kind for label, _ in pairs)) for kind in kinds},
        hit / max(1, wanted),
        facts_marked,
        wrong,
    )
