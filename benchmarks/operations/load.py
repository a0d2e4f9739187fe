"""Load: 20 messages a second from 300 chats, then a burst; the generator is the Bot API server, in its own process."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.operations.ballots import Ballots
from benchmarks.operations.crowd import Crowd, Done, card_of
from benchmarks.operations.figures import Line, spread
from benchmarks.operations.house import House
from benchmarks.operations.ledger import Books, carried_out, compare, read_books, unhandled, waiting, waits
from benchmarks.operations.machine import Meter
from benchmarks.operations.traffic import Wave, own_questions, plan
from tests.botapi.server import BotApiServer, running

CHATS = 300
STEADY, BURST = 20.0, 50.0
"""Messages a second."""
CARDS = 5
"""Danger messages inside the burst, each in a chat of its own."""
LOOK_S = 10.0
DRAIN_S, LONGEST_DRAIN_S = 60.0, 300.0
CARD_S = 1.0
GROWTH_MB = 10.0
"""What memory may grow by in the second half and be called flat: threads and caches of a fixed size fill up before."""


async def measure(origin: Path, scratch: Path, seconds: float, burst: float, seed: int) -> list[Line]:
    """Measure.

    Args:
        origin: A built folder.
        scratch: An empty folder.
        seconds: How long the steady part lasts.
        burst: How long the burst lasts, in seconds.
        seed: Of the traffic.
    """
    async with running() as server:
        server.flood.on()
        crowd = Crowd(server, CHATS)
        house = House.make(origin, scratch / "house", server)
        house.make_team(crowd.people)
        crowd.ballots = Ballots.make(server, house.database)
        acts = plan(seed, [Wave(STEADY, seconds), Wave(BURST, burst)], CHATS, own_questions())
        await house.start()
        await _warm(server)
        await house.calm()
        meter = Meter(house.pid)
        meter.start()
        crowd.ballots.start()
        looking = asyncio.create_task(_look(meter))
        cards = [
            asyncio.create_task(_card(crowd, number, seconds + burst * (number + 0.5) / CARDS))
            for number in range(CARDS)
        ]
        began, beginning = time.monotonic(), time.time()
        await crowd.carry_out(acts)
        took, used = time.monotonic() - began, meter.used()
        await crowd.ballots.stop()
        drain = await _drain(house, crowd)
        looking.cancel()
        meter.look()
        shown = await asyncio.gather(*cards)
        books = await asyncio.to_thread(read_books, house.database, server.bot.id)
        status = await house.stop()
        steady = [one for one in crowd.done if one.at < beginning + seconds]
        hasty = [one for one in crowd.done if one.at >= beginning + seconds]
        lines = _answers(steady, hasty, books, shown, drain)
        return lines + _rest(crowd, server, books, meter, took, used, status)


async def _warm(server: BotApiServer) -> None:
    person = server.person("Warm")
    server.world.private(person, server.bot).started = True
    person.send(person.chat, "wat is een OTS?")
    await person.chat.wait_for("OTS", within=60)


async def _look(meter: Meter) -> None:
    while True:
        await asyncio.sleep(LOOK_S)
        meter.look()


async def _card(crowd: Crowd, number: int, after: float) -> float:
    """Seconds from a danger message to its card, in somebody's own chat."""
    await asyncio.sleep(after)
    began = time.monotonic()
    person, _ = crowd.danger(f"Gevaar{number}")
    await person.chat.wait_until(lambda: card_of(person.chat) is not None, LONGEST_DRAIN_S, "a card")
    return time.monotonic() - began


async def _drain(house: House, crowd: Crowd) -> float:
    """Seconds until everything that was said is handled and sent."""
    began = time.monotonic()
    while time.monotonic() - began < LONGEST_DRAIN_S:
        if await asyncio.to_thread(waiting, house.database, crowd.server.bot.id, crowd.done) == 0:
            break
        await asyncio.sleep(0.25)
    return time.monotonic() - began


def _answers(
    steady: Sequence[Done], hasty: Sequence[Done], books: Books, cards: Sequence[float], drain: float
) -> list[Line]:
    lines = [Line(f"{STEADY:.0f} a second: update to reply", str(spread(waits(steady, books))))]
    for kind in sorted({one.kind for one in steady}):
        of_kind = [one for one in steady if one.kind is kind]
        lines.append(Line(f"of these {kind}", str(spread(waits(of_kind, books)))))
    lines.append(Line(f"{BURST:.0f} a second: update to reply", str(spread(waits(hasty, books)))))
    lines.append(Line("backlog gone after the burst", f"{drain:.1f} s", f"< {DRAIN_S:.0f} s", drain < DRAIN_S))
    worst = max(cards, default=0.0)
    return [*lines, Line("danger message inside the burst to card", str(spread(cards)), "< 1 s", worst < CARD_S)]


def _rest(
    crowd: Crowd,
    server: BotApiServer,
    books: Books,
    meter: Meter,
    took: float,
    used: tuple[float, float],
    status: int,
) -> list[Line]:
    verdict, left = compare(books.queued, carried_out(server.calls)), unhandled(crowd.done, books)
    lost = len(left) + len(verdict.missing) + len(books.dead)
    memory = meter.memory
    growth = memory[-1] - memory[len(memory) // 2]
    kinds = Counter(one.kind for one in crowd.done)
    said = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    pressed = sum(one.pressed for one in crowd.done)
    return [
        Line(
            "messages",
            f"{len(crowd.done)} ({said}; {pressed} pressed), {books.queued.total()} new messages back",
        ),
        Line(
            "questions of live quizzes asked meanwhile",
            f"{crowd.ballots.asked} in {len(crowd.ballots.classes)} groups, {crowd.ballots.stuck} quizzes got stuck",
            "0 stuck",
            not crowd.ballots.stuck,
        ),
        Line(
            "lost", f"{len(left)} unhandled, {len(verdict.missing)} unsent, {len(books.dead)} given up", "0", not lost
        ),
        Line(
            "sent twice",
            f"{verdict.marked} marked, {len(verdict.doubles)} unmarked",
            "0",
            not (verdict.marked or verdict.doubles),
        ),
        Line(
            "429 answers with Telegram's limits enforced",
            f"{len(server.flood.hits)} (most in a second: {server.flood.most_in_a_second})",
            "0",
            not server.flood.hits,
        ),
        Line("processor of the bot", f"{used[0] / took:.2f} cores ({used[0]:.0f} s in {took:.0f} s)"),
        Line(
            "processor of generator and Bot API server",
            f"{used[1] / took:.2f} cores ({used[1]:.0f} s); {crowd.late:.2f} s behind its plan at most",
        ),
        Line("memory of the bot, at the start and every 10 s", f"{' '.join(f'{one:.0f}' for one in memory)} MB"),
        Line("growth in the second half", f"{growth:+.0f} MB", f"< {GROWTH_MB:.0f} MB", growth < GROWTH_MB),
        Line(
            "end",
            f"status {status}, {len(server.violations)} violations of the Bot API",
            "0 and 0",
            not (status or server.violations),
        ),
    ]
