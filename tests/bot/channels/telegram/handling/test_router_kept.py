"""A vote or a change of a group while the store is broken: kept for as long as nothing waits behind it."""

import asyncio
from functools import partial
from typing import Any

import pytest

from bot.channels.telegram.handling.router import LEAST_TRIES, Router
from bot.channels.telegram.intake.ending import SPAN, End
from bot.channels.telegram.intake.lanes import Lanes
from bot.channels.telegram.intake.window import OffsetWindow
from knowledge.errors import KnowledgeError, StoreError

VOTE = 5


class Store:
    """A store that is broken for so many tries."""

    def __init__(self, broken: int, error: type[Exception] = StoreError) -> None:
        self.broken = broken
        self.error = error
        self.tries = 0

    async def keep(self) -> None:
        self.tries += 1
        if self.tries <= self.broken:
            raise self.error("the disk is full")


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.handling.router.STORE_PAUSE_S", 0)


def router_with(window: OffsetWindow) -> Router:
    """A router of which only the window is used."""
    nothing: Any = None
    return Router(nothing, window, Lanes(1), nothing, nothing, nothing, nothing)


async def ended(store: Store, others: int) -> tuple[list[End], OffsetWindow]:
    """How a vote ends while so many later updates were closed behind it."""
    window, ends = OffsetWindow(), []
    for update_id in window.admit(range(VOTE, VOTE + 1 + others))[1:]:
        window.close(update_id)

    def close(end: End = End.KEPT) -> None:
        ends.append(end)
        window.close(VOTE, end)

    await router_with(window)._kept(store.keep, close)
    return ends, window


async def test_it_is_tried_for_as_long_as_the_store_is_broken() -> None:
    store = Store(broken=200)
    ends, window = await ended(store, others=SPAN - 2)
    assert (ends, store.tries) == ([End.KEPT], 201)
    assert not window.busy


async def test_it_makes_room_for_what_waits_out_of_sight() -> None:
    store = Store(broken=200)
    ends, window = await ended(store, others=SPAN)
    assert (ends, store.tries) == ([End.LATER], LEAST_TRIES)
    assert not window.crowded


async def test_what_can_never_be_kept_is_left() -> None:
    ends, _ = await ended(Store(broken=1, error=KnowledgeError), others=0)
    assert ends == [End.KEPT]


async def test_one_that_fails_otherwise_does_not_stay_open() -> None:
    window = OffsetWindow()
    window.admit([VOTE])
    with pytest.raises(RuntimeError):
        await router_with(window)._kept(Store(broken=1, error=RuntimeError).keep, partial(window.close, VOTE))
    assert (window.open, window.offset) == (0, VOTE), "it is fetched once more"


async def test_votes_that_wait_hold_no_chat_up() -> None:
    router = router_with(OffsetWindow())
    held, said = asyncio.Event(), asyncio.Event()
    for poll in range(20):
        router.votes.put(poll, lambda: held.wait())  # type: ignore[arg-type, return-value]

    async def say() -> None:
        said.set()

    router.lanes.put(1, say)
    await asyncio.wait_for(said.wait(), 60)
    held.set()
    await router.votes.close(60)
