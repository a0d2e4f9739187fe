"""Server time that a test can move forward."""

import time


class Clock:
    """Wall clock plus an offset, in whole Unix seconds."""

    def __init__(self) -> None:
        self.offset = 0.0
        self._stopped: float | None = None

    def now(self) -> int:
        """Unix time in seconds, as `date` fields hold it."""
        return int(self.precise())

    def precise(self) -> float:
        """Unix time in seconds with fraction."""
        return (time.time() if self._stopped is None else self._stopped) + self.offset

    def stop(self) -> None:
        """Stand still from now on, except for what is advanced."""
        self._stopped = time.time()

    def advance(self, seconds: float) -> None:
        """Let time pass without waiting."""
        self.offset += seconds
