"""A thread that keeps this process equal to what is published and to the weights that are switched on."""

import threading
from dataclasses import dataclass, field

from knowledge.renewal import Renewal
from knowledge.signals.live import SignalRenewal

LOOK_EVERY_S = 2.0
"""Seconds between looks at the generation number and the last switch; a read of one row each."""


@dataclass
class Freshness:
    """Looks until stopped.

    A thread and no task, because building an index is work for seconds that no event loop may wait for.

    Attributes:
        renewal: Follows what is published; None where that is in another process, or broken.
        signals: Follows which weights of the signals are in use; the same.
    """

    renewal: Renewal | None
    signals: SignalRenewal | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

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
                self.renewal.try_to_look()
