from contextlib import nullcontext

import numpy as np
import pytest

from embeddings.index.vector_cache import VectorCache
from embeddings.models.measure import Ranks, compare, rank_held_out
from embeddings.models.pairs import split
from embeddings.settings import IndexSettings
from tests.embeddings.conftest import CountingEncoder, collection


def ranks(*places: int) -> Ranks:
    return Ranks(np.array(places), np.array(places))


def test_figures_are_shares() -> None:
    figures = ranks(0, 0, 2, 3).figures()
    assert (figures.questions, figures.hybrid_first, figures.hybrid_three) == (4, 0.5, 0.75)
    assert "hybrid R@1 0.500 R@3 0.750 (4 held-out phrasings)" in str(figures)


def test_a_gain_beyond_chance_is_better() -> None:
    made = compare(ranks(*[1] * 8, 0), ranks(*[0] * 9))
    assert (made.gained, made.lost, made.better) == (8, 0, True)
    assert made.chance == pytest.approx(1 / 256)
    assert "better" in str(made)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([0, 1, 1], [0, 1, 1]),  # nothing changed
        ([1, 1, 0, 0], [0, 0, 1, 0]),  # chance does as much
        ([0] * 9, [1] * 9),  # worse
        ([1] * 8 + [2] * 8, [0] * 8 + [5] * 8),  # more come first, fewer are among the first three
    ],
)
def test_anything_else_is_not(before: list[int], after: list[int]) -> None:
    assert not compare(ranks(*before), ranks(*after)).better


def test_held_out_phrasings_are_searched_in_an_index_without_them() -> None:
    data = split(collection(), 0.25, 3)
    made = rank_held_out(
        data.documents,
        data.held_out,
        CountingEncoder(),
        VectorCache(),
        IndexSettings(),
        lambda label: nullcontext(lambda done, total: None),
        ignored={"tuin"},
    )
    expected = sum(asked.id != "tuin" for asked in data.held_out)
    assert len(made.dense) == len(made.hybrid) == expected
    figures = made.figures()
    # By chance one of the six documents is first in a sixth of the cases. No phrasing that is like these is left.
    assert figures.hybrid_first > 0.4
    assert figures.hybrid_first > figures.dense_first
