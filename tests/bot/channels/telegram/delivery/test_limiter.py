"""The limits Telegram publishes are kept, and one chat never holds another."""

from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import FloodLimit

from bot.channels.telegram.delivery.limiter import Limiter

PLANS = st.lists(st.tuples(st.integers(1, 6), st.floats(0, 0.4)), min_size=1, max_size=120)


def send_all(plan: list[tuple[int, float]], *, group: bool) -> list[tuple[int, float]]:
    """Send as soon as the limiter lets it; the times at which each message went."""
    limiter, now, sent = Limiter(), 100.0, []
    for chat, pause in plan:
        now += pause
        while wait := limiter.wait(chat, now, group=group):
            assert wait > 0
            now += wait
        sent.append((chat, now))
    return sent


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
def test_all_chats_together_get_at_most_thirty_a_second(count: int) -> None:
    sent = send_all([(chat, 0.0) for chat in range(count)], group=False)
    assert most_within([t for _, t in sent], 1.0) <= FloodLimit.MESSAGES_PER_SECOND


def test_a_chat_that_waits_holds_no_other() -> None:
    limiter = Limiter()
    assert limiter.wait(1, 10.0, group=False) == 0
    assert limiter.wait(1, 10.1, group=False) > 0
    assert limiter.wait(2, 10.1, group=False) == 0
