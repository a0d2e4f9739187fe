"""Threads that judge messages on danger, the most urgent first."""

import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import IntEnum
from typing import Any, Protocol, TypeVar

from knowledge.signals.danger.detector import DangerReading
from knowledge.signals.learning.regression import JudgesDanger

T = TypeVar("T")


class ReadsDanger(JudgesDanger, Protocol):
    """A danger detector whose rules can be asked first."""

    def read(self, text: str) -> DangerReading:
        """Read one message with the rules; the reading judges it."""


class Urgency(IntEnum):
    """What goes first."""

    RULES = 0
    """Reading a message with the rules alone: 2 ms, and it shows which message cannot wait."""
    SUSPECT = 1
    """Judging a message in which a rule counted."""
    ORDINARY = 2
    """Judging any other message."""


class UrgentFirst:
    """A few threads of its own. When all are busy, the most urgent work goes first, and the oldest of that.

    A hundred messages may come at once, at 30 ms each; who is in danger must not stand in that queue.
    """

    def __init__(self, threads: int, name: str) -> None:
        """Prepare; a thread starts with the first work for it.

        Args:
            threads: How many work at the same time.
            name: Of the threads.
        """
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._waiting: list[tuple[Urgency, int, Callable[[], None]]] = []
        self._lock = threading.Lock()
        self._order = itertools.count()

    def submit(self, urgency: Urgency, work: Callable[[], T]) -> "Future[T]":
        """Queue work.

        Args:
            urgency: Its place.
            work: What is to be done.

        Returns:
            Its result, once it is done.
        """
        future: Future[T] = Future()
        with self._lock:
            heapq.heappush(self._waiting, (urgency, next(self._order), lambda: _carry_out(work, future)))
        # One turn of a thread for each piece of work; which piece that is, is seen when the turn comes.
        self._threads.submit(self._most_urgent)
        return future

    def _most_urgent(self) -> None:
        with self._lock:
            _, _, work = heapq.heappop(self._waiting)
        work()


def _carry_out(work: Callable[[], T], future: "Future[T]") -> None:
    if not future.set_running_or_notify_cancel():
        return
    result: Any
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
        future.set_exception(error)
    else:
        future.set_result(result)
