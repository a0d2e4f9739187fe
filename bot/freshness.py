"""A thread that keeps this process equal to what is published and to the weights that are switched on."""

import threading
from dataclasses import dataclass, field
from time import monotonic

from knowledge.renewal import Renewal
from knowledge.signals.live import SignalRenewal

LOOK_EVERY_S = 1.0
"""Seconds between looks at the generation number and the last switch; a read of one row each."""
SETTLE_AFTER_S = 10.0
"""Seconds without a change before the real index is built: who publishes five entries in a row waits for one build."""


@dataclass
class Freshness:
    """Looks until stopped.

    A thread and no task, because a quick index is work for a second that no event loop may wait for. The real index
    is built in a thread of its own, so that what is published meanwhile is followed as quickly.

    Attributes:
        renewal: Follows what is published; None where that is in another process, or broken.
        signals: Follows which weights of the signals are in use; the same.
    """

    renewal: Renewal | None
    signals: SignalRenewal | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _builder: threading.Thread | None = None
    _changed_at: float = 0.0

    def start(self) -> None:
        """Begin to look; a second start changes nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="freshness", daemon=True)
            self._thread.start()

    def stop(self, within: float = 2.0) -> None:
        """End, after the look that is going on.

        Args:
            within: Seconds to wait for it. An index that is being built is not waited for: what is saved is saved
                in one step, and the next start builds it again.
        """
        self._stop.set()
        if self._thread is not None:
            self._thread.join(within)

    def _run(self) -> None:
        while not self._stop.wait(LOOK_EVERY_S):
            if self.signals is not None:
                self.signals.try_to_look()
            if self.renewal is not None:
                self._follow(self.renewal)

    def _follow(self, renewal: Renewal) -> None:
        if renewal.try_to_look():
            self._changed_at = monotonic()
        building = self._builder is not None and self._builder.is_alive()
        if not renewal.settled and not building and monotonic() - self._changed_at >= SETTLE_AFTER_S:
            self._builder = threading.Thread(target=renewal.try_to_settle, name="index", daemon=True)
            self._builder.start()
