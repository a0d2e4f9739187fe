"""kill -9 at random moments while people go on talking: nothing lost, nothing twice without a mark."""

import asyncio
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.operations.crowd import Crowd, card_of
from benchmarks.operations.figures import Line, spread
from benchmarks.operations.house import House
from benchmarks.operations.ledger import Books, carried_out, compare, read_books, settled, unhandled
from benchmarks.operations.traffic import Wave, own_questions, plan
from tests.botapi.server import BotApiServer, running

PER_SECOND, PEOPLE = 1.5, 80
LONGEST_LIFE_S, EARLY = 3.0, 0.1
"""A life lasts up to so many seconds after the first call; this share of them is ended while it still starts."""
DANGER_EVERY = 5
"""Kills between two danger messages that are sent while nobody is there."""
DRAIN_S, CARD_S = 240.0, 60.0
"""Seconds that everything, and one card, may take; what takes longer is counted as that."""


@dataclass
class Killing:
    """What happened.

    Attributes:
        cards: Seconds from the first call of the next life to the danger card.
        started: Seconds that the starts took.
    """

    cards: list[float] = field(default_factory=list)
    started: list[float] = field(default_factory=list)
    recovery: float = 0.0


async def measure_kills(origin: Path, scratch: Path, kills: int, seed: int) -> list[Line]:
    """Kill, restart, and compare afterwards.

    Args:
        origin: A built folder.
        scratch: An empty folder.
        kills: How often.
        seed: Of traffic and moments.
    """
    async with running() as server:
        server.flood.on()
        crowd = Crowd(server, PEOPLE)
        house = House.make(origin, scratch / "house", server)
        house.make_team(crowd.people)
        told = Killing()
        acts = plan(seed, [Wave(PER_SECOND, kills * 30.0)], PEOPLE, own_questions())
        going = asyncio.create_task(crowd.carry_out(acts))
        try:
            await _kill_often(house, crowd, kills, random.Random(seed), told)
            going.cancel()
            books = await drained(house, crowd, server, DRAIN_S)
            await asyncio.sleep(1)
            status = await house.stop()
        finally:
            await house.kill()
        return _lines(kills, seed, crowd, server, books, told, status)


async def _kill_often(house: House, crowd: Crowd, kills: int, chance: random.Random, told: Killing) -> None:
    for number in range(kills):
        if chance.random() < EARLY:
            starting = asyncio.create_task(house.start())
            await asyncio.sleep(chance.uniform(0.1, 2.5))
            await house.kill()
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            continue
        danger = crowd.danger(f"Gevaar{number}") if number % DANGER_EVERY == 0 else None
        told.started.append(await house.start())
        began = time.monotonic()
        if danger is not None:
            person, _ = danger
            with suppress(TimeoutError):
                await person.chat.wait_until(lambda person=person: card_of(person.chat) is not None, CARD_S, "a card")
            told.cards.append(time.monotonic() - began)
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
        await house.kill()
    began = time.monotonic()
    await house.start()
    told.recovery = time.monotonic() - began


async def drained(house: House, crowd: Crowd, server: BotApiServer, seconds: float) -> Books:
    """Wait until everything was handled and sent, or the time is over; what the store holds then."""
    until = time.monotonic() + seconds
    while True:
        books = await asyncio.to_thread(read_books, house.database, server.bot.id)
        if settled(crowd.done, books) or time.monotonic() > until:
            return books
        await asyncio.sleep(0.5)


def _lines(
    kills: int,
    seed: int,
    crowd: Crowd,
    server: BotApiServer,
    books: Books,
    told: Killing,
    status: int,
) -> list[Line]:
    verdict = compare(books.queued, carried_out(server.calls))
    left = unhandled(crowd.done, books)
    waiting = books.states["queued"] + books.states["sending"]
    for what in (left[:5], verdict.doubles[:5], verdict.missing[:5], verdict.unlisted[:5], books.dead[:5]):
        if what:
            print("look:", what)
    begun = max(books.attempts.values(), default=0)
    return [
        Line("kill -9 at random moments", f"{kills} times (seed {seed}), {len(crowd.done)} updates meanwhile"),
        Line("start to the first call for updates", str(spread(told.started))),
        Line("updates handled exactly once", f"{len(crowd.done) - len(left)} of {len(crowd.done)}", "all", not left),
        Line("most beginnings of one update", str(begun)),
        Line("replies never sent", str(len(verdict.missing) + waiting), "0", not verdict.missing and not waiting),
        Line("given up (dead letters)", str(len(books.dead)), "0", not books.dead),
        Line("doubles with a mark", str(verdict.marked)),
        Line("doubles without a mark", str(len(verdict.doubles)), "0", not verdict.doubles),
        Line(
            "danger sent while it was down: card after the first call",
            str(spread(told.cards)),
            "< 2.5 s",
            max(told.cards, default=0) < 2.5,
        ),
        Line("the last life ended well", f"status {status}", "0", status == 0),
        Line("violations of the Bot API", str(len(server.violations)), "0", not server.violations),
    ]
