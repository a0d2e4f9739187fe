import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.rerankers.fusion import fused_order


@pytest.mark.parametrize(
    ("scores", "order"),
    [
        ([], []),
        ([1.0], [0]),
        ([3.0, 2.0, 1.0], [0, 1, 2]),  # agreement changes nothing
        ([0.0, 0.0, 0.0], [0, 1, 2]),  # neither does a reranker without an opinion
        ([1.0, 2.0], [0, 1]),  # a tie keeps the order of before
        ([1.0, 9.0, 5.0, 4.0], [1, 0, 2, 3]),  # from place 1 to 4, and from 2 to 1
    ],
)
def test_two_orders_together(scores: list[float], order: list[int]) -> None:
    assert fused_order(scores) == order


@given(st.lists(st.floats(-20, 20), max_size=12))
def test_everything_keeps_one_place_and_the_size_of_scores_does_not_matter(scores: list[float]) -> None:
    order = fused_order(scores)
    assert sorted(order) == list(range(len(scores)))
    assert fused_order([place * 1000.0 for place in map(sorted(set(scores)).index, scores)]) == order
