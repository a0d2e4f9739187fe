"""Fit the danger and reflex classifiers on the labelled sentences in `data`.

How weights are fitted is in `embeddings.training.text_classifier`; which files are material and how
labels become yes/no questions is in the `training` module of each signal. scikit-learn (the `training`
extra) is needed to run this, not to import it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.signals.danger.training import train_danger
from knowledge.signals.material import SignalFit
from knowledge.signals.reflex.training import train_reflex


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What came out of a fit."""

    danger: SignalFit
    reflex: SignalFit


def train_signals(out: Path, encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> TrainingReport:
    """Fit, cross-validate and write all weight files of the signals.

    Args:
        out: The data folder to write to; `danger/` and `reflex/` in it get the weights. Material and rules
            are read from the bundled data folder.
        encode: Gives `(n, 384) float32` L2-normalised query vectors by the bundled encoder.

    Raises:
        SignalDataError: A material or rule file is malformed.
    """
    return TrainingReport(train_danger(out / "danger", encode), train_reflex(out / "reflex", encode))
