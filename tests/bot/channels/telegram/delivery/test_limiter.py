"""The limits Telegram publishes are kept, and one chat never holds another."""

from heapq import heappop, heappush

from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import FloodLimit

from bot.channels.telegram.delivery.limiter import LONGEST_CALL_S, PER_SECOND, Limiter

PLANS = st.lists(st.tuples(st.integers(1, 6), st.floats(0, 0.4)), min_size=1, max_size=120)
WAYS = st.lists(st.tuples(st.floats(0, 0.9), st.floats(0, 0.9)), min_size=1, max_size=120)
"""Seconds from a call to the moment that Telegram counts it, and from there to its answer."""


def send_all(plan: list[tuple[int, float]], *, group: bool) -> list[tuple[int, float]]:
    """Send as soon as the limiter lets it; the times at which each message went."""
    limiter, now, sent = Limiter(), 100.0, []
    for chat, pause in plan:
        now += pause
        while wait := limiter.wait(chat, now, group=group):
            assert wait > 0
            now += wait
        limiter.answered(chat, now)
        sent.append((chat, now))
    return sent


def counted(plan: list[tuple[int, float, float]], *, group: bool) -> list[tuple[int, float]]:
    """The same over a line that takes its time: when the other side counts each message."""
    limiter, now, arrived = Limiter(), 100.0, []
    answers: list[tuple[float, int]] = []
    for chat, there, back in plan:
        while wait := limiter.wait(chat, now, group=group):
            until = now + wait
            while answers and answers[0][0] <= until:
                moment, whose = heappop(answers)
                limiter.answered(whose, moment)
            now = until
        arrived.append((chat, now + there))
        heappush(answers, (now + there + back, chat))
    return arrived


def most_within(times: list[float], window: float) -> int:
    return max(sum(start <= time < start + window - 1e-6 for time in times) for start in times)


@given(PLANS)
def test_no_chat_gets_more_than_one_a_second(plan: list[tuple[int, float]]) -> None:
    sent = send_all(plan, group=False)
    for chat in {chat for chat, _ in sent}:
        assert most_within([t for c, t in sent if c == chat], 1.0) <= FloodLimit.MESSAGES_PER_SECOND_PER_CHAT


@given(PLANS)
def test_no_group_gets_more_than_twenty_a_minute(plan: list[tuple[int, float]]) -> None:
    sent = send_all([(1, pause) for _, pause in plan], group=True)
    assert most_within([t for _, t in sent], 60.0) <= FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP


@given(st.integers(1, 200))
def test_all_chats_together_stay_below_thirty_a_second(count: int) -> None:
    sent = send_all([(chat, 0.0) for chat in range(count)], group=False)
    assert most_within([t for _, t in sent], 1.0) <= PER_SECOND < FloodLimit.MESSAGES_PER_SECOND


@given(WAYS)
def test_the_other_side_counts_no_more_however_long_the_way_is(ways: list[tuple[float, float]]) -> None:
    """By its own clock the bot kept the limit before, and Telegram answered 429: the way took longer at first."""
    every_chat = counted([(chat, *way) for chat, way in enumerate(ways)], group=False)
    assert most_within([t for _, t in every_chat], 1.0) <= PER_SECOND
    one_chat = counted([(1, *way) for way in ways[:20]], group=False)
    assert most_within([t for _, t in one_chat], 1.0) <= FloodLimit.MESSAGES_PER_SECOND_PER_CHAT


def test_a_chat_that_waits_holds_no_other() -> None:
    limiter = Limiter()
    assert limiter.wait(1, 10.0, group=False) == 0
    assert limiter.wait(1, 10.1, group=False) > 0
    assert limiter.wait(2, 10.1, group=False) == 0


def test_a_call_whose_end_nobody_told_does_not_count_for_ever() -> None:
    limiter = Limiter(per_second=1)
    limiter.count(1, 10.0)
    assert limiter.full(11.5) > 0
    assert limiter.wait(1, 10.0 + LONGEST_CALL_S + 1, group=True) == 0
