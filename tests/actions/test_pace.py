"""Who sends too much hears so once, and is answered again soon."""

from hypothesis import given
from hypothesis import strategies as st

from actions import pace
from actions.pace import Pace, Verdict


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@given(
    per_minute=st.integers(1, 120),
    waits=st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=200),
)
def test_never_more_than_the_bucket_and_what_came_back(per_minute: int, waits: list[float]) -> None:
    clock = Clock()
    limiter = Pace(per_minute, clock)
    answered: list[float] = []
    for wait in waits:
        clock.now += wait
        if limiter.take("a") is Verdict.ANSWER:
            answered.append(clock.now)
    for first, begin in enumerate(answered):
        for last in range(first, len(answered)):
            most = per_minute + (answered[last] - begin) * per_minute / 60
            assert last - first + 1 <= most + 1e-6


@given(st.integers(1, 60), st.integers(1, 50))
def test_told_once_then_left_and_answered_after_a_pause(per_minute: int, more: int) -> None:
    clock = Clock()
    limiter = Pace(per_minute, clock)
    assert {limiter.take("a") for _ in range(per_minute)} == {Verdict.ANSWER}
    assert [limiter.take("a") for _ in range(more)] == [Verdict.TELL] + [Verdict.LEAVE] * (more - 1)
    assert limiter.take("b") is Verdict.ANSWER, "one person holds up nobody else"
    clock.now += 60 / per_minute + 1e-6
    assert limiter.take("a") is Verdict.ANSWER
    assert limiter.take("a") is Verdict.TELL, "a new time is told again"


def test_it_forgets_who_was_here_longest_ago() -> None:
    limiter = Pace(1, Clock())
    for number in range(pace.REMEMBERED + 5):
        limiter.take(str(number))
    assert len(limiter._buckets) == pace.REMEMBERED
    assert limiter.take("0") is Verdict.ANSWER
    assert limiter.take(str(pace.REMEMBERED + 4)) is Verdict.TELL
