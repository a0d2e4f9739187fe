"""Faults: the process killed, the line in trouble, the store and the clock broken."""

from pathlib import Path

from benchmarks.operations.figures import Line
from benchmarks.operations.kills import measure_kills
from benchmarks.operations.line_faults import measure_line
from benchmarks.operations.store_faults import measure_store


async def measure(origin: Path, scratch: Path, kills: int, seed: int, only: str) -> list[Line]:
    """Measure all of them, or some.

    Args:
        origin: A built folder.
        scratch: An empty folder.
        kills: How often the process is killed; 0 leaves that out.
        seed: Of traffic and moments.
        only: Part of the name of the faults to measure; empty for all. ``kill`` names the first.
    """
    lines = await measure_line(origin, scratch, seed, only)
    lines += await measure_store(origin, scratch, seed, only)
    if kills and only in "kill -9":
        lines += await measure_kills(origin, scratch, kills, seed)
    return lines
