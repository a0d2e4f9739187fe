"""Detectors that are replaced while messages come in, when other weights are switched on in any process.

Each process looks at the number of the last switch. Weights that cannot be used leave the shipped ones in place:
danger is judged at every moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from logging import getLogger
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import SignalDataError, StoreError
from knowledge.signals.danger.detector import DangerDetector, DangerReading
from knowledge.signals.danger.model import DangerJudgement
from knowledge.signals.danger.sentences import Vectorise
from knowledge.signals.learning.errors import WeightsUnusable
from knowledge.signals.learning.shelf import FitShelf
from knowledge.signals.reflex.detector import ReflexDetector, ReflexJudgement
from knowledge.store.signal_switch import SignalSwitchStore

LOG = getLogger(__name__)


class LiveDanger:
    """Stands before the danger detector of the moment; safe to share between threads."""

    def __init__(self, shipped: DangerDetector) -> None:
        """Stand before a detector.

        Args:
            shipped: What judges when nothing else may.
        """
        self._shipped = self.newest = shipped

    def judge(
        self, text: str, vector: NDArray[np.float32] | None = None, vectorise: Vectorise | None = None
    ) -> DangerJudgement:
        """Judge one message; see :meth:`DangerDetector.judge`."""
        return self.newest.judge(text, vector, vectorise)

    def read(self, text: str) -> DangerReading:
        """Read one message with the rules; see :meth:`DangerDetector.read`."""
        return self.newest.read(text)

    def show(self, data: Path | None) -> bool:
        """Judge with the weights of a data folder from now on, None for the shipped ones; whether that worked."""
        made = self._shipped if data is None else DangerDetector.load(data)
        works = data is None or made.degraded is None
        self.newest = made if works else self._shipped
        return works


class LiveReflex:
    """Stands before the reflex detector of the moment; safe to share between threads."""

    def __init__(self, shipped: ReflexDetector) -> None:
        """Stand before a detector.

        Args:
            shipped: What judges when nothing else may.
        """
        self._shipped = self.newest = shipped

    def judge(self, text: str, vector: NDArray[np.float32] | None = None) -> ReflexJudgement:
        """Judge one message; see :meth:`ReflexDetector.judge`."""
        return self.newest.judge(text, vector)

    def show(self, data: Path | None) -> bool:
        """Judge with the weights of a data folder from now on, None for the shipped ones; whether that worked."""
        made = self._shipped if data is None else ReflexDetector.load(data)
        works = data is None or made.degraded is None
        self.newest = made if works else self._shipped
        return works


@dataclass
class SignalRenewal:
    """Keeps live detectors equal to what is switched on.

    Attributes:
        store: Which weights are in use.
        shelf: Where they are.
        lives: What is kept equal.
        problem: Why the shipped weights judge although others are switched on; None when all is well.
    """

    store: SignalSwitchStore
    shelf: FitShelf
    lives: Sequence[LiveDanger | LiveReflex]
    problem: str | None = None
    _seen: int = field(default=0, init=False)

    def look(self) -> bool:
        """Load other weights when somebody switched; next to nothing otherwise.

        Returns:
            Whether other weights were switched on since the last look.

        Raises:
            StoreError: The store cannot be read; what judged goes on.
        """
        current = self.store.current()
        if current.number == self._seen:
            return False
        self.problem = self._show(current.weights)
        self._seen = current.number
        if self.problem:
            LOG.error("signals: %s", self.problem)
        else:
            LOG.info("signals: weights in use: %s", current.weights or "shipped")
        return True

    def try_to_look(self) -> bool:
        """:meth:`look`, where a failure is logged and what judged goes on."""
        try:
            return self.look()
        except StoreError as error:
            LOG.error("the weights of the signals were not looked at: %s", error)
            return False

    def _show(self, name: str | None) -> str | None:
        """Show weights everywhere, or the shipped ones everywhere; why, when it is the latter and was not asked."""
        try:
            data = self.shelf.data_of(name) if name else None
            shown = [live.show(data) for live in self.lives]
            if all(shown):
                return None
            error: Exception = WeightsUnusable(name or "", "damaged")
        except (WeightsUnusable, SignalDataError, OSError) as unusable:
            error = unusable
        for live in self.lives:
            live.show(None)
        return str(error)
