"""Trouble on the line to Telegram: away, overcrowded, slow, and talking nonsense."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.operations.crowd import Crowd, card_of
from benchmarks.operations.figures import Line, told
from benchmarks.operations.house import House
from benchmarks.operations.kills import drained
from benchmarks.operations.ledger import carried_out, compare, unhandled
from benchmarks.operations.traffic import CARD, Wave, own_questions, plan
from tests.botapi.calls import Recorded
from tests.botapi.faults import Fault, Faults
from tests.botapi.server import BotApiServer, running

PEOPLE, PER_SECOND = 60, 2.0
AFTER_S = 180.0
"""Seconds that everything may take after the trouble."""
CARD_S = 5.0
"""Seconds after the trouble: new messages are looked for every 3 seconds at least, a card is tried every 2."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of trouble.

    Attributes:
        name: What it is.
        seconds: How long it lasts.
        begin: Switches it on.
    """

    name: str
    seconds: float
    begin: Callable[[Faults], list[Fault]]


TROUBLES = (
    Trouble("Bot API away for 60 s", 60.0, lambda on: [on.down()]),
    Trouble("429 to everything for 20 s", 20.0, lambda on: [on.flood("sendMessage", "editMessageText", retry_after=3)]),
    Trouble("every answer 2 s late for 20 s", 20.0, lambda on: [on.late_answer(2.0)]),
    Trouble(
        "answers lost after the deed for 10 s", 10.0, lambda on: [on.lost_answer("sendMessage", "editMessageText")]
    ),
    Trouble("half a JSON object for 10 s", 10.0, lambda on: [on.malformed("sendMessage"), on.malformed("getUpdates")]),
    Trouble(
        "502 pages for 20 s",
        20.0,
        lambda on: [on.status(502, "sendMessage", "editMessageText"), on.status(502, "getUpdates")],
    ),
)


async def measure_line(origin: Path, scratch: Path, seed: int, only: str) -> list[Line]:
    """Each trouble in turn, on one process; arguments as in :func:`benchmarks.operations.faults.measure`."""
    chosen = [trouble for trouble in TROUBLES if only in trouble.name]
    if not chosen:
        return []
    async with running() as server:
        crowd = Crowd(server, PEOPLE)
        house = House.make(origin, scratch / "line", server)
        house.make_team(crowd.people)
        try:
            await house.start()
            found = [
                line
                for number, one in enumerate(chosen)
                for line in told(await _one(house, crowd, server, one, seed + number))
            ]
            status = await house.stop()
        finally:
            await house.kill()
    return [
        *found,
        Line("the process after all of these", f"{house.starts} start, status {status}", "1 start, 0", not status),
    ]


async def _one(house: House, crowd: Crowd, server: BotApiServer, trouble: Trouble, seed: int) -> list[Line]:
    first, call = len(crowd.done), len(server.calls)
    faults = trouble.begin(server.faults)
    going = asyncio.create_task(
        crowd.carry_out(plan(seed, [Wave(PER_SECOND, trouble.seconds)], PEOPLE, own_questions()))
    )
    await asyncio.sleep(trouble.seconds / 2)
    person, _ = crowd.danger(f"Gevaar {seed}")
    await going
    for fault in faults:
        server.faults.clear(fault)
    over = time.monotonic()
    shown = card_of(person.chat) is not None
    if not shown:
        await person.chat.wait_until(lambda: card_of(person.chat) is not None, AFTER_S, "a card")
    card = 0.0 if shown else time.monotonic() - over
    books = await drained(house, crowd, server, AFTER_S)
    quiet = time.monotonic() - over
    calls = server.calls.all[call:]
    verdict = compare(books.queued, carried_out(server.calls))
    unmarked = cards_again(calls)
    left = unhandled(crowd.done[first:], books)
    when = "during it" if shown else f"{card:.1f} s after it"
    fine = not (left or verdict.doubles or verdict.missing)
    taken = len(crowd.done) - first
    figure = (
        f"{taken - len(left)} of {taken} handled, all said {quiet:.1f} s after it; {verdict.marked} marked and"
        f" {len(verdict.doubles)} unmarked doubles, {len(verdict.missing)} unsent (since the start)"
    )
    return [
        Line(trouble.name, figure, "all, once", fine),
        Line(
            "danger sent halfway",
            f"card {when}; {unmarked} cards sent again without a mark",
            "as soon as anything goes; 0",
            card < CARD_S and not unmarked,
        ),
    ]


def cards_again(calls: list[Recorded]) -> int:
    """Danger cards that were carried out once more in the same chat, and do not say so."""
    cards = [one for one in carried_out(calls) if CARD in one[1].replace("<b>", "").replace("</b>", "")]
    return len(cards) - len(set(cards))
