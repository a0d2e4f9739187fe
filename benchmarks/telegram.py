"""The Telegram channel against the local Bot API server: time to an answer, an outage, a crowd."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.assembly import assemble
from bot.settings import load_settings
from tests.botapi.server import running
from tests.end_to_end.telegram.running import Running, plain, telegram_config

QUESTIONS = 20
OUTAGE_S = 60
CROWD, MESSAGES = 20, 50


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> None:
    async with running() as server:
        config = folder / "config.yml"
        config.write_text(f"paths:\n  data: data\n{telegram_config(server)}", encoding="utf-8")
        assembly = await asyncio.to_thread(assemble, load_settings(config))
        bot = Running(server, assembly)
        await bot.start()
        await _warm(bot)
        _print("answer to a question", await _times(bot, "hoe lang duurt een ots precies", "OTS"))
        _print("danger card", await _times(bot, "hij slaat haar nu", "Bel 112"))
        await _crowd(bot)
        await _outage(bot)
        await bot.stop()


async def _warm(bot: Running) -> None:
    person = bot.person("Warm")
    person.send(person.chat, "wat is een OTS?")
    await bot.quiet()


async def _times(bot: Running, question: str, wanted: str) -> list[float]:
    """Milliseconds from sending to seeing, each in a chat of its own."""
    taken = []
    for number in range(QUESTIONS):
        person = bot.person(f"Persoon{number}")
        began = time.perf_counter()
        person.send(person.chat, question)
        await person.chat.wait_for(wanted, within=30)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


async def _crowd(bot: Running) -> None:
    """Fifty questions at once from twenty chats; a chat gets one message a second."""
    people = [bot.person(f"Drukte{number}") for number in range(CROWD)]
    began = time.perf_counter()
    for number in range(MESSAGES):
        person = people[number % CROWD]
        person.send(person.chat, "hoe lang duurt een ots precies")
    await bot.quiet()
    answers = sum(len(plain(person.chat)) for person in people)
    print(f"crowd: {answers} of {MESSAGES} answers in {time.perf_counter() - began:.1f} s")


async def _outage(bot: Running) -> None:
    """Telegram away for a minute, with questions asked meanwhile."""
    people = [bot.person(f"Storing{number}") for number in range(CROWD)]
    fault = bot.server.faults.down()
    for person in people:
        person.send(person.chat, "hoe lang duurt een ots precies")
    await asyncio.sleep(OUTAGE_S)
    bot.server.faults.clear(fault)
    began = time.perf_counter()
    for person in people:
        await person.chat.wait_for("OTS", within=60)
    print(f"outage of {OUTAGE_S} s: {CROWD} of {CROWD} answered {time.perf_counter() - began:.1f} s after it")


def _print(what: str, taken: Sequence[float]) -> None:
    ordered = sorted(taken)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{what}: p50 {statistics.median(ordered):.0f} ms, p95 {p95:.0f} ms ({len(ordered)} times)")


if __name__ == "__main__":
    main()
