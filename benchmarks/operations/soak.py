"""A soak: people who go on talking for minutes or hours, a restart halfway, and what the process takes meanwhile."""

import asyncio
import os
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.operations.ballots import Ballots
from benchmarks.operations.crowd import Crowd
from benchmarks.operations.figures import Line
from benchmarks.operations.house import House
from benchmarks.operations.kills import drained
from benchmarks.operations.ledger import Books, carried_out, compare, unhandled
from benchmarks.operations.machine import resident_mb
from benchmarks.operations.soak_figures import Sample, Shape, by_minute, lives, settled, shape, slope
from benchmarks.operations.traffic import Wave, own_questions, plan
from tests.botapi.server import BotApiServer, running

PER_SECOND, PEOPLE = 5.0, 300
LOOK_S, AFTER_S = 5.0, 180.0
"""Seconds between samples, and that everything may take after the last message."""
MB = 2**20
LIMITS = {"memory": (5.0, "MB"), "files": (1.0, ""), "threads": (1.0, ""), "log": (1.0, "MB")}
"""Rise per hour up to which a measure is called flat: memory would take a month to fill 4 GB."""
NAMES = {"memory": "memory", "files": "open files", "threads": "threads", "log": "write-ahead log"}
P95_LIMIT_S = 0.1
"""Rise of the 95th percentile of a minute, per hour."""


@dataclass
class Watch:
    """Looks at the process and its files.

    Attributes:
        house: Whose.
        samples: What was seen.
    """

    house: House
    samples: list[Sample] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)

    async def run(self) -> None:
        """Look for ever; nothing is seen while no process runs."""
        while True:
            if self.house.lives:
                # The process may end while it is looked at.
                with suppress(OSError):
                    self.look()
            await asyncio.sleep(LOOK_S)

    def look(self) -> None:
        """Take a sample.

        Raises:
            OSError: The process is gone.
        """
        pid, database = self.house.pid, self.house.database
        sample = Sample(
            time.monotonic() - self._began,
            self.house.starts,
            resident_mb(pid),
            len(os.listdir(f"/proc/{pid}/fd")),  # noqa: PTH208 - entries of /proc vanish while they are read
            len(os.listdir(f"/proc/{pid}/task")),  # noqa: PTH208
            database.stat().st_size / MB,
            _size(database.with_name(f"{database.name}-wal")) / MB,
        )
        if sample.memory:
            self.samples.append(sample)


async def measure(origin: Path, scratch: Path, minutes: float, seed: int) -> list[Line]:
    """Measure.

    Args:
        origin: A built folder.
        scratch: An empty folder.
        minutes: How long people talk.
        seed: Of the traffic.
    """
    async with running() as server:
        server.flood.on()
        crowd = Crowd(server, PEOPLE)
        house = House.make(origin, scratch / "house", server)
        house.make_team(crowd.people)
        crowd.ballots = Ballots.make(server, house.database)
        acts = plan(seed, [Wave(PER_SECOND, minutes * 60)], PEOPLE, own_questions())
        try:
            await house.start()
            await house.calm()
            crowd.ballots.start()
            watch, beginning = Watch(house), time.time()
            watching, halfway = asyncio.create_task(watch.run()), asyncio.create_task(_restart(house, minutes * 30))
            await crowd.carry_out(acts)
            status, away = await halfway
            watching.cancel()
            await crowd.ballots.stop()
            books = await drained(house, crowd, server, AFTER_S)
            statuses = (status, await house.stop())
        finally:
            await house.kill()
        lines = _slopes(watch.samples) + _replies(crowd, books, beginning, away)
        return lines + _end(crowd, server, books, house, watch.samples, statuses)


async def _restart(house: House, after: float) -> tuple[int, float]:
    """Stop the process as an operator does and start it again; its status, and the seconds until it asked again."""
    await asyncio.sleep(after)
    began = time.monotonic()
    status = await house.stop()
    await house.start()
    return status, time.monotonic() - began


def _slopes(samples: list[Sample]) -> list[Line]:
    lines = []
    for name, (limit, unit) in LIMITS.items():
        told, shapes = [], []
        for points in lives(samples, name):
            line = slope(settled(points))
            shapes.append(shape(line, limit))
            first, last = points[0][1], points[-1][1]
            told.append(
                f"{first:.0f} to {last:.0f} {unit}".rstrip()
                + f", {line.per_hour:+.2f} ± {2 * line.error:.2f} an hour: {shapes[-1]}"
            )
        lines.append(_judged(f"{NAMES[name]}, life by life", told, shapes, f"at most {limit:.0f} {unit}".rstrip()))
    return lines


def _replies(crowd: Crowd, books: Books, beginning: float, away: float) -> list[Line]:
    waits = [
        (one.at - beginning, books.finished[one.update] - one.at) for one in crowd.done if one.update in books.finished
    ]
    points = by_minute(waits)
    values = sorted(value for _, value in points)
    line = slope(settled(points))
    found = shape(line, P95_LIMIT_S)
    told = (
        f"lowest {values[0]:.2f} s, median {values[len(values) // 2]:.2f} s, highest {values[-1]:.2f} s"
        f" (the restart took {away:.1f} s); {line.per_hour:+.2f} ± {2 * line.error:.2f} s an hour: {found}"
        if values
        else "none measured"
    )
    return [
        _judged("p95 of a minute, update to reply", [told], [found], f"at most {P95_LIMIT_S} s"),
        Line("p95 minute by minute", " ".join(f"{value:.1f}" for _, value in points[:240]) + " s"),
    ]


def _judged(name: str, told: list[str], shapes: list[Shape], limit: str) -> Line:
    met = None if any(one in (Shape.SHORT, Shape.UNCLEAR) for one in shapes) else Shape.RISES not in shapes
    if Shape.RISES in shapes:
        met = False
    return Line(name, "; ".join(told), f"rises by {limit} an hour", met)


def _end(
    crowd: Crowd,
    server: BotApiServer,
    books: Books,
    house: House,
    samples: list[Sample],
    statuses: tuple[int, int],
) -> list[Line]:
    verdict, left = compare(books.queued, carried_out(server.calls)), unhandled(crowd.done, books)
    unsent = len(verdict.missing) + len(books.dead)
    grown = (samples[-1].database - samples[0].database) * MB - _kept_for_measuring(house.database)
    per_update = max(0.0, grown) / max(1, len(crowd.done))
    return [
        Line(
            "updates",
            f"{len(crowd.done)} at {PER_SECOND:.0f} a second, {crowd.ballots.asked} questions of live quizzes",
        ),
        Line("lost", f"{len(left)} unhandled, {unsent} unsent or given up", "0", not (left or unsent)),
        Line(
            "sent twice",
            f"{verdict.marked} marked, {len(verdict.doubles)} unmarked",
            "0 unmarked",
            not verdict.doubles,
        ),
        Line("429 answers", str(len(server.flood.hits)), "0", not server.flood.hits),
        Line(
            "database",
            f"{samples[0].database:.1f} to {samples[-1].database:.1f} MB; about {per_update / 1024:.1f} KB an update"
            " without what is kept for measuring, until retention removes it",
        ),
        Line("ended with status", f"{statuses[0]} halfway, {statuses[1]} at the end", "0, 0", not any(statuses)),
        Line("violations of the Bot API", str(len(server.violations)), "0", not server.violations),
        Line("quizzes that got stuck", str(crowd.ballots.stuck), "0", not crowd.ballots.stuck),
    ]


def _kept_for_measuring(database: Path) -> int:
    """Bytes of the copies of outgoing messages that the measurement itself keeps."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as sql:
        ((size,),) = sql.execute("SELECT TOTAL(LENGTH(key) + LENGTH(chat) + LENGTH(message)) FROM measured_outbox")
    return int(size)


def _size(path: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
