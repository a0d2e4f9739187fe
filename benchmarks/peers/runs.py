"""Run all contenders, one process after the other, on the same files."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.peers.field import FIELD, ONE_ARRANGEMENT
from benchmarks.peers.material import Material
from benchmarks.peers.results import Result
from embeddings.encoders.factory import make_encoder
from embeddings.index.build import encode_missing, texts_to_encode
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import EncoderSettings
from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.search.opening import SHIPPED_VECTORS

ALONE = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
}
"""One thread each, nothing sent out (Haystack reports use unless told not to)."""


def encode(material: Material, file: Path) -> None:
    """Write the vectors of all texts, shipped ones included, to a file that every child reads.

    Raises:
        OSError: The file cannot be written.
    """
    encoder = make_encoder(EncoderSettings())
    shipped = VectorCache(None, [CONTENT_FOLDER / SHIPPED_VECTORS])
    both = [*material.documents, *material.without_phrasings().documents]
    encode_missing(both, encoder, shipped, None)
    cache = VectorCache(file)
    for role, texts in texts_to_encode(both):
        for text, vector in zip(texts, shipped.vectors(encoder, role, texts), strict=True):
            cache.put(encoder.fingerprint, role, text, vector)
    cache.save()


def run(materials: Sequence[Material], folder: Path) -> Iterator[Result]:
    """Measure every contender on every set, with and without phrasings.

    Args:
        materials: The sets.
        folder: For files between the processes.

    Yields:
        One result per process.

    Raises:
        subprocess.CalledProcessError: A contender failed; what it said is on standard error.
    """
    for material in materials:
        given, vectors = folder / f"{material.name}.json", folder / f"{material.name}.npz"
        material.save(given)
        encode(material, vectors)
        for phrasings in (False, True):
            for name in FIELD:
                if phrasings or name not in ONE_ARRANGEMENT:
                    yield _child(name, given, vectors, folder / "result.json", phrasings=phrasings)


def _child(name: str, given: Path, vectors: Path, out: Path, *, phrasings: bool) -> Result:
    command = [sys.executable, "-m", "benchmarks.peers.child", "--contender", name, "--material", str(given)]
    command += ["--vectors", str(vectors), "--out", str(out), *(["--phrasings"] if phrasings else [])]
    subprocess.run(command, check=True, env={**os.environ, **ALONE}, stdout=subprocess.DEVNULL)
    return Result.of(out.read_text(encoding="utf-8"))
