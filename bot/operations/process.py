"""One process at a time, and its end."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
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
