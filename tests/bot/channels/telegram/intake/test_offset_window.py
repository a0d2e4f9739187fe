"""The offset never passes an update whose effects are not committed."""

import asyncio

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.channels.telegram.intake.ending import MOST_FAILURES, End
from bot.channels.telegram.intake.window import SPAN, OffsetWindow


class WindowMachine(RuleBasedStateMachine):
    """A Telegram that hands out what lies at or above the offset, and forgets what lies below it."""

    def __init__(self) -> None:
        super().__init__()
        self.window = OffsetWindow()
        self.pending = list(range(1000, 1000))
        self.next_id = 1000
        self.confirmed: set[int] = set()
        self.admitted: list[int] = []
        self.closed: set[int] = set()

    @rule(count=st.integers(1, 30), gap=st.integers(1, 3))
    def arrive(self, count: int, gap: int) -> None:
        for _ in range(count):
            self.pending.append(self.next_id)
            self.next_id += gap

    @rule()
    def poll(self) -> None:
        offset = self.window.offset
        if offset is not None:
            self.confirmed.update(item for item in self.pending if item < offset)
            self.pending = [item for item in self.pending if item >= offset]
        self.admitted += self.window.admit(self.pending[:SPAN])

    @precondition(lambda self: set(self.admitted) - self.closed)
    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(sorted(set(self.admitted) - self.closed)))
        self.window.close(chosen)
        self.closed.add(chosen)

    @invariant()
    def nothing_is_forgotten_too_early(self) -> None:
        assert self.confirmed <= self.closed

    @invariant()
    def nothing_is_taken_twice(self) -> None:
        assert len(self.admitted) == len(set(self.admitted))

    def teardown(self) -> None:
        for _ in range(len(self.pending) // SPAN + 2):
            self.poll()
            for item in set(self.admitted) - self.closed:
                self.window.close(item)
                self.closed.add(item)
        self.poll()
        assert not self.window.busy
        assert self.confirmed == self.closed == set(self.admitted)


TestWindow = WindowMachine.TestCase
TestWindow.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_a_slow_update_crowds_the_window_when_a_whole_answer_is_done() -> None:
    window = OffsetWindow()
    for update_id in window.admit(range(SPAN)):
        if update_id:
            window.close(update_id)
    assert window.crowded
    window.close(0)
    assert not window.crowded
    assert window.offset == SPAN


async def test_progress_ends_when_an_update_closes() -> None:
    window = OffsetWindow()
    window.admit([1])
    asyncio.get_running_loop().call_later(0.01, window.close, 1)
    await asyncio.wait_for(window.progress(600), 60)
    assert not window.busy


async def test_one_whose_asker_was_told_stays_open_and_one_that_failed_is_confirmed() -> None:
    window = OffsetWindow()
    window.admit([5, 6])
    window.close(5, End.TOLD)
    assert (window.offset, window.open) == (5, 2)
    window.close(5, End.FAILED)
    assert (window.offset, window.open) == (6, 1)
    await window.all_before(6)


async def test_one_that_failed_is_fetched_again_until_it_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    window = OffsetWindow()
    window.admit([5, 6])
    window.close(6)
    for _ in range(MOST_FAILURES - 1):
        window.close(5, End.FAILED)
        assert (window.offset, window.open, window.busy) == (5, 0, True)
        assert window.admit([5, 6]) == [5]
    window.close(5, End.FAILED)
    assert (window.offset, window.busy) == (7, False)
    assert "update 5 was given up" in caplog.text


async def test_what_makes_room_is_confirmed_for_nothing_else_lets_others_through() -> None:
    window = OffsetWindow()
    window.admit([5])
    window.close(5, End.LATER)
    assert (window.offset, window.busy) == (6, False)
