"""How the language check does on sentences by somebody who had not seen its lexicon.

The counts are known figures: a change that makes them better or worse is noticed, and the new count is written down
here on purpose. They were looked at while the check was improved, so they tell what it does on these sentences and
flatter it elsewhere; the figures of the first look are in docs/decisions/language-check.md.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.language.check import LanguageCheck
from knowledge.language.model import FindingKind

SENTENCES = Path(__file__).parent / "independent.jsonl"


@dataclass(frozen=True)
class Counts:
    """Words: marked and right (an overlap counts), marked, wanted, and wanted and found; statements by pair."""

    right: int
    marked: int
    found: int
    wanted: int
    statements: Counter[tuple[str, str]]


@pytest.fixture(scope="module")
def counts(language: LanguageCheck) -> Counts:
    right = marked = found = wanted = 0
    statements: Counter[tuple[str, str]] = Counter()
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        places = [(text.index(mark["text"]), text.index(mark["text"]) + len(mark["text"])) for mark in row["marked"]]
        findings = language.check(text)
        # The labels mark no words of telling ("volgens"): those count for what they find, not as marks too many.
        own = [finding for finding in findings if finding.kind is not FindingKind.HOREN_ZEGGEN]
        right += sum(any(one.start < end and start < one.end for start, end in places) for one in own)
        marked += len(own)
        found += sum(any(one.start < end and start < one.end for one in findings) for start, end in places)
        wanted += len(places)
        statements[row["statement"], language.kind(text).value] += 1
    return Counts(right, marked, found, wanted, statements)


def test_words_keep_their_figures(counts: Counts) -> None:
    assert (counts.right, counts.marked) == (240, 316)  # precision
    assert (counts.found, counts.wanted) == (257, 277)  # recall


@pytest.mark.parametrize(
    ("kind", "right", "said", "wanted"),
    [("feit", 66, 67, 90), ("horen_zeggen", 64, 78, 70), ("interpretatie", 67, 71, 80), ("oordeel", 77, 100, 80)],
)
def test_statements_keep_their_figures(counts: Counts, kind: str, right: int, said: int, wanted: int) -> None:
    found = sum(count for (_, given), count in counts.statements.items() if given == kind)
    real = sum(count for (label, _), count in counts.statements.items() if label == kind)
    assert (counts.statements[kind, kind], found, real) == (right, said, wanted)


def test_there_are_enough_sentences(counts: Counts) -> None:
    assert sum(counts.statements.values()) == 320
