"""Putting two orders together."""

from collections.abc import Sequence

FLATTENING = 60
"""Of reciprocal rank fusion, as its authors chose it."""


def fused_order(scores: Sequence[float]) -> list[int]:
    """The order of things that stood in order already, after a second opinion.

    Reciprocal rank fusion (Cormack et al. 2009, https://doi.org/10.1145/1571941.1572114): each order gives
    1 / (60 + place). It asks nothing of the size of the scores, which differs from one CrossEncoder to the next,
    and a tie keeps the order of before.

    Args:
        scores: Second opinion on each, in the order of before; higher is better.

    Returns:
        Places in the order of before, best first.
    """
    places = range(len(scores))
    second = sorted(places, key=lambda place: -scores[place])
    points = {place: 1 / (FLATTENING + place) + 1 / (FLATTENING + second.index(place)) for place in places}
    return sorted(places, key=lambda place: -points[place])
