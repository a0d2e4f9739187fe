"""Whether the bot is right as often as it says: a table, a picture and the page.

    python -m benchmarks.reliability --sets FOLDER --out docs/quality

FOLDER holds ``retrieval.jsonl`` (text, slug) and ``oos.jsonl`` (text), as ``houvast eval`` takes them. Asked of the
content that ships, with the shipped confidence model, which was fitted on the base's own phrasings and not on these
questions. Needs the extra ``reports`` and about a minute.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from bot.evaluation.statistics import Share
from embeddings.calibration.confidence import ConfidenceModel
from embeddings.encoders.factory import make_encoder
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import EncoderSettings, IndexSettings
from embeddings.training.measures import calibration_error
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.search.indexed import IndexedBase
from knowledge.search.negatives import strangers
from knowledge.search.opening import CONFIDENCE_FILE, SHIPPED_VECTORS
from knowledge.search.published import Published, documents, signposts
from knowledge.search.query import Glossary

BINS = 10
MADE = "<!-- from here on made by benchmarks/reliability.py -->"


@dataclass(frozen=True, slots=True)
class Claim:
    """What was claimed of one question, and what is true.

    Attributes:
        probability: That the first entry is right.
        right: Whether it was; never for a question that nothing answers.
        inside: Whether an entry answers it.
    """

    probability: float
    right: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about the same probability.

    Attributes:
        low: Least probability, inclusive.
        claimed: Their mean; the middle when there are none.
        observed: How many were right.
    """

    low: float
    claimed: float
    observed: Share


def open_base() -> IndexedBase:
    """The content that ships, searched as the bot does."""
    published = {slug: Published(entry, 1, confirmed=False) for slug, entry in load_content().entries.items()}
    encoder = make_encoder(EncoderSettings())
    cache = VectorCache(None, [CONTENT_FOLDER / SHIPPED_VECTORS])
    index = SearchIndex.build(documents(published), encoder, cache, IndexSettings(), strangers=strangers())
    confidence = ConfidenceModel.load(CONFIDENCE_FILE, encoder.fingerprint)
    glossary = Glossary.load(CONTENT_FOLDER / "begrippen.yml")
    return IndexedBase(published, index, confidence, glossary, signposts(published))


def claims(base: IndexedBase, folder: Path) -> list[Claim]:
    """Ask both sets.

    Raises:
        OSError: A set is missing.
        ValueError: A line is no JSON.
    """
    found = []
    for name in ("retrieval", "oos"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            outcome = base.search(row["text"])
            first = next((item.slug for item in outcome.found if item.slug not in base.signposts), None)
            slug = row.get("slug")
            found.append(Claim(outcome.confidence, slug is not None and first == slug, slug is not None))
    return found


def binned(found: Sequence[Claim]) -> list[Bin]:
    """Ten bins of equal width, as in the error that is reported."""
    places = [min(int(claim.probability * BINS), BINS - 1) for claim in found]
    bins = []
    for number in range(BINS):
        inside = [claim for claim, place in zip(found, places, strict=True) if place == number]
        middle = (number + 0.5) / BINS
        mean = float(np.mean([claim.probability for claim in inside])) if inside else middle
        bins.append(Bin(number / BINS, mean, Share(sum(claim.right for claim in inside), len(inside))))
    return bins


def summary(found: Sequence[Claim], title: str) -> str:
    """Count, share right, Brier score and expected calibration error as a row."""
    probability: NDArray[np.float64] = np.array([claim.probability for claim in found])
    right = np.array([claim.right for claim in found])
    brier = float(np.mean((probability - right) ** 2))
    error = calibration_error(probability, right)
    return f"| {title} | {len(found)} | {probability.mean():.3f} | {right.mean():.3f} | {brier:.3f} | {error:.3f} |"


def page(found: Sequence[Claim]) -> str:
    """Both tables as Markdown."""
    lines = ["| questions | n | mean claimed | right | Brier | ECE |", "|---|---|---|---|---|---|"]
    lines += [summary([c for c in found if c.inside], "that an entry answers"), summary(found, "all"), ""]
    lines += ["| claimed | n | mean claimed | right | 95% interval |", "|---|---|---|---|---|"]
    for one in binned(found):
        low, high = one.observed.interval
        cells = [f"{one.claimed:.2f}", f"{one.observed.value:.2f}", f"{low:.2f}-{high:.2f}"]
        shown = " | ".join(cells) if one.observed.total else "- | - | -"
        lines.append(f"| {one.low:.1f}-{one.low + 1 / BINS:.1f} | {one.observed.total} | {shown} |")
    return "\n".join(lines)


def draw(found: Sequence[Claim], target: Path) -> None:
    """Observed against claimed, with how many questions each point rests on."""
    bins = [one for one in binned(found) if one.observed.total]
    figure = Figure(figsize=(5, 4.4), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    values = [one.observed.value for one in bins]
    errors = [[v - one.observed.interval[0] for v, one in zip(values, bins, strict=True)]]
    errors.append([one.observed.interval[1] - v for v, one in zip(values, bins, strict=True)])
    above.plot([0, 1], [0, 1], "--", color="0.5", label="as often as claimed")
    claimed = [one.claimed for one in bins]
    above.errorbar(claimed, values, yerr=errors, fmt="o-", color="black", capsize=2, label="observed, 95% interval")
    above.set_ylabel("first entry right")
    above.set_ylim(-0.02, 1.02)
    above.legend(loc="upper left", fontsize=8)
    bars = below.bar(
        [one.low + 0.5 / BINS for one in bins],
        [one.observed.total for one in bins],
        width=0.9 / BINS,
        color="0.8",
        edgecolor="black",
    )
    below.bar_label(bars, fontsize=8)
    below.set_ylabel("questions")
    below.set_xlabel("claimed probability")
    below.margins(y=0.25)
    below.set_xlim(0, 1)
    figure.savefig(target, dpi=100)


def main() -> None:
    """Ask, draw, and fill the page below its marker."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, required=True, help="folder with retrieval.jsonl and oos.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder for reliability.md and .png")
    options = parser.parse_args()
    found = claims(open_base(), options.sets)
    draw(found, options.out / "reliability.png")
    target = options.out / "reliability.md"
    head = target.read_text(encoding="utf-8").split(MADE)[0] if target.exists() else ""
    target.write_text(f"{head}{MADE}\n\n{page(found)}\n", encoding="utf-8")
    print(page(found))


if __name__ == "__main__":
    main()
