"""The redacted text that somebody had checked just now, so that a button under the reply can go on with it."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

KEPT_S = 30 * 60
"""Seconds for which a text is remembered."""
MOST = 500
"""People whose text is remembered at most; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class RecentText:
    """A text that was checked.

    Attributes:
        text: Without personal data.
        clean: Whether there was no personal data in it: only then it may go to a team.
        seconds: When it was kept, on the clock of this memory.
        types: What kinds of personal data were left out.
    """

    text: str
    clean: bool
    seconds: float
    types: tuple[str, ...] = ()


@dataclass
class RecentTexts:
    """Remembers one text for each person, in memory and never in the store; safe to share between threads.

    Attributes:
        clock: Seconds that only go forward.
    """

    clock: Callable[[], float] = time.monotonic
    _texts: OrderedDict[str, RecentText] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, person: str, text: str, *, clean: bool, types: tuple[str, ...] = ()) -> None:
        """Remember a redacted text instead of the one before."""
        now = self.clock()
        with self._lock:
            self._texts.pop(person, None)
            self._texts[person] = RecentText(text, clean, now, types)
            while len(self._texts) > MOST or now - next(iter(self._texts.values())).seconds > KEPT_S:
                self._texts.popitem(last=False)

    def find(self, person: str) -> RecentText | None:
        """The text of somebody; ``None`` when it is gone, after :data:`KEPT_S` or a restart."""
        with self._lock:
            found = self._texts.get(person)
        return found if found and self.clock() - found.seconds <= KEPT_S else None

    def forget(self, person: str) -> None:
        """Forget the text of somebody."""
        with self._lock:
            self._texts.pop(person, None)
