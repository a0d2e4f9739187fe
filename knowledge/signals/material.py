"""Material the signals are fitted on: labelled sentences and phrasings of the base, read and checked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.errors import SignalDataError

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled sentence.

    Attributes:
        text: The sentence as typed.
        label: For example "acuut", "grijs-hoog-risico", "niet-acuut", "escalatiereflex".
        kind: What it is about, or why it is no signal.
    """

    text: str
    label: str
    kind: str


def read_labelled(path: Path, labels: frozenset[str]) -> Iterator[Labelled]:
    """Read a `.jsonl` file with text, label and kind on each line.

    Raises:
        SignalDataError: The file is missing, or a line is no JSON, lacks a key or has an unknown label.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SignalDataError(path, 0, f"cannot be read ({error}); restore the file") from error
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            found = Labelled(record["text"], record["label"], record["kind"])
        except (ValueError, KeyError, TypeError) as error:
            reason = f"needs JSON with text, label and kind ({error!r})"
            raise SignalDataError(path, number, reason) from error
        if found.label not in labels:
            reason = f"unknown label {found.label!r}; use one of {', '.join(sorted(labels))}"
            raise SignalDataError(path, number, reason)
        yield found


def read_phrasings(content: Path, sections: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield (theme, phrasing) of the knowledge base for the sections named, such as "kort".

    Args:
        content: The folder with a folder per theme and `<slug>.vragen.txt` files.
        sections: Names of the sections wanted.
    """
    for path in sorted(content.glob("*/*.vragen.txt")):
        section = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            text = line.strip()
            if text.startswith("[") and text.endswith("]"):
                section = text[1:-1]
            elif text and not text.startswith("#") and section in sections:
                yield path.parent.name, text


def sample(texts: Sequence[str], most: int) -> list[str]:
    """Draw at most `most` of the texts, always the same ones."""
    chosen = np.random.default_rng(0).permutation(len(texts))[:most]
    return [texts[place] for place in sorted(chosen)]


@dataclass(frozen=True, slots=True)
class SignalFit:
    """The outcome of fitting one signal.

    Attributes:
        counts: Number of sentences per label.
        figures: Cross-validated shares, by "with_vector" and "without_vector".
        files: Weight files written.
    """

    counts: Mapping[str, int]
    figures: Mapping[str, Mapping[str, float]]
    files: tuple[Path, ...]
