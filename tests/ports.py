"""Ports for what listens later, or in another process.

A port that the system hands out for a moment may be handed out again before it is used: to a test in another worker,
or to any connection that leaves this machine. So these lie below the range that the system picks from, and each is
kept for this process with a lock until the process ends.
"""

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
"""Where Linux tells which ports it picks itself; 32768 to 60999 where nobody changed that."""
LOWEST, HIGHEST = 20_000, 32_767
LEAST = 1000
"""Ports to choose from at least; where the system picks from nearly all, its range is not avoided."""
_held: list[FileLock] = []


def free_port() -> int:
    """A port of this machine that nobody listens on, and that no other test gets.

    Raises:
        OSError: Every port is taken.
    """
    folder = Path(tempfile.gettempdir()) / f"houvast-test-ports-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    for port in _candidates():
        lock = FileLock(folder / str(port), timeout=0)
        try:
            lock.acquire()
        except Timeout:
            continue
        if _is_free(port):
            _held.append(lock)
            return port
        lock.release()
    raise OSError("every port for tests is taken")


def _candidates() -> Iterator[int]:
    """From a place that differs from process to process, round."""
    above = int(RANGE.read_text(encoding="ascii").split()[0]) - 1 if RANGE.exists() else HIGHEST
    span = (above if above >= LOWEST + LEAST else HIGHEST) - LOWEST
    begin = os.getpid() * 97
    return (LOWEST + (begin + step) % span for step in range(span))


def _is_free(port: int) -> bool:
    """Whether a server could listen here now, on every address."""
    with socket.socket() as tried:
        try:
            tried.bind(("", port))
        except OSError:
            return False
    return True
