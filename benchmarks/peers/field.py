"""The contenders by name. A library is imported only in the process that measures it."""

from collections.abc import Callable

from benchmarks.peers.contender import Contender, Vectors, single_texts, whole_texts
from embeddings.settings import IndexSettings

VectorsLoader = Callable[[], Vectors]
"""Loads the encoder; who needs none does not call it, and does not carry its memory."""


def _ours(load: VectorsLoader) -> Contender:
    from benchmarks.peers.ours import Houvast

    return Houvast(load(), IndexSettings())


def _ours_without_ridge(load: VectorsLoader) -> Contender:
    from benchmarks.peers.ours import Houvast

    return Houvast(load(), IndexSettings(ridge_limit=0))


def _bm25_whole(_: VectorsLoader) -> Contender:
    from benchmarks.peers.bm25 import Bm25

    return Bm25(whole_texts)


def _bm25_single(_: VectorsLoader) -> Contender:
    from benchmarks.peers.bm25 import Bm25

    return Bm25(single_texts)


def _haystack(load: VectorsLoader) -> Contender:
    from benchmarks.peers.haystack_hybrid import HaystackHybrid

    return HaystackHybrid(load())


def _txtai(load: VectorsLoader) -> Contender:
    from benchmarks.peers.txtai_hybrid import TxtaiHybrid

    return TxtaiHybrid(load())


FIELD: dict[str, Callable[[VectorsLoader], Contender]] = {
    "houvast": _ours,
    "houvast, no ridge": _ours_without_ridge,
    "bm25s, a text per entry": _bm25_whole,
    "bm25s, a text per phrasing": _bm25_single,
    "haystack": _haystack,
    "txtai": _txtai,
}
"""Makers by the name that the tables use."""
ONE_ARRANGEMENT = frozenset({"bm25s, a text per phrasing"})
"""Who is left out of the condition without phrasings, being the same as another there."""
