"""How Houvast's search grows from 100 to 10,000 entries: tables, a picture and a page.

    python -m benchmarks.scaling --out docs/quality

Texts are made up of made-up words, seeded; a vector is the mean of random vectors of the words, so that texts of one
entry lie together. An entry has a title, 8 sentences and 10 phrasings, as long as those that ship. What is found says
nothing here and is not measured. Encoding is left out: with the bundled encoder it takes some 25 ms per text, once.
Every size is built in one process and searched in another. Needs the extra ``reports``, 3 GB and about ten minutes.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from matplotlib.figure import Figure

from benchmarks.peers.child import peak_mb, resident_mb
from embeddings.arrays import FloatArray
from embeddings.documents import Document
from embeddings.encoders.cleaning import normalised
from embeddings.index.build import encode_missing
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings

SIZES = (100, 300, 600, 1_000, 3_000, 10_000)
FORCED = 1_000
"""Also built with the kernel ridge regression, which is left out at this size."""
PHRASINGS, SENTENCES = 10, 8
SEED = 20261122
QUESTIONS = 200
COMMON, RARE = 400, 12_000
"""Words that occur everywhere, and words that belong to a few entries each."""
SYLLABLES = "ba be bo ce da de den der doe dra ge gen ger hou ka kin klei len lijk ling ma mel nen om op pla ro schei"
SYLLABLES += " sla ste ten tij toe uit va veil ver voor wa wer zaam zeg zicht zorg"
MADE = "<!-- from here to the end marker made by benchmarks/scaling.py -->"
END = "<!-- end of what benchmarks/scaling.py made -->"


class WordMeans:
    """An encoder without a model: the mean of a random vector per word, L2-normalised."""

    fingerprint = "benchmarks.scaling/1"
    dimension = 384
    query_prefix = ""
    passage_prefix = ""

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """``(len(texts), 384) float32``."""
        rows = [np.mean([_word_vector(word) for word in text.split()], axis=0) for text in texts]
        return normalised(np.array(rows, dtype=np.float32))

    encode_passages = encode_queries


@lru_cache(maxsize=COMMON + RARE)
def _word_vector(word: str) -> FloatArray:
    random = np.random.default_rng(zlib.crc32(word.encode()))
    return random.standard_normal(384, dtype=np.float32)


class Texts:
    """Made-up Dutch-like texts; the same at every run."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(SEED)
        syllables = SYLLABLES.split()
        made = {"".join(self._random.choice(syllables, size=self._random.integers(2, 5))) for _ in range(40_000)}
        self._words = sorted(made)[: COMMON + RARE]
        self._random.shuffle(self._words)

    def documents(self, count: int) -> list[Document]:
        """So many entries, each with 25 words of its own beside the common ones."""
        return [self._document(number) for number in range(count)]

    def questions(self, documents: Sequence[Document]) -> list[str]:
        """Of words of one entry, in an order that no phrasing has."""
        chosen = self._random.integers(len(documents), size=QUESTIONS)
        return [self._text(12, " ".join(documents[int(row)].passages).split()) for row in chosen]

    def _document(self, number: int) -> Document:
        own = [self._words[COMMON + int(place)] for place in self._random.integers(RARE, size=25)]
        passages = tuple(self._text(13, own) for _ in range(SENTENCES))
        phrasings = tuple(self._text(11, own) for _ in range(PHRASINGS))
        return Document(f"entry-{number:05}", self._text(5, own), passages, phrasings)

    def _text(self, length: int, own: Sequence[str]) -> str:
        """Half common words, the frequent ones more often, and half words of the entry."""
        common = np.minimum(self._random.zipf(1.3, size=length), COMMON) - 1
        pick = self._random.random(length) < 0.5
        places = self._random.integers(len(own), size=length)
        return " ".join(self._words[int(c)] if p else own[int(o)] for c, p, o in zip(common, pick, places, strict=True))


def build(count: int, folder: Path, ridge_limit: int) -> dict[str, float]:
    """Build and save an index; vectors are made before the clock starts."""
    documents = Texts().documents(count)
    encoder, cache, settings = WordMeans(), VectorCache(), IndexSettings(ridge_limit=ridge_limit)
    encode_missing(documents, encoder, cache, None)
    before = resident_mb()
    start = time.perf_counter()
    index = SearchIndex.build(documents, encoder, cache, settings)
    built = time.perf_counter() - start
    start = time.perf_counter()
    index.save(folder)
    return {
        "build_s": built,
        "save_s": time.perf_counter() - start,
        "disk_mb": sum(file.stat().st_size for file in folder.iterdir()) / 2**20,
        "before_mb": before,
        "build_peak_mb": peak_mb(),
    }


def search(count: int, folder: Path, ridge_limit: int) -> dict[str, float]:
    """Load the saved index and ask it."""
    texts = Texts()
    questions = texts.questions(texts.documents(count))
    encoder = WordMeans()
    vectors = encoder.encode_queries(questions)
    before = resident_mb()
    start = time.perf_counter()
    index = SearchIndex.load(folder, encoder, None, IndexSettings(ridge_limit=ridge_limit))
    loaded = time.perf_counter() - start
    times = []
    for question, vector in zip(questions, vectors, strict=True):
        start = time.perf_counter()
        result = index.search(question, vector=vector)
        times.append((time.perf_counter() - start) * 1000)
    p50, p95 = np.percentile(times[QUESTIONS // 10 :], [50, 95])
    ridge = float(any(hit.features["ridge"] for hit in result.hits))
    return {"load_s": loaded, "resident_mb": resident_mb() - before, "p50_ms": p50, "p95_ms": p95, "ridge": ridge}


def measured(count: int, ridge_limit: int) -> dict[str, float]:
    """Both steps, each in a process of its own."""
    with TemporaryDirectory() as temporary:
        row: dict[str, float] = {"entries": count, "examples": count * (PHRASINGS + SENTENCES + 1)}
        for step in ("build", "search"):
            command = [sys.executable, "-m", "benchmarks.scaling", "--step", step, "--count", str(count)]
            command += ["--ridge-limit", str(ridge_limit), "--folder", str(Path(temporary) / "index")]
            environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
            row |= json.loads(done.stdout)
        return row


def table(rows: Sequence[dict[str, float]]) -> str:
    """The results as Markdown."""
    lines = [
        "| entries | examples | ridge | build s | peak MB | on disk MB | load s | memory MB | search p50 / p95 ms |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(_row, rows)])


def _row(r: dict[str, float]) -> str:
    cells = [
        f"{r['entries']:,}",
        f"{r['examples']:,}",
        "yes" if r["ridge"] else "no",
        f"{r['build_s']:.1f}",
        f"{r['build_peak_mb']:,.0f}",
        f"{r['disk_mb']:,.0f}",
        f"{r['load_s']:.2f}",
        f"{r['resident_mb']:,.0f}",
        f"{r['p50_ms']:.1f} / {r['p95_ms']:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def draw(rows: Sequence[dict[str, float]], target: Path) -> None:
    """Time to search, time to build and size; a dotted line where the ridge regression is left out."""
    limit = IndexSettings().ridge_limit / (PHRASINGS + SENTENCES + 1)
    figure = Figure(figsize=(9, 2.9), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    entries = [row["entries"] for row in rows]
    series = {
        left: ("search, ms", {"p50": "p50_ms", "p95": "p95_ms"}),
        middle: ("seconds", {"build": "build_s", "load": "load_s"}),
        right: ("MB", {"memory": "resident_mb", "on disk": "disk_mb"}),
    }
    for panel, (title, columns) in series.items():
        for (label, name), mark in zip(columns.items(), ("o-", "s--"), strict=True):
            panel.plot(entries, [row[name] for row in rows], mark, color="black", markerfacecolor="white", label=label)
        panel.set_xscale("log")
        panel.set_yscale("log")
        for axis in (panel.xaxis, panel.yaxis):
            axis.set_major_formatter("{x:,g}")
            axis.set_minor_formatter("")
        panel.axvline(limit, linestyle=":", color="0.4")
        panel.set_xlabel("entries")
        panel.set_title(title, fontsize=10)
        panel.grid(color="0.88")
        panel.legend(fontsize=8)
    left.set_yticks([2, 5, 10, 20, 50])
    figure.savefig(target, dpi=100)


def main() -> None:
    """Measure all sizes, or one step of one size when started by itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="folder for scaling.png and of peers.md, which holds the markers")
    parser.add_argument("--forced", action="store_true", help=f"also {FORCED:,} entries with the ridge (2 GB, minutes)")
    parser.add_argument("--step", choices=("build", "search"), help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--ridge-limit", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step = build if options.step == "build" else search
        print(json.dumps(step(options.count, options.folder, options.ridge_limit)))
        return
    rows = []
    for count in SIZES:
        rows.append(measured(count, IndexSettings().ridge_limit))
        print(json.dumps(rows[-1]), flush=True)
    draw(rows, options.out / "scaling.png")
    made = table(rows)
    if options.forced:
        forced = measured(FORCED, FORCED * 100)
        print(json.dumps(forced), flush=True)
        made += f"\n\nThe same {FORCED:,} entries with the limit on examples raised:\n\n{table([forced])}"
    page = options.out / "peers.md"
    before, rest = page.read_text(encoding="utf-8").split(MADE)
    page.write_text(f"{before}{MADE}\n\n{made}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
