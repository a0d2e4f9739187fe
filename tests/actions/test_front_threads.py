"""Danger is judged on threads of its own: what waits for a locked store must not keep the card back."""

import asyncio
import threading

from bot.assembly import Assembly
from knowledge.signals.danger.model import DangerLevel
from tests.conftest import message

MORE_THAN_THERE_ARE = 64


async def test_danger_is_judged_while_every_other_thread_waits(assembly: Assembly) -> None:
    await assembly.front.judge(message("hij slaat haar nu"))  # the model is there
    gate = threading.Event()
    waiting = [asyncio.create_task(asyncio.to_thread(gate.wait, 600)) for _ in range(MORE_THAN_THERE_ARE)]
    try:
        await asyncio.sleep(0)
        async with asyncio.timeout(60):
            judged = await assembly.front.judge(message("hij slaat haar nu"))
    finally:
        gate.set()
        await asyncio.gather(*waiting)
    assert judged.level is DangerLevel.ACUTE
