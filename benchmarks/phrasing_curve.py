"""How much better search gets with more phrasings per entry: a table, a picture and a page.

    python -m benchmarks.phrasing_curve --dev questions.jsonl --out docs/quality

Of every entry some phrasings of each style are kept apart; of the others an index gets 0, 4, 8, 16, 28 and 60 per
entry, mixed over the styles, and each step holds those of the step before. Two sets are asked of every index: the
phrasings kept apart, and the questions of ``--dev`` (``{"text", "slug", "style"}`` a line), which nobody wrote for
this content. Signposts and questions without an answer stay in every index, as in the bot; signposts are left out of
the ranks. Weights are those that ship: only the content differs. The three-minute run needs matplotlib (extra
``reports``).
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from benchmarks.retrieval import wilson
from embeddings.documents import Document
from embeddings.encoders.factory import make_encoder
from embeddings.encoders.protocol import Encoder
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import EncoderSettings, IndexSettings
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.entries.model import Entry, Phrasing
from knowledge.search.negatives import strangers
from knowledge.search.opening import SHIPPED_VECTORS
from knowledge.search.query import Glossary, clean

LEVELS = (0, 4, 8, 16, 28, 60)
"""Phrasings per entry in the index."""
APART = {"kort": 1, "chat": 1, "formeel": 1, "typo": 1, "parafrase": 1, "casus": 2}
"""Phrasings of each style that are kept apart, per entry."""
SEED = 20261122
MARKS = {"R@1": "o-", "R@3": "s--", "R@1 casus": "^:"}
NAMES = {"dev": "questions by others (dev)", "apart": "phrasings kept apart"}


@dataclass(frozen=True)
class Question:
    """A question with the entry that answers it."""

    text: str
    slug: str
    style: str


@dataclass(frozen=True)
class Measured:
    """Places of the right entry, from 0, by set and style.

    Attributes:
        level: Phrasings per entry that were asked for.
        mean: Phrasings per entry that there were.
        places: ``(set, style)``, and ``(set, "all")``.
    """

    level: int
    mean: float
    places: Mapping[tuple[str, str], Sequence[int]]

    def share(self, name: str, style: str, k: int) -> float:
        """Share of questions with the right entry among the first k."""
        return float(np.mean(np.array(self.places[name, style]) < k))


def mixed(phrasings: Iterable[Phrasing], random_: random.Random) -> list[Phrasing]:
    """One of each style, then the next of each style, in random order within a style."""
    by_style: dict[str, list[Phrasing]] = defaultdict(list)
    for phrasing in phrasings:
        by_style[phrasing.style].append(phrasing)
    for group in by_style.values():
        random_.shuffle(group)
    turns = [(place, style, phrasing) for style, group in by_style.items() for place, phrasing in enumerate(group)]
    return [phrasing for _, _, phrasing in sorted(turns, key=lambda turn: turn[:2])]


def divide(entry: Entry) -> tuple[list[Phrasing], list[Phrasing]]:
    """The phrasings kept apart, and the others mixed; the same at every run."""
    ordered = mixed(entry.phrasings, random.Random(f"{SEED}{entry.slug}"))
    left = dict(APART)
    apart, rest = [], []
    for phrasing in ordered:
        if left.get(phrasing.style, 0):
            left[phrasing.style] -= 1
            apart.append(phrasing)
        else:
            rest.append(phrasing)
    return apart, rest


def document(entry: Entry, phrasings: Sequence[str]) -> Document:
    """What the index holds for an entry."""
    return Document(entry.slug, entry.title, entry.passages, tuple(phrasings))


def measure(dev: Path) -> list[Measured]:
    """Ask both sets of an index of each level.

    Args:
        dev: Questions by others.

    Returns:
        One result per level.
    """
    entries = load_content().entries
    answers = {slug: divide(entry) for slug, entry in entries.items() if not entry.is_signpost}
    signposts = [document(entry, [p.text for p in entry.phrasings]) for entry in entries.values() if entry.is_signpost]
    glossary = Glossary.load(CONTENT_FOLDER / "begrippen.yml")
    rows = map(json.loads, dev.read_text(encoding="utf-8").splitlines())
    sets = {
        "dev": [Question(row["text"], row["slug"], row["style"]) for row in rows],
        "apart": [Question(p.text, slug, p.style) for slug, (apart, _) in answers.items() for p in apart],
    }
    encoder = make_encoder(EncoderSettings())
    asked = {name: [glossary.expand(clean(question.text)) for question in group] for name, group in sets.items()}
    vectors = {name: encoder.encode_queries(texts) for name, texts in asked.items()}
    cache = VectorCache(None, [CONTENT_FOLDER / SHIPPED_VECTORS])
    found = []
    for level in LEVELS:
        documents = [document(entries[slug], [p.text for p in rest[:level]]) for slug, (_, rest) in answers.items()]
        index = _index([*documents, *signposts], encoder, cache)
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for name, group in sets.items():
            for question, text, vector in zip(group, asked[name], vectors[name], strict=True):
                hits = index.search(text, vector=vector, limit=len(index.ids)).hits
                place = [hit.id for hit in hits if hit.id in answers].index(question.slug)
                places[name, "all"].append(place)
                places[name, question.style].append(place)
        mean = float(np.mean([len(one.phrasings) for one in documents]))
        found.append(Measured(level, mean, places))
        print(row_of(found[-1], "dev"), flush=True)
    return found


def _index(documents: Sequence[Document], encoder: Encoder, cache: VectorCache) -> SearchIndex:
    return SearchIndex.build(documents, encoder, cache, IndexSettings(), strangers=strangers())


def row_of(one: Measured, name: str) -> str:
    """A level as a row of the table."""
    total = len(one.places[name, "all"])
    cases = len(one.places[name, "casus"])
    cells = [wilson(one.share(name, "all", k), total) for k in (1, 3)]
    cells += [wilson(one.share(name, "casus", k), cases) for k in (1, 3)]
    return f"| {one.mean:.0f} | {' | '.join(cells)} |"


def styles_table(found: Sequence[Measured], name: str) -> list[str]:
    """R@1 / R@3 by style and level."""
    styles = sorted({style for one in found for set_, style in one.places if set_ == name and style != "all"})
    lines = [f"| style | n | {' | '.join(f'{one.mean:.0f}' for one in found)} |", f"|---|---|{'---|' * len(found)}"]
    for style in styles:
        cells = [f"{one.share(name, style, 1):.2f} / {one.share(name, style, 3):.2f}" for one in found]
        lines.append(f"| {style} | {len(found[0].places[name, style])} | {' | '.join(cells)} |")
    return lines


def draw(found: Sequence[Measured], target: Path) -> None:
    """Two panels; lines differ in mark and dash, so that they can be told apart without colour."""
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    panels = figure.subplots(1, 2, sharey=True)
    ticks = range(len(found))
    for panel, (name, title) in zip(panels, NAMES.items(), strict=True):
        series = {
            "R@1": [one.share(name, "all", 1) for one in found],
            "R@3": [one.share(name, "all", 3) for one in found],
            "R@1 casus": [one.share(name, "casus", 1) for one in found],
        }
        for label, values in series.items():
            panel.plot(ticks, values, MARKS[label], label=label, color="black", markerfacecolor="white")
        panel.set_xticks(ticks, [f"{one.mean:.0f}" for one in found])
        panel.set_xlabel("phrasings per entry (mean)")
        panel.set_title(title, fontsize=10)
        panel.set_ylim(0, 1.03)
        panel.grid(axis="y", color="0.85")
    panels[0].set_ylabel("share of questions")
    panels[1].legend(loc="lower right", fontsize=9)
    figure.savefig(target, dpi=110)


def page(found: Sequence[Measured]) -> str:
    """The results as Markdown, to be put where the page says so."""
    lines = []
    for name, title in NAMES.items():
        count = len(found[0].places[name, "all"])
        lines += [f"## {title[0].upper()}{title[1:]}: {count}", ""]
        lines += ["| phrasings per entry | R@1 | R@3 | case descriptions R@1 | R@3 |", "|---|---|---|---|---|"]
        lines += [row_of(one, name) for one in found]
        lines += ["", "R@1 / R@3 by style and phrasings per entry:", "", *styles_table(found, name), ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", type=Path, required=True, help="questions by others, one JSON object a line")
    parser.add_argument("--out", type=Path, required=True, help="folder for phrasing-curve.md and .png")
    options = parser.parse_args()
    found = measure(options.dev)
    draw(found, options.out / "phrasing-curve.png")
    target = options.out / "phrasing-curve.md"
    head = target.read_text(encoding="utf-8").split(MADE)[0] if target.exists() else ""
    target.write_text(f"{head}{MADE}\n\n{page(found)}", encoding="utf-8")
    print(page(found))


MADE = "<!-- from here on made by benchmarks/phrasing_curve.py -->"

if __name__ == "__main__":
    main()
