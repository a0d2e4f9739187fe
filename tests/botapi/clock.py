"""Server time that a test can move forward."""

import time


class Clock:
    """Wall clock plus an offset, in whole Unix seconds."""

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> int:
        """Unix time in seconds, as `date` fields hold it."""
        return int(self.precise())

    def precise(self) -> float:
        """Unix time in seconds with fraction."""
        return time.time() + self.offset

    def advance(self, seconds: float) -> None:
        """Let time pass without waiting."""
        self.offset += seconds
