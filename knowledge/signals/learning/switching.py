"""Put learned weights in use, and go back; the regression set has the last word."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.signals.learning.errors import NotBetterEnough, NotMeasured
from knowledge.signals.learning.regression import Measured, RegressionSet
from knowledge.signals.learning.shelf import SHIPPED, FitShelf
from knowledge.signals.learning.verdict import Comparison, compare
from knowledge.store.signal_switch import SignalSwitchStore, Switch


@dataclass(frozen=True, slots=True)
class Switching:
    """Compares and switches.

    Attributes:
        shelf: The fits.
        store: Which weights are in use.
        regression: What is measured on.
    """

    shelf: FitShelf
    store: SignalSwitchStore
    regression: RegressionSet

    def comparison(self, name: str, current: Switch) -> Comparison:
        """A fit beside what is in use.

        Raises:
            WeightsUnusable: One of the two is not there, or is damaged.
            NotMeasured: One of the two has no figures on the present set.
        """
        return compare(self.regression, self._measured(current.weights), self._measured(name))

    def switch_on(self, name: str, by: str, now: datetime) -> None:
        """Put a fit in use, in every process.

        Raises:
            NotPermitted: `by` may not.
            WeightsUnusable: It cannot be used.
            NotMeasured: There are no figures to compare.
            NotBetterEnough: It does worse than allowed.
            SwitchedMeanwhile: Somebody else switched.
        """
        current = self.store.current()
        self.shelf.data_of(name)
        if not self.comparison(name, current).allowed:
            raise NotBetterEnough(name)
        self.store.switch(name, current.number, by, now)

    def go_back(self, by: str, now: datetime) -> None:
        """Put the shipped weights in use; never refused for what they measure.

        Raises:
            NotPermitted: `by` may not.
            SwitchedMeanwhile: Somebody else switched.
        """
        self.store.switch(None, self.store.current().number, by, now)

    def _measured(self, name: str | None) -> Measured:
        found = self.shelf.measured(name)
        if found is None or found.mark != self.regression.mark:
            raise NotMeasured(name or SHIPPED)
        return found
