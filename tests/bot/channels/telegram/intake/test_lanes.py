"""Order within a chat, chats beside each other."""

import asyncio
import logging

import pytest

from bot.channels.telegram.intake.lanes import Lanes


async def test_a_chat_keeps_its_order_and_chats_run_beside_each_other() -> None:
    lanes, seen, running, most = Lanes(parallel=4), [], 0, 0

    def work(chat: int, number: int):
        async def run() -> None:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001 * ((chat * 7 + number * 3) % 5))
            seen.append((chat, number))
            running -= 1

        return run

    for number in range(10):
        for chat in range(6):
            lanes.put(chat, work(chat, number))
    await lanes.close(60)
    for chat in range(6):
        assert [n for c, n in seen if c == chat] == list(range(10))
    assert 1 < most <= 4


async def test_a_failing_update_does_not_hold_what_waits_behind_it(caplog: pytest.LogCaptureFixture) -> None:
    lanes, seen, said = Lanes(parallel=1), [], "de naam van iemand"

    async def fails() -> None:
        raise RuntimeError(said)

    async def works() -> None:
        seen.append("next")

    with caplog.at_level(logging.ERROR):
        lanes.put(1, fails)
        lanes.put(1, works)
        await lanes.close(60)
    assert seen == ["next"]
    assert "RuntimeError" in caplog.text
    assert said not in caplog.text


async def test_closing_cuts_off_what_does_not_finish() -> None:
    lanes, ended = Lanes(parallel=1), []

    async def slow() -> None:
        try:
            await asyncio.sleep(600)
        except asyncio.CancelledError:
            ended.append("cut off")
            raise

    lanes.put(1, slow)
    await asyncio.sleep(0)
    await lanes.close(0.01)
    assert ended == ["cut off"]
