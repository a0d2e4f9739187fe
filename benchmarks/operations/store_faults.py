"""The store, the disk, the clock and the index broken under a bot that runs."""

import asyncio
import os
import sqlite3
import struct
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from benchmarks.operations.crowd import Crowd, card_of
from benchmarks.operations.figures import Line, told
from benchmarks.operations.house import House
from benchmarks.operations.kills import drained
from benchmarks.operations.ledger import carried_out, compare, unhandled
from benchmarks.operations.traffic import Kind, Wave, own_questions, plan
from tests.botapi.server import BotApiServer, running

PEOPLE, PER_SECOND = 60, 2.0
FAULT_S, AFTER_S, CARD_S = 20.0, 180.0, 5.0
"""Seconds that a fault lasts, that everything may take after it, and that a card may take during it."""
ROOM_MB = 24
"""Free on the small disk before it is filled."""
DAY_S = 86_400
CLOCK = Path(__file__).with_name("clock.c")
Breaking = Callable[[House], AbstractAsyncContextManager[None]]


async def measure_store(origin: Path, scratch: Path, seed: int, only: str) -> list[Line]:
    """Each fault on a process of its own; arguments as in :func:`benchmarks.operations.faults.measure`."""
    lines = []
    for number, (name, breaking) in enumerate(FAULTS.items()):
        if only in name:
            async with running() as server:
                lines += told(await _one(origin, scratch / f"store{number}", server, name, breaking, seed + number))
    return lines


async def _one(
    origin: Path, folder: Path, server: BotApiServer, name: str, breaking: Breaking, seed: int
) -> list[Line]:
    crowd = Crowd(server, PEOPLE)
    with _disk(folder, origin, small="disk" in name):
        house = House.make(origin, folder, server)
        house.make_team(crowd.people)
        environment = _jumping(folder) if "clock" in name else ()
        try:
            await house.start(environment)
            acts = plan(seed, [Wave(PER_SECOND, FAULT_S)], PEOPLE, own_questions())
            async with breaking(house):
                going = asyncio.create_task(crowd.carry_out(acts))
                await asyncio.sleep(FAULT_S / 2)
                person, _ = crowd.danger(f"Gevaar {seed}")
                began = time.monotonic()
                await person.chat.wait_until(lambda: card_of(person.chat) is not None, AFTER_S, "a card")
                card = time.monotonic() - began
                await going
            # A card goes out without the store, and what is written about it may be lost with the store: it was seen.
            crowd.done = [one for one in crowd.done if one.kind is not Kind.DANGER]
            over = time.monotonic()
            books = await drained(house, crowd, server, AFTER_S)
            quiet = time.monotonic() - over
            status = await house.stop()
        finally:
            await house.kill()
    verdict, left = compare(books.queued, carried_out(server.calls)), unhandled(crowd.done, books)
    notices = len(verdict.unlisted)
    figure = (
        f"{len(crowd.done) - len(left)} of {len(crowd.done)} handled, all said {quiet:.1f} s after it; {notices} said"
        f" outside the outbox, {verdict.marked} marked and {len(verdict.doubles)} unmarked doubles,"
        f" {len(verdict.missing)} unsent, {len(books.dead)} given up; end: status {status}"
    )
    fine = not (left or verdict.doubles or verdict.missing or books.dead or status)
    return [
        Line(name, figure, "all, once", fine),
        Line("danger sent halfway", f"card after {card:.1f} s", f"< {CARD_S:.0f} s", card < CARD_S),
    ]


class _disk:  # noqa: N801 - read as a function
    """A disk of its own for a folder, small where it will be filled (tmpfs: only root can make one)."""

    def __init__(self, folder: Path, origin: Path, *, small: bool) -> None:
        self._folder, self._small = folder, small
        self._needed = sum(path.stat().st_size for path in origin.rglob("*") if path.is_file()) // 2**20 + ROOM_MB

    def __enter__(self) -> None:
        self._folder.mkdir(parents=True)
        if self._small:
            size = f"size={self._needed}m"
            subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(self._folder)], check=True)

    def __exit__(self, *_: object) -> None:
        if self._small:
            subprocess.run(["umount", str(self._folder)], check=True)


@asynccontextmanager
async def _full(house: House) -> AsyncIterator[None]:
    """Not a byte left."""
    ballast = house.folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (2**20, 2**12):
            while True:
                try:
                    if file.write(b"\0" * size) < size:
                        break
                except OSError:
                    break
    yield
    ballast.unlink()


@asynccontextmanager
async def _locked(house: House) -> AsyncIterator[None]:
    """Another process writes and does not end."""
    other = sqlite3.connect(house.database, isolation_level=None, timeout=30)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@asynccontextmanager
async def _jumps(house: House) -> AsyncIterator[None]:
    """Two days ahead, halfway back to an hour before now, at the end right again."""
    file = house.folder / "clock"
    _set_clock(file, 2 * DAY_S)
    back = asyncio.get_running_loop().call_later(FAULT_S / 3, _set_clock, file, -3600)
    yield
    back.cancel()
    _set_clock(file, 0)


@asynccontextmanager
async def _cut(house: House) -> AsyncIterator[None]:
    """Stopped, a file of the index cut in half, started again."""
    await house.stop()
    for name in ("bodies.faiss", "words.npz"):
        file = house.folder / "data" / "index" / name
        os.truncate(file, file.stat().st_size // 2)
    await house.start()
    yield


def _jumping(folder: Path) -> tuple[str, ...]:
    library = folder / "clock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(CLOCK), "-ldl"], check=True)
    _set_clock(folder / "clock", 0)
    return ("env", f"LD_PRELOAD={library}", f"JUMPING_CLOCK={folder / 'clock'}")


def _set_clock(file: Path, seconds: int) -> None:
    """Shift the wall clock of the process; written in place, because the process has the file mapped."""
    mode = "r+b" if file.exists() else "wb"
    with file.open(mode) as shared:
        shared.write(struct.pack("l", seconds))


FAULTS: dict[str, Breaking] = {
    "disk full for 20 s": _full,
    "database locked by another process for 20 s": _locked,
    "clock two days ahead, then an hour back": _jumps,
    "index cut in half between two starts": _cut,
}
