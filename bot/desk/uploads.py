"""Uploaded texts between the preview of an import and the yes: in memory, for half an hour, of one person each."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")

KEEP_S = 1800
"""Seconds: long enough to read what changes."""
MOST = 8
"""Uploads that wait at the same time, each of a few megabytes at most; the oldest goes first."""


class Waiting(Generic[T]):
    """Keeps uploads; safe to share between threads. A restart forgets them: whoever uploaded does so again."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, str, tuple[T, ...]]] = OrderedDict()

    def keep(self, person: str, files: tuple[T, ...]) -> str:
        """Keep an upload; an earlier one of the same person goes.

        Returns:
            Its name, which cannot be guessed.
        """
        with self._lock:
            self._drop_old()
            for name in [name for name, (_, owner, _) in self._kept.items() if owner == person]:
                del self._kept[name]
            while len(self._kept) >= MOST:
                self._kept.popitem(last=False)
            name = secrets.token_urlsafe(16)
            self._kept[name] = (self._clock(), person, files)
            return name

    def take(self, name: str, person: str) -> tuple[T, ...] | None:
        """Hand an upload over, once; None when it is not there any more or of somebody else."""
        with self._lock:
            self._drop_old()
            found = self._kept.get(name)
            if found is None or found[1] != person:
                return None
            del self._kept[name]
            return found[2]

    def _drop_old(self) -> None:
        oldest = self._clock() - KEEP_S
        for name in [name for name, (at, _, _) in self._kept.items() if at <= oldest]:
            del self._kept[name]
