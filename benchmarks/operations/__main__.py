"""``python -m benchmarks.operations load|faults|fuzz|soak|start``: measure, and print the results as a table."""

import argparse
import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.operations import faults, fuzz, load, soak, start
from benchmarks.operations.figures import Line, table
from benchmarks.operations.house import built
from benchmarks.operations.machine import described


def main() -> int:
    """Measure what was asked for; 1 when a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.operations", description=__doc__)
    parser.add_argument("what", choices=("load", "faults", "fuzz", "soak", "start"))
    parser.add_argument("--seconds", type=float, default=120, help="load: how long 20 messages a second go on")
    parser.add_argument("--burst", type=float, default=10, help="load: how long 50 messages a second go on")
    parser.add_argument("--kills", type=int, default=100, help="faults: how often the process is killed")
    parser.add_argument("--only", default="", help="faults: only those whose name holds this")
    parser.add_argument("--count", type=int, default=10_000, help="fuzz: how many updates")
    parser.add_argument("--minutes", type=float, default=60, help="soak: how long 5 messages a second go on")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--built", type=Path, help="a folder for the built index, kept for the next time")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        origin = built(given.built or scratch / "built")
        before = described()
        lines = asyncio.run(_work(given, origin, scratch))
        print(f"\nBefore: {before}\nAfter: {described()}\n\n{table(lines)}")
    return int(any(line.met is False for line in lines))


def _work(given: argparse.Namespace, origin: Path, scratch: Path) -> Coroutine[Any, Any, list[Line]]:
    match given.what:
        case "load":
            return load.measure(origin, scratch, given.seconds, given.burst, given.seed)
        case "faults":
            return faults.measure(origin, scratch, given.kills, given.seed, given.only)
        case "fuzz":
            return fuzz.measure(origin, scratch, given.count, given.seed)
        case "soak":
            return soak.measure(origin, scratch, given.minutes, given.seed)
        case _:
            return start.measure(origin, scratch)


if __name__ == "__main__":
    sys.exit(main())
