"""One process at a time, and its end."""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from logging import getLogger

from filelock import FileLock, Timeout

from bot.operations.errors import AlreadyServing
from bot.settings import Settings

LOG = getLogger(__name__)
LOCK = "sending.lock"


@contextmanager
def only_sender(settings: Settings) -> Iterator[None]:
    """Be the one process that sends the messages of this data folder.

    Two would each take the other's messages for those of a crash, and send them again.

    Raises:
        AlreadyServing: Another process is.
        OSError: The lock file cannot be made.
    """
    data = settings.data_folder
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(data / LOCK, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise AlreadyServing(data) from error
    try:
        yield
    finally:
        lock.release()


def end_without_waiting(status: object, before: Collection[threading.Thread] = ()) -> None:
    """End the process now where a thread still works that nobody waits for, such as one that builds an index.

    What such a thread saves it saves in one step, so it may be cut off anywhere. Python would stop it when it next asks
    for the interpreter's lock; where it asks from within C++, as ``numpy.unique`` does, that takes the whole process
    down with an abort instead of its status.

    Args:
        status: With which it ends, as :class:`SystemExit` has it.
        before: Threads that were there before the work began, and are somebody else's.
    """
    busy = [thread.name for thread in threading.enumerate() if thread.daemon and thread not in before]
    if not busy:
        return
    LOG.info("not waited for: %s", ", ".join(busy))
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status if isinstance(status, int) else int(status is not None))


def stop_on_signals(stop: asyncio.Event) -> None:
    """End well at Ctrl-C or TERM; a second one ends at once. Nothing is lost then: it is as after a crash.

    Args:
        stop: Set at the first signal.
    """

    def told(number: signal.Signals) -> None:
        if stop.is_set():
            os._exit(128 + number)
        LOG.info("stopping: finishing what runs; once more ends at once")
        stop.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told, number)
