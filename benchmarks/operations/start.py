"""From nothing to the first answer on a built index, and memory when nobody says anything."""

import asyncio
import time
from pathlib import Path

from benchmarks.operations.figures import Line
from benchmarks.operations.house import House
from benchmarks.operations.machine import cpu_seconds, resident_mb
from tests.botapi.server import running

RUNS = 5
FIRST_S, IDLE_MB, IDLE_S = 4.0, 350.0, 60.0
QUESTION, ANSWER = "wat is een OTS?", "OTS"


async def measure(origin: Path, scratch: Path) -> list[Line]:
    """Start several times with a question waiting, then let the last one be.

    Args:
        origin: A built folder.
        scratch: An empty folder.
    """
    async with running() as server:
        house = House.make(origin, scratch / "house", server)
        walls, processor = [], []
        try:
            for number in range(RUNS + 1):
                person = server.person(f"Persoon{number}")
                server.world.private(person, server.bot).started = True
                person.send(person.chat, QUESTION)
                began = time.monotonic()
                await house.start()
                await person.chat.wait_for(ANSWER, within=60)
                # The first start brings the copied folder up to date.
                if number:
                    walls.append(time.monotonic() - began)
                    processor.append(cpu_seconds(house.pid))
                if number < RUNS:
                    await house.stop()
            await asyncio.sleep(IDLE_S)
            idle, calm = resident_mb(house.pid), cpu_seconds(house.pid)
            await asyncio.sleep(10)
            busy = (cpu_seconds(house.pid) - calm) / 10
            await house.stop()
        finally:
            await house.kill()
    walls.sort()
    processor.sort()
    median = walls[len(walls) // 2]
    return [
        Line(
            "start of 'houvast serve' to the first answer",
            f"median {median:.1f} s ({walls[0]:.1f}-{walls[-1]:.1f}, {RUNS} starts);"
            f" {processor[len(processor) // 2]:.1f} s of processor",
            f"< {FIRST_S:.0f} s",
            median < FIRST_S,
        ),
        Line("memory after a minute of rest", f"{idle:.0f} MB", f"< {IDLE_MB:.0f} MB", idle < IDLE_MB),
        Line("processor at rest", f"{busy * 100:.1f}% of a core"),
    ]
