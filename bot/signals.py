"""The detectors of danger and reflex, kept equal to the weights that are switched on."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.settings import Settings
from knowledge.signals.danger.detector import DangerDetector
from knowledge.signals.learning.shelf import FitShelf
from knowledge.signals.live import LiveDanger, LiveReflex, SignalRenewal
from knowledge.signals.reflex.detector import ReflexDetector
from knowledge.store.database import Database
from knowledge.store.signal_switch import SignalSwitchStore

FOLDER = "signals"


def signals_folder(settings: Settings) -> Path:
    """Where weights that were learned here are kept."""
    return settings.data_folder / FOLDER


@dataclass
class Judges:
    """The detectors, each opened once.

    Attributes:
        settings: The configuration.
        problems: Told when only rules judge, or when the weights that are switched on cannot be used.
    """

    settings: Settings
    problems: list[str]

    @cached_property
    def danger(self) -> LiveDanger:
        """Danger rules with their classifier; on the rules alone when the classifier is broken.

        Raises:
            SignalDataError: The rules cannot be used.
        """
        detector = DangerDetector.load()
        if detector.degraded:
            self.problems.append(f"danger classifier: {detector.degraded}")
        return LiveDanger(detector)

    @cached_property
    def reflex(self) -> LiveReflex:
        """Reflex rules with their classifier; on the rules alone when the classifier is broken.

        Raises:
            SignalDataError: The rules cannot be used.
        """
        detector = ReflexDetector.load()
        if detector.degraded:
            self.problems.append(f"reflex classifier: {detector.degraded}")
        return LiveReflex(detector)

    def follow(self, database: Database) -> SignalRenewal:
        """Keep the detectors equal to what is switched on: now, and at every later look.

        Args:
            database: Says what is switched on.

        Raises:
            StoreError: The store cannot be read.
            SignalDataError: Rules cannot be used.
        """
        shelf = FitShelf(signals_folder(self.settings))
        renewal = SignalRenewal(SignalSwitchStore(database), shelf, (self.danger, self.reflex))
        renewal.look()
        if renewal.problem:
            self.problems.append(renewal.problem)
        return renewal
