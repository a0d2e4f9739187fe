"""The sentences that Houvast comes with: to search, to count, and to know which words are there already."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge.signals.material import DATA, Labelled, read_labelled
from knowledge.signals.own.model import LABELS, Subject
from knowledge.signals.wording.normalise import normalise


@dataclass(frozen=True)
class ShippedSentences:
    """Labelled sentences by subject.

    Attributes:
        by_subject: In the order of the files.
    """

    by_subject: Mapping[Subject, tuple[Labelled, ...]]

    @classmethod
    def load(cls, data: Path = DATA) -> "ShippedSentences":
        """Read every file.

        Raises:
            SignalDataError: A file is missing or malformed.
        """
        return cls(
            {
                subject: tuple(
                    item
                    for file in sorted((data / subject).glob("*.jsonl"))
                    for item in read_labelled(file, LABELS[subject])
                )
                for subject in Subject
            }
        )

    @cached_property
    def wordings(self) -> frozenset[tuple[Subject, str]]:
        """Every sentence in its plain form."""
        return frozenset((subject, normalise(item.text)) for subject in Subject for item in self.by_subject[subject])

    def counts(self, subject: Subject) -> Mapping[tuple[str, str], int]:
        """How many there are by label and kind, most first within a label."""
        found = Counter((item.label, item.kind) for item in self.by_subject[subject])
        return dict(sorted(found.items(), key=lambda pair: (pair[0][0], -pair[1])))

    def search(self, subject: Subject, words: str, label: str = "", kind: str = "") -> list[Labelled]:
        """Sentences that hold all words, in any order, with a label and kind where one is given."""
        wanted = normalise(words).split()
        return [
            item
            for item in self.by_subject[subject]
            if (not label or item.label == label)
            and (not kind or item.kind == kind)
            and (not wanted or _holds(normalise(item.text), wanted))
        ]


def _holds(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)
