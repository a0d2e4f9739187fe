"""Wilson intervals against published values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.measures import overlap, retrieval
from bot.evaluation.sets import Judged
from bot.evaluation.statistics import Share


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_match_newcombe(hits: int, total: int, low: float, high: float) -> None:
    assert Share(hits, total).interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(pair: tuple[int, int]) -> None:
    low, high = Share(*pair).interval
    assert 0 <= low <= Share(*pair).value + 1e-12
    assert Share(*pair).value <= high + 1e-12 or pair[1] == 0


def test_spans_overlap_when_they_share_a_character() -> None:
    assert overlap({"start": 0, "end": 3}, {"start": 2, "end": 5})
    assert not overlap({"start": 0, "end": 3}, {"start": 3, "end": 5})


def judged(decision: str, slugs: list[str], *, escalation: bool = False) -> Judged:
    entries = [{"slug": slug, "score": 1.0} for slug in slugs]
    said = {"decision": decision, "entries": entries, "escalation": escalation, "confidence": 0.5}
    return Judged({"text": "x", "slug": "a", "style": "kort"}, said, tuple(slugs))


def test_offered_counts_what_the_user_saw() -> None:
    lines = [
        judged("answer", ["a", "b"]),
        judged("answer", ["b", "a"]),
        judged("clarify", ["b", "c", "a"]),
        judged("clarify", ["b", "c", "d", "a"]),
        judged("abstain", ["a"]),
        judged("abstain", ["b", "a"], escalation=True),
        judged("danger_check", ["a"]),
    ]
    rows = dict(retrieval({"retrieval": lines}))
    assert rows["right one answered or offered"] == Share(3, 7)
    assert rows["the same, without danger cards and checks"] == Share(3, 6)
    assert rows["direct answers right"] == Share(1, 2)
