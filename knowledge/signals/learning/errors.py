"""Refusals about learning: what was asked, why not, and what to do next."""

from knowledge.errors import KnowledgeError


class LearningError(KnowledgeError):
    """Learning, measuring or switching is refused; what is in use stays in use."""


class NothingToLearn(LearningError):
    """No own sentence was accepted yet."""

    def __init__(self) -> None:
        super().__init__("No sentence was accepted yet, so there is nothing to learn. Have a colleague accept one.")


class LearningBusy(LearningError):
    """A fit or a measurement is going on."""

    def __init__(self) -> None:
        super().__init__("Learning or measuring is going on already. Wait until it has ended.")


class LearnerMissing(LearningError):
    """The library that fits is not installed."""

    def __init__(self) -> None:
        super().__init__("scikit-learn is missing; install the extra: pip install 'houvast[training]'")


class WeightsUnusable(LearningError):
    """Weights that were learned here cannot be used (any more).

    Attributes:
        name: Of the weights.
        key: Why: `missing`, `damaged` or `outdated`.
    """

    _WHY = (
        ("missing", "are not there"),
        ("damaged", "are damaged or were changed"),
        ("outdated", "were learned with another version of Houvast"),
    )

    def __init__(self, name: str, key: str) -> None:
        why = dict(self._WHY)[key]
        super().__init__(f"The learned weights {name} {why}; the shipped ones judge. Learn again, or go back for good.")
        self.name = name
        self.key = key


class ShippedUnusable(LearningError):
    """The shipped weights cannot be loaded, so only rules judge: there is nothing to compare with."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The shipped weights cannot be used ({reason}), so nothing is measured. Install Houvast again."
        )


class NotMeasured(LearningError):
    """There are no figures to compare with."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There are no figures of {name} on the present regression set. Measure or learn again.")
        self.name = name


class NotBetterEnough(LearningError):
    """The regression set does not allow the switch.

    Attributes:
        name: Of the weights.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} does worse on the regression set than allowed, so it is not switched on.")
        self.name = name


class SwitchedMeanwhile(LearningError):
    """Somebody else switched since the figures were shown."""

    def __init__(self) -> None:
        super().__init__("Somebody else just switched. Load the page again and compare anew.")
