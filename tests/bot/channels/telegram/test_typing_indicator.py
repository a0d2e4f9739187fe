"""That an answer comes is shown beside the answer, and can do nothing to it."""

import asyncio
from typing import Any

import pytest

from bot.channels.telegram import typing_indicator
from bot.channels.telegram.intake.place import Place
from bot.channels.telegram.typing_indicator import typing

PLACE = Place(5, group=False)


class Line:
    """A bot whose line does something else than send."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.writer: asyncio.Task[None] | None = None

    async def send_chat_action(self, *_: object, **__: object) -> None:
        self.asked.set()
        if self.writer is None:
            raise RuntimeError("the connection was closed; de naam van iemand")
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.writer.cancel()  # the process stops at the very moment that the answer is ready
            raise


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typing_indicator, "AFTER_S", 0)


async def test_a_failure_nobody_foresaw_costs_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    bot: Any = Line()
    async with typing(bot, PLACE):
        await bot.asked.wait()
    assert "could not be shown: RuntimeError" in caplog.text
    assert "de naam van iemand" not in caplog.text


async def test_who_is_cut_off_at_the_end_stays_cut_off() -> None:
    bot: Any = Line()
    went_on: list[str] = []

    async def answer() -> None:
        async with typing(bot, PLACE):
            await bot.asked.wait()
        went_on.append("the next answer of this chat")

    bot.writer = asyncio.create_task(answer())
    await asyncio.wait([bot.writer])
    assert bot.writer.cancelled()
    assert went_on == []
