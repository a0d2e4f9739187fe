"""What Telegram is told about each update, and which came."""

import asyncio
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.intake.ending import MOST_FAILURES, SPAN, End
from bot.channels.telegram.webhook.arrivals import REMEMBERED, Arrivals
from bot.channels.telegram.webhook.sequence import FAR, Sequence


class Handling:
    """Updates that were handed over, each to be ended by the test."""

    def __init__(self, patience_s: float = 600.0) -> None:
        self.arrivals = Arrivals(patience_s)
        self.begun: list[int] = []

    def brings(self, update_id: int) -> "asyncio.Task[bool]":
        """Telegram brings an update."""
        return asyncio.create_task(self.arrivals.accept(update_id, lambda: self.begun.append(update_id)))

    async def brought(self, update_id: int, end: End) -> bool:
        """One that ends at once."""
        task = self.brings(update_id)
        await asyncio.sleep(0)
        self.arrivals.close(update_id, end)
        return await task


async def test_an_update_is_forgotten_only_after_its_effects() -> None:
    handling = Handling()
    task = handling.brings(7)
    await asyncio.sleep(0.01)
    assert not task.done()
    assert (handling.begun, handling.arrivals.open) == ([7], 1)
    handling.arrivals.close(7)
    assert await task
    assert handling.arrivals.open == 0


async def test_what_comes_again_is_handled_once_and_answered_alike() -> None:
    handling = Handling()
    first, second = handling.brings(7), handling.brings(7)
    await asyncio.sleep(0)
    handling.arrivals.close(7)
    assert await first
    assert await second
    assert await handling.brings(7)
    assert handling.begun == [7]


async def test_an_update_that_takes_long_comes_again_and_is_joined() -> None:
    handling = Handling(patience_s=0.01)
    assert not await handling.brings(7)
    again = handling.brings(7)
    await asyncio.sleep(0)
    handling.arrivals.close(7)
    assert await again
    assert handling.begun == [7]


async def test_a_failure_brings_it_back_until_it_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    handling = Handling()
    for _ in range(MOST_FAILURES - 1):
        assert not await handling.brought(7, End.FAILED)
    assert await handling.brought(7, End.FAILED)
    assert handling.begun == [7] * MOST_FAILURES
    assert "update 7 was given up" in caplog.text


async def test_a_vote_stays_at_telegram_for_as_long_as_the_store_is_broken() -> None:
    handling = Handling()
    for _ in range(5 * MOST_FAILURES):
        assert not await handling.brought(7, End.LATER)
    assert await handling.brought(7, End.KEPT)
    assert handling.begun == [7] * (5 * MOST_FAILURES + 1)


async def test_a_failure_is_forgotten_when_it_works_after_all() -> None:
    handling = Handling()
    assert not await handling.brought(7, End.FAILED)
    assert await handling.brought(7, End.KEPT)
    assert handling.begun == [7, 7]


async def test_whose_asker_was_told_is_forgotten_while_it_is_tried_further() -> None:
    handling = Handling()
    assert await handling.brought(7, End.TOLD)
    assert handling.arrivals.open == 1
    handling.arrivals.close(7, End.FAILED)
    assert handling.arrivals.open == 0
    assert await handling.brings(7)
    assert handling.begun == [7]


async def test_one_that_cannot_be_handed_over_counts_as_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    arrivals, said = Arrivals(), "de naam van iemand"

    def fails() -> None:
        raise RuntimeError(said)

    with caplog.at_level(logging.ERROR):
        assert not await arrivals.accept(7, fails)
    assert "RuntimeError" in caplog.text
    assert said not in caplog.text


async def test_who_leaves_takes_nothing_new_and_finishes_the_rest() -> None:
    handling = Handling()
    running, cut = handling.brings(7), handling.brings(8)
    await asyncio.sleep(0)
    handling.arrivals.leave()
    assert not await handling.brings(9)
    handling.arrivals.close(7)
    assert await running
    handling.arrivals.end()
    assert not await cut
    assert handling.begun == [7, 8]


async def test_crowded_as_with_polling_and_memory_has_an_end() -> None:
    handling = Handling()
    tasks = [handling.brings(number) for number in range(1, SPAN + 1)]
    await asyncio.sleep(0)
    assert handling.arrivals.crowded
    for number in range(1, SPAN + 1):
        handling.arrivals.close(number)
    assert all(await asyncio.gather(*tasks))
    for number in range(SPAN + 1, REMEMBERED + SPAN + 1):
        await handling.brought(number, End.KEPT)
    assert len(handling.arrivals._accepted) == REMEMBERED
    handling.arrivals.close(123_456)
    assert handling.arrivals.open == 0


@given(st.permutations(range(100, 120)))
def test_numbers_in_any_order_are_complete_when_all_came(order: list[int]) -> None:
    sequence = Sequence()
    sequence.came(99)
    came: set[int] = set()
    for number in order:
        sequence.came(number)
        sequence.came(number)
        came.add(number)
        for asked in range(100, 122):
            assert sequence.complete_before(asked) == came.issuperset(range(100, asked))
    assert sequence._ahead == set()


@pytest.mark.parametrize("jump", [FAR + 1, -FAR - 1])
def test_a_new_sequence_leaves_no_gap_to_wait_for(jump: int) -> None:
    sequence = Sequence()
    sequence.came(5000)
    sequence.came(5000 + jump)
    assert sequence.complete_before(5001 + jump)


async def test_a_press_waits_for_what_was_sent_before_it_and_not_for_ever() -> None:
    sequence = Sequence()
    for number in (1, 3, 4):
        sequence.came(number)
    done: list[str] = []

    async def wait(number: int, seconds: float, name: str) -> None:
        await sequence.all_before(number, seconds)
        done.append(name)

    waiting = asyncio.create_task(wait(4, 600, "press"))
    await asyncio.sleep(0.01)
    assert done == []
    sequence.came(2)
    await waiting
    sequence.came(7)
    await wait(7, 0.02, "given up")
    await asyncio.wait_for(sequence.all_before(8, 600), 60)
    assert done == ["press", "given up"]
