"""Measure one contender in a process of its own: ``python -m benchmarks.peers.child``, started by the parent."""

import argparse
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.contender import Contender, Vectors, single_texts
from benchmarks.peers.field import FIELD
from benchmarks.peers.material import Material, Question
from benchmarks.peers.results import Result, place_of
from embeddings.encoders.factory import make_encoder
from embeddings.encoders.memo import MemoEncoder
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import EncoderSettings

REMEMBERED = 10_000
"""Questions whose vector the second round finds in memory: all of them."""


def resident_mb() -> float:
    """Memory that this process has now, MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def peak_mb() -> float:
    """Highest memory of this program, MB (Linux). ``ru_maxrss`` would count the parent too: it survives exec."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in status if line.startswith("VmHWM:")).split()[1]) / 1024


def timed(contender: Contender, questions: Sequence[Question]) -> tuple[list[list[str]], list[float]]:
    """Ask all questions; what was found and the milliseconds each took."""
    found, times = [], []
    for question in questions:
        start = time.perf_counter()
        found.append(contender.search(question.text))
        times.append((time.perf_counter() - start) * 1000)
    return found, times


def measure(name: str, material: Material, vectors: Path, *, phrasings: bool) -> Result:
    """Build, ask twice, and say what it took.

    Args:
        name: In :data:`benchmarks.peers.field.FIELD`.
        material: With phrasings.
        vectors: Cache with the vectors of all texts.
        phrasings: Whether the contender gets them.
    """

    def load() -> Vectors:
        encoder = MemoEncoder(make_encoder(EncoderSettings()), REMEMBERED)
        encoder.encode_queries(["warm"])
        return Vectors(encoder, VectorCache(None, [vectors]))

    given = material if phrasings else material.without_phrasings()
    contender = FIELD[name](load)
    start = time.perf_counter()
    contender.build(given.documents)
    index_s = time.perf_counter() - start
    contender.search("een eerste vraag telt niet mee")
    found, encoded_ms = timed(contender, given.questions)
    _, search_ms = timed(contender, given.questions)
    places = [place_of(question.slug, ids, given.ignored) for question, ids in zip(given.questions, found, strict=True)]
    return Result(
        contender=name,
        material=given.name,
        phrasings=phrasings,
        documents=len(given.documents),
        texts=len(single_texts(given.documents)),
        styles=tuple(question.style for question in given.questions),
        near=tuple(question.near for question in given.questions),
        places=tuple(places),
        encoded_ms=tuple(encoded_ms),
        search_ms=tuple(search_ms),
        index_s=index_s,
        resident_mb=resident_mb(),
        peak_mb=peak_mb(),
    )


def main() -> None:
    """Write the result as one line of JSON; libraries may talk on standard output, so it goes to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contender", choices=sorted(FIELD), required=True)
    parser.add_argument("--material", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--phrasings", action="store_true")
    options = parser.parse_args()
    material = Material.load(options.material)
    result = measure(options.contender, material, options.vectors, phrasings=options.phrasings)
    options.out.write_text(result.to_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
