"""When the slopes of a soak may be called flat."""

import random
from math import inf, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.operations.soak_figures import (
    HOUR_S,
    SHORTEST_S,
    Sample,
    Shape,
    Slope,
    by_minute,
    lives,
    settled,
    shape,
    slope,
)

FINITE = st.floats(-1000, 1000, allow_nan=False)


def points(rise: float, noise: float, hours: float = 2.0) -> list[tuple[float, float]]:
    """Samples of a measure, one in ten seconds."""
    chance = random.Random(1)
    return [
        (float(at), 400 + rise * at / HOUR_S + chance.gauss(0, noise)) for at in range(0, round(hours * HOUR_S), 10)
    ]


@given(FINITE, FINITE, st.integers(3, 50))
def test_points_on_a_line_give_that_line(rise: float, start: float, count: int) -> None:
    found = slope([(number * 60.0, start + rise * number * 60 / HOUR_S) for number in range(count)])
    assert isclose(found.per_hour, rise, rel_tol=1e-6, abs_tol=1e-6)
    assert found.error < 1e-6 * (1 + abs(start) + abs(rise)) * HOUR_S
    assert found.seconds == (count - 1) * 60


@pytest.mark.parametrize("given_points", [[], [(0.0, 1.0)], [(5.0, 1.0), (5.0, 2.0)]])
def test_too_few_moments_say_nothing(given_points: list[tuple[float, float]]) -> None:
    assert slope(given_points) == Slope(0.0, inf, 0.0)
    assert shape(slope(given_points), 1.0) is Shape.SHORT


def test_two_points_make_a_line_of_which_nobody_knows_how_good_it_is() -> None:
    found = slope([(0.0, 1.0), (HOUR_S, 2.0)])
    assert (found.per_hour, found.error) == (1.0, inf)
    assert shape(found, 5.0) is Shape.UNCLEAR


def test_a_leak_rises_and_noise_is_flat() -> None:
    assert shape(slope(points(0, 3)), 5.0) is Shape.FLAT
    assert shape(slope(points(4, 0.1)), 5.0) is Shape.FLAT
    assert shape(slope(points(30, 3)), 5.0) is Shape.RISES
    assert shape(slope(points(8, 40)), 5.0) is Shape.UNCLEAR
    assert shape(slope(points(-30, 3)), 5.0) is Shape.FLAT


def test_a_short_life_is_never_called_flat() -> None:
    assert shape(slope(points(0, 0, SHORTEST_S / HOUR_S / 2)), 5.0) is Shape.SHORT


def test_the_warm_up_of_each_life_is_left_out() -> None:
    samples = [
        Sample(float(at), life, 300 + 50 * (at - first < 20), 1, 1, 1, 1)
        for life, first in ((1, 0), (2, 100))
        for at in range(first, first + 100, 10)
    ]
    found = lives(samples, "memory")
    assert [len(one) for one in found] == [10, 10]
    for one in found:
        assert {value for _, value in settled(one)} == {300.0}
    assert settled([]) == []


def test_percentiles_by_the_minute_in_which_something_was_said() -> None:
    waits = [(number * 0.5, 1.0) for number in range(120)] + [(60.0 + number, float(number)) for number in range(20)]
    assert by_minute(waits) == [(0.0, 1.0), (60.0, 18.0)]
    assert by_minute([]) == []
