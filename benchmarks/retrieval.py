"""Measure ranking, refusal, calibration and speed on questions that were not used for fitting.

    python benchmarks/retrieval.py documents.json --questions questions.jsonl --outside outside.jsonl \
        --negatives negatives.jsonl --signpost-prefix ww- --cache vectors.npz

documents.json: ``[{"id", "title", "passages": [...], "phrasings": [...]}]``. questions.jsonl: ``{"text",
"slug", "style"}``. outside.jsonl: ``{"text", "kind"}``, nothing answers these. negatives.jsonl:
``{"text", "topic"}``, the same, to index as strangers and to fit the confidence on. Texts are taken
as they are: expand abbreviations first, as the bot does.
"""

import argparse
import json
import math
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import FloatArray
from embeddings.calibration.confidence import ConfidenceModel
from embeddings.documents import Document
from embeddings.encoders.factory import make_encoder
from embeddings.encoders.protocol import Encoder
from embeddings.index.build import texts_to_encode
from embeddings.index.search_index import SearchIndex, SearchResult
from embeddings.index.vector_cache import Role, VectorCache
from embeddings.settings import EncoderSettings, IndexSettings
from embeddings.training.confidence import fit_confidence
from embeddings.training.folds import Stranger
from embeddings.training.measures import calibration_error

Row = dict[str, Any]
IN_SCOPE_KEPT = 0.95


class FullPrecision(VectorCache):
    """Keeps vectors as they are, to see what rounding to 8 bits costs."""

    def __init__(self, encoder: Encoder, documents: Sequence[Document], strangers: Sequence[str]) -> None:
        super().__init__()
        self._exact: dict[tuple[str, str], FloatArray] = {}
        for role, texts in texts_to_encode(documents, strangers):
            encode = encoder.encode_queries if role == "query" else encoder.encode_passages
            for start in range(0, len(texts), 64):
                batch = texts[start : start + 64]
                self._exact.update(((role, text), vector) for text, vector in zip(batch, encode(batch), strict=True))

    def missing(self, fingerprint: str, role: Role, texts: Sequence[str]) -> list[str]:  # noqa: ARG002
        """Texts that were not encoded: none of the documents'."""
        return [text for text in texts if (role, text) not in self._exact]

    def vectors(
        self,
        encoder: Encoder,  # noqa: ARG002
        role: Role,
        texts: Sequence[str],
        progress: object = None,  # noqa: ARG002
    ) -> FloatArray:
        """The vectors as the encoder made them."""
        return np.stack([self._exact[role, text] for text in texts])


def wilson(share: float, count: int) -> str:
    """A share with its 95% interval (Wilson 1927)."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return f"{share:.3f} [{middle - reach:.3f}, {middle + reach:.3f}]"


def lines(file: Path | None) -> list[Row]:
    if file is None:
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_documents(file: Path) -> list[Document]:
    rows = json.loads(file.read_text(encoding="utf-8"))
    return [Document(row["id"], row["title"], tuple(row["passages"]), tuple(row["phrasings"])) for row in rows]


def ranks(index: SearchIndex, questions: list[Row], vectors: FloatArray, signposts: str) -> list[int]:
    """Place of the right document among those that are no signpost, from 0."""
    found = []
    for question, vector in zip(questions, vectors, strict=True):
        hits = index.search(question["text"], vector=vector, limit=len(index.ids)).hits
        entries = [hit.id for hit in hits if not (signposts and hit.id.startswith(signposts))]
        found.append(entries.index(question["slug"]))
    return found


def report_ranking(questions: list[Row], places: list[int]) -> None:
    by_style: dict[str, list[int]] = defaultdict(list)
    for question, place in zip(questions, places, strict=True):
        by_style["all"].append(place)
        by_style[question.get("style", "?")].append(place)
    print(f"{'style':12} {'n':>4}  R@1                    R@3                    R@10")
    for style, group in by_style.items():
        shares = [wilson(float(np.mean(np.array(group) < k)), len(group)) for k in (1, 3, 10)]
        print(f"{style:12} {len(group):4}  {'  '.join(shares)}")


def accepted(
    model: ConfidenceModel, results: list[tuple[str, SearchResult]], refusing: frozenset[str]
) -> NDArray[np.float64]:
    """P that the first document that answers is right."""
    return np.array([model.certainty(result, text, refusing).right for text, result in results])


def report_refusal(
    model: ConfidenceModel,
    inside: list[tuple[str, SearchResult]],
    outside: list[tuple[str, SearchResult]],
    questions: list[Row],
    strangers: list[Row],
    refusing: frozenset[str],
) -> None:
    kept, strange = accepted(model, inside, refusing), accepted(model, outside, refusing)
    threshold = float(np.quantile(kept, 1 - IN_SCOPE_KEPT))
    print(f"refused where P < {threshold:.3f}, which keeps {IN_SCOPE_KEPT:.0%} of the questions:")
    for kind in sorted({row.get("kind", "?") for row in strangers}):
        chosen = strange[[row.get("kind", "?") == kind for row in strangers]]
        print(f"  {kind[:45]:45} n={len(chosen):3}  {wilson(float(np.mean(chosen < threshold)), len(chosen))}")
    firsts = [next(hit.id for hit in result.hits if hit.id not in refusing) for _, result in inside]
    right = np.array([first == row["slug"] for first, row in zip(firsts, questions, strict=True)])
    both = np.concatenate([kept, strange])
    truth = np.concatenate([right, np.zeros(len(strange), dtype=np.bool_)])
    for name, p, y in (("questions", kept, right), ("questions + outside", both, truth)):
        error = calibration_error(p, y)
        print(
            f"{name}: mean P {p.mean():.3f}, right {y.mean():.3f}, Brier {np.mean((p - y) ** 2):.3f}, ECE {error:.3f}"
        )


def report_speed(index: SearchIndex, encoder: Encoder, questions: list[Row], vectors: FloatArray) -> None:
    times = []
    for question, vector in zip(questions, vectors, strict=True):
        start = time.perf_counter()
        index.search(question["text"], vector=vector)
        times.append((time.perf_counter() - start) * 1000)
    with tempfile.TemporaryDirectory() as folder:
        index.save(Path(folder) / "index")
        start = time.perf_counter()
        SearchIndex.load(Path(folder) / "index", encoder, index.content_hash, IndexSettings())
        loaded = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    p50, p95 = np.percentile(times, [50, 95])
    print(
        f"search p50 {p50:.1f} ms, p95 {p95:.1f} ms; load {loaded:.2f} s; peak memory {memory:.0f} MB (with building)"
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--outside", type=Path)
    parser.add_argument("--negatives", type=Path)
    parser.add_argument("--signpost-prefix", default="")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--save-confidence", type=Path)
    parser.add_argument("--full-precision", action="store_true", help="also rank with unrounded vectors (slow)")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    documents, questions, strangers = (
        read_documents(options.documents),
        lines(options.questions),
        lines(options.outside),
    )
    encoder = make_encoder(EncoderSettings())
    cache = VectorCache(options.cache)
    negatives = lines(options.negatives)
    unanswered = [row["text"] for row in negatives]
    index = SearchIndex.build(documents, encoder, cache, IndexSettings(), strangers=unanswered)
    cache.save()
    vectors = encoder.encode_queries([row["text"] for row in questions])
    report_speed(index, encoder, questions, vectors)
    places = ranks(index, questions, vectors, options.signpost_prefix)
    report_ranking(questions, places)
    if options.full_precision:
        precise = FullPrecision(encoder, documents, unanswered)
        exact = SearchIndex.build(documents, encoder, precise, IndexSettings(), strangers=unanswered)
        unrounded = ranks(exact, questions, vectors, options.signpost_prefix)
        print(f"8 bits move {np.sum(np.array(places) != unrounded)} of {len(places)} places; unrounded:")
        report_ranking(questions, unrounded)
    if negatives:
        prefix = options.signpost_prefix
        refusing = frozenset(d.id for d in documents if prefix and d.id.startswith(prefix))
        material = [Stranger(row["text"], row.get("topic") or row["text"]) for row in negatives]
        fit = fit_confidence(documents, material, encoder, cache, IndexSettings(), refusing=refusing)
        model, report = fit.model, fit.report
        print(report)
        if options.save_confidence:
            model.save(options.save_confidence)
        inside = [
            (row["text"], index.search(row["text"], vector=vector, limit=len(documents)))
            for row, vector in zip(questions, vectors, strict=True)
        ]
        outside = [(row["text"], index.search(row["text"], limit=len(documents))) for row in strangers]
        report_refusal(model, inside, outside, questions, strangers, refusing)


if __name__ == "__main__":
    main()
