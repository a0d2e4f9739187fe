"""A limit on attempts, per key and over all: to sign in by address, previews by person.

In memory: the desk is one process, and after a restart a guesser gains one more round against 256 random bits.
"""

import threading
from collections import deque
from collections.abc import Callable
from time import monotonic

PER_ADDRESS = 10
OVER_ALL = 100
WINDOW_S = 600
"""Ten attempts per address and a hundred over all in ten minutes, as long as a link works; people need one or two."""


class Throttle:
    """Counts attempts in a sliding window; safe to share between threads."""

    def __init__(
        self,
        clock: Callable[[], float] = monotonic,
        *,
        each: int = PER_ADDRESS,
        over_all: int = OVER_ALL,
        window_s: int = WINDOW_S,
    ) -> None:
        """Count from now on.

        Args:
            clock: Seconds, ever rising.
            each: Attempts of one key in a window.
            over_all: Attempts of all keys in a window.
            window_s: Seconds of the window.
        """
        self._clock = clock
        self._each, self._over_all, self._window_s = each, over_all, window_s
        self._lock = threading.Lock()
        self._all: deque[float] = deque()
        self._by_address: dict[str, deque[float]] = {}

    def attempt(self, address: str) -> int:
        """Counts an attempt.

        Args:
            address: Where it comes from, or who it is.

        Returns:
            0 when it may go on; otherwise seconds until one may. A refused attempt does not count.
        """
        with self._lock:
            now = self._clock()
            self._forget(now)
            own = self._by_address.get(address, deque())
            waits = [
                attempts[0] + self._window_s - now
                for attempts, limit in ((own, self._each), (self._all, self._over_all))
                if len(attempts) >= limit
            ]
            if waits:
                return max(1, round(max(waits)))
            self._all.append(now)
            # The limit over all bounds how many addresses are remembered.
            self._by_address.setdefault(address, own).append(now)
            return 0

    def _forget(self, now: float) -> None:
        for attempts in (self._all, *self._by_address.values()):
            while attempts and attempts[0] <= now - self._window_s:
                attempts.popleft()
        for address in [address for address, attempts in self._by_address.items() if not attempts]:
            del self._by_address[address]
