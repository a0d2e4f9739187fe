"""Of many messages those that look dangerous are judged first."""

import asyncio
import threading
from dataclasses import replace

import pytest

from actions.judging import Urgency, UrgentFirst
from bot.assembly import Assembly
from knowledge.signals.danger.detector import DangerReading
from knowledge.signals.danger.model import NO_DANGER, DangerJudgement, DangerLevel
from tests.conftest import message

LONG_S = 60.0


@pytest.fixture
def one_thread() -> UrgentFirst:
    return UrgentFirst(1, "test")


def test_the_most_urgent_goes_first_and_of_those_the_oldest(one_thread: UrgentFirst) -> None:
    gate, done = threading.Event(), []
    held = one_thread.submit(Urgency.RULES, lambda: gate.wait(LONG_S))
    while not held.running():
        threading.Event().wait(0.001)
    asked = [Urgency.ORDINARY, Urgency.SUSPECT, Urgency.ORDINARY, Urgency.RULES, Urgency.SUSPECT]
    futures = [
        one_thread.submit(urgency, lambda pair=(urgency, number): done.append(pair))
        for number, urgency in enumerate(asked)
    ]
    gate.set()
    for future in futures:
        future.result(LONG_S)
    assert done == sorted((urgency, number) for number, urgency in enumerate(asked))


def test_what_fails_says_so_and_stops_nothing(one_thread: UrgentFirst) -> None:
    with pytest.raises(ZeroDivisionError):
        one_thread.submit(Urgency.RULES, lambda: 1 / 0).result(LONG_S)
    assert one_thread.submit(Urgency.RULES, lambda: 7).result(LONG_S) == 7


def test_what_nobody_waits_for_any_more_is_left(one_thread: UrgentFirst) -> None:
    gate, done = threading.Event(), []
    held = one_thread.submit(Urgency.RULES, lambda: gate.wait(LONG_S))
    left = one_thread.submit(Urgency.ORDINARY, lambda: done.append("left"))
    last = one_thread.submit(Urgency.ORDINARY, lambda: done.append("last"))
    assert left.cancel()
    gate.set()
    last.result(LONG_S)
    assert held.result(LONG_S)
    assert done == ["last"]


class Slow:
    """Reads in no time, and ends a judgement each time it may."""

    def __init__(self) -> None:
        self.go_on, self.judged = threading.Semaphore(0), []

    def judge(self, text: str, vector: object = None, vectorise: object = None) -> DangerJudgement:
        raise AssertionError("the reading judges")

    def read(self, text: str) -> DangerReading:
        rules = DangerJudgement(DangerLevel.GREY, "geweld", (), None) if "slaat" in text else NO_DANGER

        def judged(_vector: object, _vectorise: object) -> DangerJudgement:
            self.judged.append(text)
            assert self.go_on.acquire(timeout=LONG_S)
            return rules

        return DangerReading(rules, judged)


async def test_a_suspect_message_passes_all_that_came_before_it(assembly: Assembly) -> None:
    slow = Slow()
    front = replace(assembly.front, danger=slow, vectorise=lambda text: None)
    ordinary = [asyncio.create_task(front.judge(message(f"vraag {number}"))) for number in range(40)]
    while len(slow.judged) < 6:  # noqa: ASYNC110 - threads of the pool, all held now
        await asyncio.sleep(0.001)
    suspect = asyncio.create_task(front.judge(message("hij slaat haar nu")))
    await asyncio.sleep(0)
    slow.go_on.release()  # a thread reads it, and goes on with the seventh
    while len(slow.judged) < 7:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.001)
    for _ in range(10):  # steps of the loop, in which what was read becomes work for the pool
        await asyncio.sleep(0)
    slow.go_on.release()
    while len(slow.judged) < 8:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.001)
    assert slow.judged[7] == "hij slaat haar nu"
    slow.go_on.release(40)
    assert (await suspect).level is DangerLevel.GREY
    await asyncio.gather(*ordinary)
